import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { type FormEvent, useState } from 'react';
import { ProblemAlert } from '../layout/Page.tsx';
import { useAct } from '../layout/useAct.ts';
import { api } from '../providers/http.ts';
import type { RecordedBounce } from './reply.ts';

/** Takes in a report that mail came back, and says what it was about. */
export function BounceIntake({ onRecorded }: { onRecorded: () => Promise<void> }) {
  const translate = useTranslate();
  const [raw, setRaw] = useState('');
  const [recorded, setRecorded] = useState<RecordedBounce | null>(null);
  const { busy, problem, run } = useAct();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setRecorded(null);
    await run(async () => {
      setRecorded(await api.send<RecordedBounce>('POST', '/operations/bounces', { raw }));
      setRaw('');
      await onRecorded();
    });
  };
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ mt: 3, maxWidth: 860 }}>
      <Typography variant="h3">{translate('mail.bouncing.intake')}</Typography>
      <Typography color="text.secondary" sx={{ mb: 1 }}>
        {translate('mail.bouncing.intakeText')}
      </Typography>
      <ProblemAlert problem={problem} />
      {recorded ? (
        <Alert severity={recorded.permanent ? 'warning' : 'info'} role="status" sx={{ mb: 1 }}>
          {translate('mail.bouncing.recorded', {
            ...recorded,
            action: translate(`mail.bouncing.action.${recorded.action}`, { _: recorded.action }),
            smart_count: recorded.messages,
          })}{' '}
          {translate(recorded.permanent ? 'mail.bouncing.nowMarked' : 'mail.bouncing.notMarked')}
        </Alert>
      ) : null}
      <TextField
        label={translate('mail.bouncing.raw')}
        value={raw}
        onChange={(event) => setRaw(event.target.value)}
        multiline
        minRows={3}
        maxRows={12}
        fullWidth
        slotProps={{ htmlInput: { spellCheck: false, sx: { fontFamily: 'monospace' } } }}
      />
      <Button type="submit" variant="outlined" disabled={busy || raw.trim() === ''} sx={{ mt: 1 }}>
        {translate('mail.bouncing.record')}
      </Button>
    </Box>
  );
}
