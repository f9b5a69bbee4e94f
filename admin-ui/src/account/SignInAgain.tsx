import Alert from '@mui/material/Alert';
import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useEffect, useRef, useState } from 'react';
import { onSessionEnded } from '../providers/http.ts';
import { useMe, useRefreshMe } from '../providers/me.ts';
import { SignInForm } from './SignInForm.tsx';

/** When the session has ended, asks for the password over the open page, then lets the refused request go on. */
export default function SignInAgain() {
  const translate = useTranslate();
  const { user } = useMe();
  const refresh = useRefreshMe();
  const [open, setOpen] = useState(false);
  const answer = useRef<(again: boolean) => void>(() => {});
  useEffect(() => {
    onSessionEnded(
      () =>
        new Promise((resolve) => {
          answer.current = resolve;
          setOpen(true);
        }),
    );
    return () => onSessionEnded(null);
  }, []);
  const finish = (again: boolean) => {
    setOpen(false);
    answer.current(again);
    if (again) void refresh();
  };
  return (
    <Dialog open={open} fullWidth maxWidth="xs" aria-labelledby="sign-in-again">
      <DialogTitle id="sign-in-again">{translate('account.again.title')}</DialogTitle>
      <DialogContent>
        <Alert severity="info" sx={{ mb: 1 }}>
          {translate('account.again.text')}
        </Alert>
        <Typography sx={{ mb: 1 }}>{user.email}</Typography>
        <SignInForm email={user.email} onDone={() => finish(true)} onCancel={() => finish(false)} />
      </DialogContent>
    </Dialog>
  );
}
