/** Dialogs before an act that counts: what will happen, a password or a reason, and the refusal inside the dialog. */
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'ra-core';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { ProblemAlert } from '../layout/Page.tsx';

type Asked = 'password' | 'reason' | 'nothing';
type Props = {
  title: string;
  children?: ReactNode;
  confirm: string;
  asks?: Asked;
  danger?: boolean;
  /** True closes the dialog. */
  onConfirm: (answer: string) => Promise<boolean>;
  onClose: () => void;
  busy: boolean;
  problem: unknown;
};

/** Rendered only while open. */
export function ActDialog({
  title,
  children,
  confirm,
  asks = 'nothing',
  danger = false,
  onConfirm,
  onClose,
  busy,
  problem,
}: Props) {
  const translate = useTranslate();
  const titleId = useId();
  const [answer, setAnswer] = useState('');
  const ready = asks === 'nothing' || answer.trim() !== '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || busy) return;
    if (await onConfirm(answer)) onClose();
    else if (asks === 'password') setAnswer('');
  };
  return (
    <Dialog open onClose={busy ? undefined : onClose} aria-labelledby={titleId} fullWidth maxWidth="sm">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
          {children}
          {asks === 'password' && (
            <TextField
              label={translate('application.act.password')}
              helperText={translate('application.act.passwordHelp')}
              type="password"
              autoComplete="current-password"
              value={answer}
              onChange={({ target }) => setAnswer(target.value)}
              required
              autoFocus
            />
          )}
          {asks === 'reason' && (
            <TextField
              label={translate('application.act.reason')}
              value={answer}
              onChange={({ target }) => setAnswer(target.value)}
              required
              autoFocus
              multiline
              minRows={3}
              slotProps={{ htmlInput: { maxLength: 500 } }}
            />
          )}
          <ProblemAlert problem={problem} />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={busy} color="inherit">
            {translate('application.act.cancel')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color={danger ? 'error' : 'primary'}
            disabled={!ready || busy}
            loading={busy}
          >
            {confirm}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
