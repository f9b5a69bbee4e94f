import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import { useTranslate } from 'ra-core';
import { type FormEvent, useState } from 'react';
import { Link as RouterLink, useSearchParams } from 'react-router';
import { auth } from '../providers/auth.ts';
import { useAuthWords } from './authWords.ts';
import { NarrowPage } from './NarrowPage.tsx';
import { PasswordField } from './PasswordField.tsx';
import { MIN_PASSWORD } from './passwordRules.ts';

/** Sets a new password with the token of the reset mail; also the first password of an account that the office made. */
export default function ResetPasswordPage() {
  const translate = useTranslate();
  const words = useAuthWords();
  const [search] = useSearchParams();
  const token = search.get('token');
  const [password, setPassword] = useState('');
  const [done, setDone] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    try {
      await auth.resetPassword(token ?? '', password);
      setDone(true);
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <NarrowPage title={translate('account.reset.title')}>
      {done ? (
        <Stack spacing={2}>
          <Alert severity="success">{translate('account.reset.done')}</Alert>
          <Button component={RouterLink} to="/sign-in" variant="contained">
            {translate('shell.signIn')}
          </Button>
        </Stack>
      ) : token === null ? (
        <Alert severity="warning">
          {translate('account.reset.noToken')}{' '}
          <Link component={RouterLink} to="/forgot-password">
            {translate('account.forgot.link')}
          </Link>
        </Alert>
      ) : (
        <Stack component="form" noValidate onSubmit={submit} spacing={1}>
          {error === null ? null : (
            <Alert severity="error" role="alert">
              {words(error)}
            </Alert>
          )}
          <PasswordField
            label={translate('account.newPassword')}
            value={password}
            onChange={setPassword}
            autoComplete="new-password"
            autoFocus
            error={password !== '' && password.length < MIN_PASSWORD}
            helperText={translate('account.passwordRule', { min: MIN_PASSWORD })}
          />
          <Button
            type="submit"
            variant="contained"
            disabled={password.length < MIN_PASSWORD}
            sx={{ alignSelf: 'flex-start' }}
          >
            {translate('account.reset.submit')}
          </Button>
        </Stack>
      )}
    </NarrowPage>
  );
}
