import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Block } from '../layout/Block.tsx';
import type { TaskView } from '../tasks/contract.ts';
import type { Ranking } from './contract.ts';
import type { Strike } from './deliberation.ts';

/** Minutes and strikes as they were recorded with the decision. */
export function DeliberationRecord({ task, ranking }: { task: TaskView; ranking: Ranking | undefined }) {
  const translate = useTranslate();
  const { minutes, strikes } = task.payload;
  const struck = Array.isArray(strikes) ? (strikes as Strike[]) : [];
  if (typeof minutes !== 'string' && struck.length === 0) return null;
  const rows = ranking?.categories.flatMap((category) => category.rows) ?? [];
  const nameOf = (id: string) => {
    const row = rows.find(({ applicationId }) => applicationId === id);
    return row?.projectName ?? row?.leadName ?? id;
  };
  return (
    <Block title={translate('round.deliberate.minutes')}>
      {typeof minutes === 'string' ? <Typography sx={{ whiteSpace: 'pre-wrap' }}>{minutes}</Typography> : null}
      {struck.length === 0 ? null : (
        <Box component="ul" sx={{ m: 0, mt: 1, pl: 2.5 }}>
          {struck.map(({ applicationId, reason }) => (
            <li key={applicationId}>
              {translate('round.deliberate.struck')}: {nameOf(applicationId)} · {reason}
            </li>
          ))}
        </Box>
      )}
    </Block>
  );
}
