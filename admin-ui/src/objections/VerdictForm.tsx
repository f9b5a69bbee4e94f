import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Paper from '@mui/material/Paper';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { type FormEvent, useId, useState } from 'react';
import { useWord } from '../i18n/words.ts';
import { ConfirmDialog } from '../layout/ConfirmDialog.tsx';
import { api, newKey } from '../providers/http.ts';
import type { ObjectionView } from './contract.ts';

/** The handler's verdict with a reason for the objector and one for everybody else. */
export function VerdictForm({ view, onDecided }: { view: ObjectionView; onDecided: () => void }) {
  const translate = useTranslate();
  const word = useWord();
  const labelId = useId();
  const [verdict, setVerdict] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [publicReason, setPublicReason] = useState('');
  const [note, setNote] = useState('');
  const [projectName, setProjectName] = useState('');
  const [tried, setTried] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const [key] = useState(newKey);
  const partly = verdict === 'partlyUpheld';
  const lack = (text: string) => (tried && text.trim() === '' ? translate('objection.form.required') : '');
  const ready =
    verdict !== null && reason.trim() !== '' && publicReason.trim() !== '' && (!partly || note.trim() !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (ready) setConfirming(true);
  };
  const amendment = partly
    ? { note: note.trim(), projectName: projectName.trim() === '' ? null : projectName.trim() }
    : null;
  return (
    <Paper
      component="form"
      noValidate
      onSubmit={submit}
      sx={{ p: 2 }}
      aria-label={translate('objection.verdict.title')}
    >
      <Typography variant="h2" sx={{ mb: 1 }}>
        {translate('objection.verdict.title')}
      </Typography>
      <Stack spacing={1.5}>
        <FormControl error={tried && verdict === null}>
          <FormLabel id={labelId}>{translate('objection.verdict.choose')}</FormLabel>
          <RadioGroup aria-labelledby={labelId} value={verdict ?? ''} onChange={(_, value) => setVerdict(value)}>
            {view.verdicts.map((one) => (
              <FormControlLabel
                key={one}
                value={one}
                control={<Radio size="small" />}
                label={`${word('objectionStatus', one)} — ${translate(`objection.verdict.leads.${one}`)}`}
              />
            ))}
          </RadioGroup>
        </FormControl>
        {partly ? (
          <>
            <TextField
              label={translate('objection.verdict.note')}
              value={note}
              onChange={(event) => setNote(event.target.value)}
              error={lack(note) !== ''}
              helperText={lack(note) || translate('objection.verdict.noteHelp')}
              required
              multiline
              margin="none"
              slotProps={{ htmlInput: { maxLength: 1000 } }}
            />
            {view.projectName === null ? null : (
              <TextField
                label={translate('objection.verdict.projectName')}
                value={projectName}
                onChange={(event) => setProjectName(event.target.value)}
                margin="none"
                slotProps={{ htmlInput: { maxLength: 100 } }}
              />
            )}
          </>
        ) : null}
        <TextField
          label={translate('objection.verdict.reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={lack(reason) !== ''}
          helperText={lack(reason) || translate('objection.verdict.reasonHelp')}
          required
          multiline
          minRows={3}
          margin="none"
          slotProps={{ htmlInput: { maxLength: 2000 } }}
        />
        <TextField
          label={translate('objection.verdict.publicReason')}
          value={publicReason}
          onChange={(event) => setPublicReason(event.target.value)}
          error={lack(publicReason) !== ''}
          helperText={lack(publicReason) || translate('objection.verdict.publicReasonHelp')}
          required
          multiline
          minRows={2}
          margin="none"
          slotProps={{ htmlInput: { maxLength: 1000 } }}
        />
        <div>
          <Button type="submit" variant="contained">
            {translate('objection.verdict.submit')}
          </Button>
        </div>
      </Stack>
      <ConfirmDialog
        open={confirming}
        title={translate('objection.verdict.confirmTitle', { verdict: word('objectionStatus', verdict) })}
        confirm={translate('objection.verdict.confirm')}
        dangerous={verdict === 'upheld'}
        onClose={() => setConfirming(false)}
        act={async () => {
          await api.send(
            'POST',
            `/objections/${view.id}/verdict`,
            { verdict, reason: reason.trim(), publicReason: publicReason.trim(), amendment },
            { key },
          );
          onDecided();
        }}
      >
        <Alert severity="warning">{verdict ? translate(`objection.verdict.leads.${verdict}`) : null}</Alert>
      </ConfirmDialog>
    </Paper>
  );
}
