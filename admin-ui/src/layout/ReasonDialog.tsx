import TextField from '@mui/material/TextField';
import { useTranslate } from 'ra-core';
import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from './ConfirmDialog.tsx';

type Props = {
  open: boolean;
  title: string;
  confirm: string;
  /** What will happen, and fields besides the reason. */
  children: ReactNode;
  label: string;
  /** The other fields are filled in. */
  ready?: boolean;
  act: (reason: string) => Promise<unknown>;
  onClose: () => void;
  dangerous?: boolean;
};

/** A change that needs its reason in words. */
export function ReasonDialog({ label, ready = true, act, children, ...dialog }: Props) {
  const translate = useTranslate();
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog {...dialog} disabled={!ready || reason.trim().length < 2} act={() => act(reason.trim())}>
      {children}
      <TextField
        label={label}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        helperText={translate('shell.reasonHelp')}
        multiline
        minRows={2}
        required
        fullWidth
        sx={{ mt: 1.5 }}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
    </ConfirmDialog>
  );
}
