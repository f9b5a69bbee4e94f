import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { ConfirmDialog } from '../layout/ConfirmDialog.tsx';
import { api } from '../providers/http.ts';

type Props = { applicationId: string; number: string; onRevoked: () => Promise<unknown> };

/** 撤销证书: with a reason that the holders are told and everybody reads who verifies it. */
export function RevokeCertificate({ applicationId, number, onRevoked }: Props) {
  const translate = useTranslate();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  return (
    <>
      <Button size="small" variant="outlined" color="error" onClick={() => setAsking(true)}>
        {translate('documents.revoke.open')}
      </Button>
      <ConfirmDialog
        open={asking}
        title={translate('documents.revoke.title', { number })}
        confirm={translate('documents.revoke.confirm')}
        dangerous
        disabled={reason.trim() === ''}
        onClose={() => setAsking(false)}
        act={async () => {
          await api.send('POST', `/applications/${applicationId}/certificates/${number}/revocation`, {
            reason: reason.trim(),
          });
          await onRevoked();
        }}
      >
        <Typography sx={{ mb: 1 }}>{translate('documents.revoke.text')}</Typography>
        <TextField
          label={translate('documents.revoke.reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          required
          multiline
          minRows={2}
          slotProps={{ htmlInput: { maxLength: 500 } }}
        />
      </ConfirmDialog>
    </>
  );
}
