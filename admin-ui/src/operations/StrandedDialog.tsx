import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useTranslate } from 'ra-core';
import { useId } from 'react';
import { StrandedNotice } from '../tasks/StrandedNotice.tsx';

type Props = { taskId: string; label: string; onClose: () => void };

/** What ends it that nobody may take a task: the operator calls back, appoints or moves it up. */
export function StrandedDialog({ taskId, label, onClose }: Props) {
  const translate = useTranslate();
  const id = useId();
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} fullWidth maxWidth="sm">
      <DialogTitle id={id}>{label}</DialogTitle>
      <DialogContent>
        <StrandedNotice taskId={taskId} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('shell.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
