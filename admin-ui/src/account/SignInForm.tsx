import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'ra-core';
import { type FormEvent, useState } from 'react';
import { AuthProblem, auth } from '../providers/auth.ts';
import { useAuthWords } from './authWords.ts';
import { PasswordField } from './PasswordField.tsx';

type Props = {
  /** A person who is known already only types the password. */
  email?: string;
  onDone: () => void;
  onCancel?: () => void;
  /** The address is not verified yet. */
  onUnverified?: (email: string) => void;
};

/** E-mail and password, then the second factor where one is set up: a code of the app, or a back-up code. */
export function SignInForm({ email: known, onDone, onCancel, onUnverified }: Props) {
  const translate = useTranslate();
  const words = useAuthWords();
  const [email, setEmail] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [step, setStep] = useState<'password' | 'totp' | 'backup'>('password');
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      if (step === 'password') {
        const reply = await auth.signIn(email.trim(), password);
        if (reply.twoFactorRedirect) setStep('totp');
        else onDone();
      } else {
        if (step === 'totp') await auth.verifyTotp(code.replace(/\s/g, ''));
        else await auth.verifyBackupCode(code.trim());
        onDone();
      }
    } catch (refusal) {
      setError(refusal);
      setCode('');
      if (refusal instanceof AuthProblem && refusal.code === 'EMAIL_NOT_VERIFIED') onUnverified?.(email.trim());
    } finally {
      setBusy(false);
    }
  };

  const other = step === 'totp' ? 'backup' : 'totp';
  return (
    <Stack component="form" onSubmit={submit} noValidate spacing={1}>
      {error === null ? null : (
        <Alert severity="error" role="alert">
          {words(error)}
        </Alert>
      )}
      {step === 'password' ? (
        <>
          {known === undefined ? (
            <TextField
              label={translate('account.email')}
              type="email"
              name="email"
              autoComplete="username"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
              required
              autoFocus
            />
          ) : null}
          <PasswordField
            label={translate('account.password')}
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            autoFocus={known !== undefined}
          />
        </>
      ) : (
        <>
          <TextField
            key={step}
            label={translate(step === 'totp' ? 'account.totpCode' : 'account.backupCode')}
            helperText={translate(step === 'totp' ? 'account.totpHelp' : 'account.backupHelp')}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            autoComplete="one-time-code"
            slotProps={{ htmlInput: { inputMode: step === 'totp' ? 'numeric' : 'text' } }}
            required
            autoFocus
          />
          <Link
            component="button"
            type="button"
            onClick={() => {
              setStep(other);
              setCode('');
              setError(null);
            }}
            sx={{ alignSelf: 'flex-start', minHeight: 24 }}
          >
            {translate(`account.use.${other}`)}
          </Link>
        </>
      )}
      <Stack direction="row" spacing={1}>
        <Button
          type="submit"
          variant="contained"
          disabled={busy || (step === 'password' ? email.trim() === '' || password === '' : code.trim() === '')}
        >
          {translate(step === 'password' ? 'shell.signIn' : 'account.verify')}
        </Button>
        {onCancel ? <Button onClick={onCancel}>{translate('shell.cancel')}</Button> : null}
      </Stack>
    </Stack>
  );
}
