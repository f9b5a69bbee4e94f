import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import MenuItem from '@mui/material/MenuItem';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { type FormEvent, useId, useState } from 'react';
import type { MailMode, MessagePreferences } from '../../../contracts/message-preferences.ts';
import { ProblemAlert } from '../layout/Page.tsx';
import { Reply } from '../layout/Reply.tsx';
import { useAct } from '../layout/useAct.ts';
import { api } from '../providers/http.ts';
import { useReply } from '../providers/useReply.ts';

const PATH = '/me/message-preferences';
const MODES: readonly MailMode[] = ['immediate', 'daily', 'none'];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const NIGHT = { quietFrom: '22:00', quietTo: '07:00' };

/** How the person wants mail: at once, gathered, or none of what may be muted; and when not to be disturbed. */
export function MailChoice() {
  const translate = useTranslate();
  const chosen = useReply<MessagePreferences>(PATH);
  return (
    <>
      <Typography color="text.secondary">{translate('mail.choice.inbox')}</Typography>
      <Typography color="text.secondary" sx={{ mb: 1.5 }}>
        {translate('mail.choice.legal')}
      </Typography>
      <Reply query={chosen}>{(preferences) => <ChoiceForm chosen={preferences} />}</Reply>
    </>
  );
}

function ChoiceForm({ chosen }: { chosen: MessagePreferences }) {
  const translate = useTranslate();
  const id = useId();
  const client = useQueryClient();
  const [choice, setChoice] = useState(chosen);
  const [saved, setSaved] = useState(false);
  const { busy, problem, run } = useAct();
  const change = (part: Partial<MessagePreferences>) => {
    setSaved(false);
    setChoice({ ...choice, ...part });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const recorded = await run(async () => {
      const reply = await api.send<MessagePreferences>('PUT', PATH, choice);
      client.setQueryData([PATH, undefined], reply);
    });
    setSaved(recorded);
  };
  const quiet = choice.quietFrom !== null;
  return (
    <Stack component="form" noValidate onSubmit={submit} spacing={1.5} sx={{ maxWidth: 480 }}>
      <ProblemAlert problem={problem} />
      {saved ? <Alert severity="success">{translate('mail.choice.saved')}</Alert> : null}
      <FormControl>
        <FormLabel id={id}>{translate('mail.choice.mode')}</FormLabel>
        <RadioGroup
          aria-labelledby={id}
          value={choice.mode}
          onChange={(event) => change({ mode: event.target.value as MailMode })}
        >
          {MODES.map((mode) => (
            <FormControlLabel key={mode} value={mode} control={<Radio />} label={translate(`mail.choice.${mode}`)} />
          ))}
        </RadioGroup>
      </FormControl>
      {choice.mode === 'daily' ? (
        <TextField
          select
          label={translate('mail.choice.digestHour')}
          value={choice.digestHour}
          onChange={(event) => change({ digestHour: Number(event.target.value) })}
        >
          {HOURS.map((hour) => (
            <MenuItem key={hour} value={hour}>
              {translate('mail.choice.hour', { hour: String(hour).padStart(2, '0') })}
            </MenuItem>
          ))}
        </TextField>
      ) : null}
      <FormControlLabel
        control={
          <Switch
            checked={quiet}
            onChange={(event) => change(event.target.checked ? NIGHT : { quietFrom: null, quietTo: null })}
          />
        }
        label={translate('mail.choice.quiet')}
      />
      {quiet ? (
        <>
          <Typography variant="body2" color="text.secondary">
            {translate('mail.choice.quietText')}
          </Typography>
          <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1}>
            {(['quietFrom', 'quietTo'] as const).map((end) => (
              <TextField
                key={end}
                type="time"
                required
                label={translate(`mail.choice.${end}`)}
                value={choice[end] ?? ''}
                onChange={(event) => change({ [end]: event.target.value })}
                slotProps={{ inputLabel: { shrink: true } }}
              />
            ))}
          </Stack>
        </>
      ) : null}
      <Button type="submit" variant="contained" disabled={busy} sx={{ alignSelf: 'flex-start' }}>
        {translate('shell.save')}
      </Button>
    </Stack>
  );
}
