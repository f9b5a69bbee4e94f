import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../providers/http.ts';
import type { ApplicationView } from './contract.ts';
import { ActDialog } from './dialogs.tsx';
import { useAct } from './useApplication.ts';

/** A partner's own way out before the closing. */
export function LeaveConsortium({ view }: { view: ApplicationView }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const { busy, problem, run, clear } = useAct(view.id);
  const own = view.parties.find(({ mine, role, status }) => mine && role === 'partner' && status === 'confirmed');
  if (!own || !view.allowed.includes('leave')) return null;
  return (
    <Box sx={{ mt: 2 }}>
      <Button size="small" variant="outlined" color="inherit" onClick={() => setAsking(true)}>
        {translate('joint.leave.open')}
      </Button>
      {asking && (
        <ActDialog
          title={translate('joint.leave.title')}
          confirm={translate('joint.leave.confirm')}
          asks="reason"
          danger
          busy={busy}
          problem={problem}
          onClose={() => {
            setAsking(false);
            clear();
          }}
          onConfirm={async (reason) => {
            const left = await run(() =>
              api.send('POST', `/applications/${view.id}/parties/${own.enterpriseId}/withdrawal`, {
                reason: reason.trim(),
              }),
            );
            // The draft is not theirs to see any more.
            if (left) void navigate('/desk/applications');
            return left;
          }}
        >
          <Typography>{translate('joint.leave.sure', { party: own.name })}</Typography>
          {view.status === 'signing' && <Typography>{translate('joint.remove.signing')}</Typography>}
        </ActDialog>
      )}
    </Box>
  );
}
