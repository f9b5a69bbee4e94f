import Button from '@mui/material/Button';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { ReasonDialog } from '../layout/ReasonDialog.tsx';
import { api } from '../providers/http.ts';
import type { CreditRecord } from './replies.ts';

/** Takes a record out of force. It stays in the register, with who did it and why. */
export function RevokeRecord({ record, onRevoked }: { record: CreditRecord; onRevoked: () => Promise<void> }) {
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        onClick={() => setOpen(true)}
        aria-label={translate('credit.revokeOf', { name: record.name, no: record.documentNo })}
      >
        {translate('credit.revoke')}
      </Button>
      <ReasonDialog
        open={open}
        title={translate('credit.revoke')}
        confirm={translate('credit.revoke')}
        label={translate('credit.revokeReason')}
        onClose={() => setOpen(false)}
        act={async (reason) => {
          await api.send('POST', `/credit-records/${record.id}/revocation`, { reason });
          await onRevoked();
        }}
        dangerous
      >
        {translate('credit.revokeText', { name: record.name, no: record.documentNo })}
      </ReasonDialog>
    </>
  );
}
