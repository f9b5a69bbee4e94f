import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useTranslate } from 'ra-core';
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import { ProblemAlert } from '../layout/Page.tsx';
import { newKey } from '../providers/http.ts';

type ConfirmActProps = {
  title: string;
  confirm: string;
  children: ReactNode;
  /** Sends the act with this Idempotency-Key; the dialog closes when it was recorded. */
  act: (key: string) => Promise<unknown>;
  disabled?: boolean;
  /** Word of the way back; “cancel” where there is no other. */
  dismiss?: string;
  danger?: boolean;
  onClose: () => void;
};

/** Asks before an act, sends it once, and says why when it is refused. */
export function ConfirmAct({
  title,
  confirm,
  children,
  act,
  disabled = false,
  danger = false,
  dismiss,
  onClose,
}: ConfirmActProps) {
  const translate = useTranslate();
  const titleId = useId();
  const key = useRef(newKey());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    act(key.current)
      .then(onClose, (refusal: unknown) => {
        key.current = newKey();
        setProblem(refusal);
      })
      .finally(() => setBusy(false));
  };
  return (
    <Dialog open onClose={busy ? undefined : onClose} fullWidth maxWidth="sm" aria-labelledby={titleId}>
      <form noValidate onSubmit={submit}>
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent>
          {children}
          <ProblemAlert problem={problem} />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={busy}>
            {dismiss ?? translate('round.cancel')}
          </Button>
          <Button type="submit" variant="contained" color={danger ? 'error' : 'primary'} disabled={busy || disabled}>
            {busy ? translate('task.sending') : confirm}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
