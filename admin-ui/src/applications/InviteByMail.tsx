/** Invitations by mail, for a partner that has not registered here yet, and those that nobody has taken. */
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { type FormEvent, useState } from 'react';
import { WorkingDaysLeft } from '../layout/Countdown.tsx';
import { ProblemAlert } from '../layout/Page.tsx';
import { api } from '../providers/http.ts';
import type { ApplicationView } from './contract.ts';
import { useAct } from './useApplication.ts';

const LOOKS_LIKE_AN_ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function InviteByMail({ view }: { view: ApplicationView }) {
  const translate = useTranslate();
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState<string | null>(null);
  const { busy, problem, run } = useAct(view.id);
  const typed = email.trim();
  const path = `/applications/${view.id}/mail-invitations`;
  const invite = async (event: FormEvent) => {
    event.preventDefault();
    if (!LOOKS_LIKE_AN_ADDRESS.test(typed)) return;
    setSent(null);
    if (!(await run(() => api.send('POST', path, { email: typed })))) return;
    setSent(typed);
    setEmail('');
  };
  return (
    <Box component="section" aria-labelledby="mail-invite-title" sx={{ mb: 3 }}>
      <Typography id="mail-invite-title" variant="h3" sx={{ mb: 1 }}>
        {translate('joint.mail.title')}
      </Typography>
      {view.allowed.includes('invite') && (
        <Stack
          component="form"
          noValidate
          direction={{ xs: 'column', sm: 'row' }}
          spacing={1}
          onSubmit={(event) => void invite(event)}
          sx={{ alignItems: { sm: 'flex-start' } }}
        >
          <TextField
            margin="none"
            type="email"
            label={translate('joint.mail.email')}
            value={email}
            onChange={({ target }) => setEmail(target.value)}
            helperText={translate('joint.mail.help')}
            slotProps={{ htmlInput: { maxLength: 200, spellCheck: false } }}
            sx={{ maxWidth: { sm: 420 } }}
          />
          <Button
            type="submit"
            variant="outlined"
            disabled={!LOOKS_LIKE_AN_ADDRESS.test(typed)}
            loading={busy}
            sx={{ minHeight: 40, flexShrink: 0 }}
          >
            {translate('joint.mail.send')}
          </Button>
        </Stack>
      )}
      <Box role="status">
        {sent && (
          <Alert role="note" severity="success">
            {translate('joint.mail.sent', { email: sent })}
          </Alert>
        )}
      </Box>
      <ProblemAlert problem={problem} />
      <Stack component="ul" spacing={0.5} sx={{ m: 0, mt: 1, pl: 2.5 }}>
        {view.mailInvitations.map(({ id, email: address, status, confirmBy }) => (
          <Typography component="li" variant="body2" key={id}>
            {address ?? translate('joint.mail.somebody')} · {translate(`joint.mail.status.${status}`)}{' '}
            {status === 'open' && <WorkingDaysLeft dueAt={confirmBy} now={view.now} />}{' '}
            {status === 'open' && view.allowed.includes('removeParty') && (
              <Button
                size="small"
                color="inherit"
                disabled={busy}
                aria-label={`${translate('joint.mail.revoke')} ${address ?? ''}`}
                onClick={() => void run(() => api.send('POST', `${path}/${id}/revocation`, {}))}
              >
                {translate('joint.mail.revoke')}
              </Button>
            )}
          </Typography>
        ))}
      </Stack>
    </Box>
  );
}
