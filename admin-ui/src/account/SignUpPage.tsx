import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { type FormEvent, useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { useLanguage } from '../i18n/bilingual.ts';
import { auth } from '../providers/auth.ts';
import { useAuthWords } from './authWords.ts';
import { NarrowPage } from './NarrowPage.tsx';
import { PasswordField } from './PasswordField.tsx';
import { MIN_PASSWORD } from './passwordRules.ts';

/** A new account of a person; the enterprise is registered afterwards, at the desk. */
export default function SignUpPage() {
  const translate = useTranslate();
  const words = useAuthWords();
  const locale = useLanguage();
  const [person, setPerson] = useState({ name: '', email: '', password: '' });
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<typeof person>) => setPerson({ ...person, ...change });
  const tooShort = person.password !== '' && person.password.length < MIN_PASSWORD;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await auth.signUp({ ...person, name: person.name.trim(), email: person.email.trim(), locale });
      setSentTo(person.email.trim());
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  if (sentTo !== null) {
    return (
      <NarrowPage title={translate('account.signUp.title')}>
        <Alert severity="success">{translate('account.signUp.sent', { email: sentTo })}</Alert>
        <Link component={RouterLink} to="/sign-in" sx={{ display: 'inline-block', mt: 2 }}>
          {translate('account.toSignIn')}
        </Link>
      </NarrowPage>
    );
  }
  return (
    <NarrowPage title={translate('account.signUp.title')}>
      <Typography color="text.secondary" sx={{ mb: 2 }}>
        {translate('account.signUp.text')}
      </Typography>
      <Stack component="form" noValidate onSubmit={submit} spacing={1}>
        {error === null ? null : (
          <Alert severity="error" role="alert">
            {words(error)}
          </Alert>
        )}
        <TextField
          label={translate('account.name')}
          autoComplete="name"
          value={person.name}
          onChange={(event) => set({ name: event.target.value })}
          required
          autoFocus
        />
        <TextField
          label={translate('account.email')}
          type="email"
          autoComplete="username"
          value={person.email}
          onChange={(event) => set({ email: event.target.value })}
          required
        />
        <PasswordField
          label={translate('account.password')}
          value={person.password}
          onChange={(password) => set({ password })}
          autoComplete="new-password"
          error={tooShort}
          helperText={translate('account.passwordRule', { min: MIN_PASSWORD })}
        />
        <Button
          type="submit"
          variant="contained"
          disabled={
            busy || person.name.trim() === '' || person.email.trim() === '' || person.password.length < MIN_PASSWORD
          }
          sx={{ alignSelf: 'flex-start' }}
        >
          {translate('account.signUp.submit')}
        </Button>
      </Stack>
      <Link component={RouterLink} to="/sign-in" sx={{ display: 'inline-block', mt: 2 }}>
        {translate('account.haveAccount')}
      </Link>
    </NarrowPage>
  );
}
