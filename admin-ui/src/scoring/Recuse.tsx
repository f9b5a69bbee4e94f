import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { api } from '../providers/http.ts';
import { ConfirmAct } from '../rounds/ConfirmAct.tsx';

/** 回避: leaves the category's panel for a conflict of interest. */
export function Recuse({ taskId, onRecused }: { taskId: string; onRecused: (at: string) => void }) {
  const translate = useTranslate();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  return (
    <>
      <Button color="error" onClick={() => setAsking(true)}>
        {translate('scoring.recuse')}
      </Button>
      {asking ? (
        <ConfirmAct
          title={translate('scoring.recuseTitle')}
          confirm={translate('scoring.recuse')}
          danger
          disabled={reason.trim() === ''}
          onClose={() => setAsking(false)}
          act={async (key) => {
            const { at } = await api.send<{ at: string }>(
              'POST',
              `/tasks/${taskId}/recusal`,
              { reason: reason.trim() },
              { key },
            );
            onRecused(at);
          }}
        >
          <Typography sx={{ mb: 1 }}>{translate('scoring.recuseText')}</Typography>
          <TextField
            label={translate('scoring.recuseReason')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            required
            fullWidth
            multiline
            minRows={2}
            slotProps={{ htmlInput: { maxLength: 500 } }}
          />
        </ConfirmAct>
      ) : null}
    </>
  );
}
