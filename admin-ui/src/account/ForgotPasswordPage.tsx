import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { type FormEvent, useState } from 'react';
import { auth } from '../providers/auth.ts';
import { useAuthWords } from './authWords.ts';
import { NarrowPage } from './NarrowPage.tsx';

/** Asks for the mail with the reset link. The answer is the same whether the address has an account or not. */
export default function ForgotPasswordPage() {
  const translate = useTranslate();
  const words = useAuthWords();
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    try {
      await auth.requestReset(email.trim());
      setSent(true);
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <NarrowPage title={translate('account.forgot.title')}>
      {sent ? (
        <Alert severity="success">{translate('account.forgot.sent')}</Alert>
      ) : (
        <Stack component="form" noValidate onSubmit={submit} spacing={1}>
          <Typography color="text.secondary">{translate('account.forgot.text')}</Typography>
          {error === null ? null : (
            <Alert severity="error" role="alert">
              {words(error)}
            </Alert>
          )}
          <TextField
            label={translate('account.email')}
            type="email"
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            required
            autoFocus
          />
          <Button type="submit" variant="contained" disabled={email.trim() === ''} sx={{ alignSelf: 'flex-start' }}>
            {translate('account.forgot.submit')}
          </Button>
        </Stack>
      )}
    </NarrowPage>
  );
}
