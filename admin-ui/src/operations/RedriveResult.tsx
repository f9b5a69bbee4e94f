import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useTranslate } from 'ra-core';
import type { Redriven } from '../../../contracts/dead-letters.ts';

type Props = { result: Redriven; busy: boolean; onConfirm: () => void; onClose: () => void };

/** What would happen to each dead letter, and after the word is given, what did. */
export function RedriveResult({ result, busy, onConfirm, onClose }: Props) {
  const translate = useTranslate();
  const { dryRun, items, queued, skipped, truncated } = result;
  return (
    <Alert severity={dryRun ? 'info' : skipped > 0 ? 'warning' : 'success'} role="status" sx={{ mb: 1.5 }}>
      <AlertTitle>{translate(dryRun ? 'operator.dead.dryTitle' : 'operator.dead.queued')}</AlertTitle>
      {dryRun ? `${translate('operator.dead.dryText')} ` : ''}
      {translate('operator.dead.summary', { queued, skipped })} {truncated ? translate('operator.dead.truncated') : ''}
      <Box component="ul" sx={{ my: 0.5, pl: 2.5, maxHeight: 240, overflowY: 'auto', overflowWrap: 'anywhere' }}>
        {items.map(({ id, label, result: became, reason }) => (
          <li key={id}>
            {label ?? id}: {translate(`operator.dead.${became}`)}
            {reason ? ` (${translate(`operator.dead.reason.${reason}`)})` : ''}
          </li>
        ))}
      </Box>
      <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
        {dryRun && queued > 0 ? (
          <Button variant="contained" disabled={busy} onClick={onConfirm}>
            {translate('operator.dead.confirm')}
          </Button>
        ) : null}
        <Button color="inherit" variant="outlined" onClick={onClose}>
          {translate('shell.close')}
        </Button>
      </Stack>
    </Alert>
  );
}
