import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { type FormEvent, useState } from 'react';
import { TWO_FACTOR_ROLES } from '../../../contracts/vocabulary.ts';
import { auth } from '../providers/auth.ts';
import { useMe, useRefreshMe } from '../providers/me.ts';
import { useAuthWords } from './authWords.ts';
import { BackupCodes } from './BackupCodes.tsx';
import { Enrolment } from './Enrolment.tsx';
import { PasswordField } from './PasswordField.tsx';

/** The second factor: set up, new back-up codes, switched off where no role needs it. */
export function TwoFactor() {
  const translate = useTranslate();
  const words = useAuthWords();
  const { user, grants } = useMe();
  const refresh = useRefreshMe();
  const [password, setPassword] = useState('');
  const [secret, setSecret] = useState<{ totpURI: string; backupCodes: string[] } | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const needed = grants.some(({ role }) => TWO_FACTOR_ROLES.includes(role));

  const run = (act: () => Promise<void>) => async (event?: FormEvent) => {
    event?.preventDefault();
    setError(null);
    try {
      await act();
      setPassword('');
    } catch (refusal) {
      setError(refusal);
    }
  };
  const enable = run(async () => setSecret(await auth.enableTwoFactor(password)));
  const renew = run(async () => setCodes((await auth.newBackupCodes(password)).backupCodes));
  const disable = run(async () => {
    await auth.disableTwoFactor(password);
    await refresh();
  });

  if (secret !== null) {
    return (
      <Enrolment
        totpUri={secret.totpURI}
        onVerified={async () => {
          setCodes(secret.backupCodes);
          setSecret(null);
          await refresh();
        }}
        onCancel={() => setSecret(null)}
      />
    );
  }
  return (
    <Stack spacing={1.5} sx={{ maxWidth: 560 }}>
      <Typography sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
        {user.twoFactorEnabled ? <CheckCircleOutlined aria-hidden color="success" fontSize="small" /> : null}
        {translate(
          user.twoFactorEnabled
            ? 'account.twoFactor.on'
            : needed
              ? 'account.twoFactor.needed'
              : 'account.twoFactor.off',
        )}
      </Typography>
      {codes === null ? null : <BackupCodes codes={codes} />}
      {error === null ? null : (
        <Alert severity="error" role="alert">
          {words(error)}
        </Alert>
      )}
      <Stack component="form" noValidate onSubmit={user.twoFactorEnabled ? renew : enable} spacing={1}>
        <PasswordField
          label={translate('account.passwordAgain')}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
        <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
          <Button type="submit" variant="contained" disabled={password === ''}>
            {translate(user.twoFactorEnabled ? 'account.twoFactor.renew' : 'account.twoFactor.enable')}
          </Button>
          {user.twoFactorEnabled && !needed ? (
            <Button variant="outlined" color="error" disabled={password === ''} onClick={() => void disable()}>
              {translate('account.twoFactor.disable')}
            </Button>
          ) : null}
        </Stack>
      </Stack>
    </Stack>
  );
}
