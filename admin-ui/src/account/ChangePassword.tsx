import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import { useTranslate } from 'ra-core';
import { type FormEvent, useState } from 'react';
import { auth } from '../providers/auth.ts';
import { useAuthWords } from './authWords.ts';
import { PasswordField } from './PasswordField.tsx';
import { MIN_PASSWORD } from './passwordRules.ts';

/** A new password, which by default ends every other session. */
export function ChangePassword() {
  const translate = useTranslate();
  const words = useAuthWords();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [revoke, setRevoke] = useState(true);
  const [error, setError] = useState<unknown>(null);
  const [done, setDone] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    setDone(false);
    try {
      await auth.changePassword(current, next, revoke);
      setCurrent('');
      setNext('');
      setDone(true);
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <Stack component="form" noValidate onSubmit={submit} spacing={1} sx={{ maxWidth: 480 }}>
      {error === null ? null : (
        <Alert severity="error" role="alert">
          {words(error)}
        </Alert>
      )}
      {done ? <Alert severity="success">{translate('account.passwordChanged')}</Alert> : null}
      <PasswordField
        label={translate('account.currentPassword')}
        value={current}
        onChange={setCurrent}
        autoComplete="current-password"
      />
      <PasswordField
        label={translate('account.newPassword')}
        value={next}
        onChange={setNext}
        autoComplete="new-password"
        error={next !== '' && next.length < MIN_PASSWORD}
        helperText={translate('account.passwordRule', { min: MIN_PASSWORD })}
      />
      <FormControlLabel
        control={<Checkbox checked={revoke} onChange={(event) => setRevoke(event.target.checked)} />}
        label={translate('account.endOthers')}
      />
      <Button
        type="submit"
        variant="contained"
        disabled={current === '' || next.length < MIN_PASSWORD}
        sx={{ alignSelf: 'flex-start' }}
      >
        {translate('account.changePassword')}
      </Button>
    </Stack>
  );
}
