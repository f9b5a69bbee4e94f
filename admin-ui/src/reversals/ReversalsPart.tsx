import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { api } from '../providers/http.ts';
import { useAllowed } from '../providers/me.ts';
import { ConfirmAct } from '../rounds/ConfirmAct.tsx';
import type { Reversals } from './contract.ts';
import { ReversalRead } from './ReversalRead.tsx';

/** Reversals of decisions on an application, and the office's way to propose one. Nothing for those who may not read them. */
export function ReversalsPart({ applicationId }: { applicationId: string }) {
  const translate = useTranslate();
  const may = useAllowed()('reversal.read');
  const [asking, setAsking] = useState(false);
  const query = useQuery({
    queryKey: ['reversals', 'of', applicationId],
    queryFn: () => api.get<Reversals>(`/applications/${applicationId}/reversals`),
    enabled: may,
  });
  const { items = [], mayPropose = null } = query.data ?? {};
  if (items.length === 0 && mayPropose === null) return null;
  return (
    <Box component="section" aria-label={translate('reversal.title')} sx={{ mt: 2 }}>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {translate('reversal.title')}
      </Typography>
      {items.map((view) => (
        <Box key={view.id} sx={{ mb: 2 }}>
          <ReversalRead view={view} />
        </Box>
      ))}
      {mayPropose ? (
        <Button variant="outlined" color="error" onClick={() => setAsking(true)}>
          {translate(`reversal.propose.${mayPropose}`)}
        </Button>
      ) : null}
      {asking && mayPropose ? (
        <ProposeDialog
          applicationId={applicationId}
          kind={mayPropose}
          onClose={() => setAsking(false)}
          onProposed={() => void query.refetch()}
        />
      ) : null}
    </Box>
  );
}

type DialogProps = {
  applicationId: string;
  kind: 'revokeAward' | 'reopenRefusal';
  onClose: () => void;
  onProposed: () => void;
};

function ProposeDialog({ applicationId, kind, onClose, onProposed }: DialogProps) {
  const translate = useTranslate();
  const [reason, setReason] = useState('');
  const [documentNo, setDocumentNo] = useState('');
  const [fillPlace, setFillPlace] = useState(true);
  return (
    <ConfirmAct
      title={translate(`reversal.propose.${kind}`)}
      confirm={translate('reversal.propose.confirm')}
      danger
      disabled={reason.trim() === '' || documentNo.trim() === ''}
      onClose={onClose}
      act={async (key) => {
        const body = { reason: reason.trim(), documentNo: documentNo.trim(), fillPlace };
        await api.send('POST', `/applications/${applicationId}/reversals`, body, { key });
        onProposed();
      }}
    >
      <Typography sx={{ mb: 1 }}>{translate('reversal.propose.text')}</Typography>
      <TextField
        label={translate('reversal.document')}
        value={documentNo}
        onChange={(event) => setDocumentNo(event.target.value)}
        required
        fullWidth
        margin="dense"
        slotProps={{ htmlInput: { maxLength: 60 } }}
      />
      <TextField
        label={translate('reversal.reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        required
        multiline
        minRows={3}
        fullWidth
        margin="dense"
        slotProps={{ htmlInput: { maxLength: 2000 } }}
      />
      {kind === 'revokeAward' ? (
        <FormControlLabel
          control={<Checkbox checked={fillPlace} onChange={(event) => setFillPlace(event.target.checked)} />}
          label={translate('reversal.fillYes')}
        />
      ) : null}
    </ConfirmAct>
  );
}
