import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { Ranking } from './contract.ts';
import type { Deliberation } from './deliberation.ts';

/** What is struck from the list, each with its reason. */
export function StrikeReasons({ ranking, deliberation }: { ranking: Ranking | undefined; deliberation: Deliberation }) {
  const translate = useTranslate();
  const rows = ranking?.categories.flatMap((category) => category.rows) ?? [];
  if (deliberation.strikes.length === 0) return null;
  return (
    <div>
      <Typography variant="h3">{translate('round.deliberate.struck')}</Typography>
      {deliberation.strikes.map(({ applicationId, reason }) => {
        const row = rows.find((one) => one.applicationId === applicationId);
        const name = row?.projectName ?? row?.leadName ?? '';
        return (
          <TextField
            key={applicationId}
            label={`${translate('round.deliberate.strikeReason')} · ${name}`}
            value={reason}
            onChange={(event) => deliberation.setReason(applicationId, event.target.value)}
            required
            multiline
            fullWidth
            slotProps={{ htmlInput: { maxLength: 500 } }}
          />
        );
      })}
    </div>
  );
}
