import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { auth } from '../providers/auth.ts';
import { useAuthWords } from './authWords.ts';

type Props = { totpUri: string; onVerified: () => Promise<void>; onCancel: () => void };

/** Scan or type the secret, then prove it with a code. */
export function Enrolment({ totpUri, onVerified, onCancel }: Props) {
  const translate = useTranslate();
  const words = useAuthWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [code, setCode] = useState('');
  const [error, setError] = useState<unknown>(null);
  const secret = new URL(totpUri).searchParams.get('secret') ?? '';
  useEffect(() => {
    void import('qrcode').then(({ default: qrcode }) => {
      if (canvas.current) void qrcode.toCanvas(canvas.current, totpUri, { width: 200, margin: 2 });
    });
  }, [totpUri]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    try {
      await auth.verifyTotp(code.replace(/\s/g, ''));
      await onVerified();
    } catch (refusal) {
      setError(refusal);
      setCode('');
    }
  };
  return (
    <Stack component="form" noValidate onSubmit={submit} spacing={1.5} sx={{ maxWidth: 560 }}>
      <Typography>{translate('account.twoFactor.scan')}</Typography>
      <Box
        component="canvas"
        ref={canvas}
        role="img"
        aria-label={translate('account.twoFactor.qr')}
        sx={{ alignSelf: 'flex-start', border: '1px solid', borderColor: 'divider' }}
      />
      <Typography>
        {translate('account.twoFactor.secret')}{' '}
        <Box component="code" sx={{ fontSize: '1rem', overflowWrap: 'anywhere', userSelect: 'all' }}>
          {secret.replace(/(.{4})/g, '$1 ').trim()}
        </Box>
      </Typography>
      {error === null ? null : (
        <Alert severity="error" role="alert">
          {words(error)}
        </Alert>
      )}
      <TextField
        label={translate('account.totpCode')}
        helperText={translate('account.totpHelp')}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        autoComplete="one-time-code"
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        required
        autoFocus
        sx={{ maxWidth: 300 }}
      />
      <Stack direction="row" spacing={1}>
        <Button type="submit" variant="contained" disabled={code.trim() === ''}>
          {translate('account.verify')}
        </Button>
        <Button onClick={onCancel}>{translate('shell.cancel')}</Button>
      </Stack>
    </Stack>
  );
}
