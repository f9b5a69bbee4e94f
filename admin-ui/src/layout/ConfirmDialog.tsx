import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useTranslate } from 'ra-core';
import { type ReactNode, useId } from 'react';
import { ProblemAlert } from './Page.tsx';
import { useAct } from './useAct.ts';

type Props = {
  open: boolean;
  title: string;
  /** What will happen. */
  children: ReactNode;
  confirm: string;
  /** The change; the dialog closes when it is recorded and stays with the reason when it is refused. */
  act: () => Promise<unknown>;
  onClose: () => void;
  dangerous?: boolean;
  /** Something is still missing. */
  disabled?: boolean;
};

/** Says what will happen, then does it. */
export function ConfirmDialog({
  open,
  title,
  children,
  confirm,
  act,
  onClose,
  dangerous = false,
  disabled = false,
}: Props) {
  const translate = useTranslate();
  const id = useId();
  const { busy, problem, run, clear } = useAct();
  const close = () => {
    clear();
    onClose();
  };
  return (
    <Dialog open={open} onClose={busy ? undefined : close} aria-labelledby={id} fullWidth maxWidth="xs">
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent>
        {children}
        <ProblemAlert problem={problem} />
      </DialogContent>
      <DialogActions>
        <Button onClick={close} disabled={busy}>
          {translate('shell.cancel')}
        </Button>
        <Button
          variant="contained"
          color={dangerous ? 'error' : 'primary'}
          disabled={busy || disabled}
          onClick={async () => {
            if (await run(act)) onClose();
          }}
        >
          {confirm}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
