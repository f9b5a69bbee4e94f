import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'ra-core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Link as RouterLink, useSearchParams } from 'react-router';
import { Busy } from '../layout/Page.tsx';
import { auth } from '../providers/auth.ts';
import { NarrowPage } from './NarrowPage.tsx';

type State = 'working' | 'verified' | 'failed' | 'sent';

/** Where the link of the verification mail arrives: with a token, or after the account service has judged it. */
export default function VerifyEmailPage() {
  const translate = useTranslate();
  const [search] = useSearchParams();
  const token = search.get('token');
  const [state, setState] = useState<State>(
    token !== null ? 'working' : search.get('done') !== null && search.get('error') === null ? 'verified' : 'failed',
  );
  const [email, setEmail] = useState('');
  const asked = useRef(false);
  useEffect(() => {
    if (token === null || asked.current) return;
    asked.current = true;
    auth.verifyEmail(token).then(
      () => setState('verified'),
      () => setState('failed'),
    );
  }, [token]);
  const again = async (event: FormEvent) => {
    event.preventDefault();
    await auth.sendVerification(email.trim()).catch(() => undefined);
    setState('sent');
  };
  return (
    <NarrowPage title={translate('account.verifyEmail.title')}>
      {state === 'working' ? <Busy /> : null}
      {state === 'verified' ? (
        <Stack spacing={2}>
          <Alert severity="success">{translate('account.verified')}</Alert>
          <Button component={RouterLink} to="/sign-in" variant="contained">
            {translate('shell.signIn')}
          </Button>
        </Stack>
      ) : null}
      {state === 'sent' ? <Alert severity="info">{translate('account.verificationSent')}</Alert> : null}
      {state === 'failed' ? (
        <Stack component="form" noValidate onSubmit={again} spacing={1}>
          <Alert severity="warning">{translate('account.verifyEmail.failed')}</Alert>
          <TextField
            label={translate('account.email')}
            type="email"
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            required
          />
          <Button type="submit" variant="contained" disabled={email.trim() === ''}>
            {translate('account.sendVerification')}
          </Button>
        </Stack>
      ) : null}
    </NarrowPage>
  );
}
