import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { api } from '../providers/http.ts';
import { ConfirmAct } from './ConfirmAct.tsx';
import type { RoundView } from './contract.ts';

/** Calls a round off: the figures of what ends with it, the reason that everybody reads, and a second word. */
export function CancelRound({ round, onChanged }: { round: RoundView; onChanged: () => void }) {
  const translate = useTranslate();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="outlined" color="error" onClick={() => setAsking(true)}>
        {translate('cancellation.button')}
      </Button>
      {asking ? <CancelDialog round={round} onChanged={onChanged} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

type DialogProps = { round: RoundView; onChanged: () => void; onClose: () => void };

function CancelDialog({ round, onChanged, onClose }: DialogProps) {
  const translate = useTranslate();
  const [reason, setReason] = useState('');
  const [sure, setSure] = useState(false);
  const draft = round.status === 'draft';
  const { applications = 0, drafts = 0, tasks = 0 } = round.wouldEnd ?? {};
  return (
    <ConfirmAct
      title={translate('cancellation.button')}
      confirm={translate('cancellation.confirm')}
      dismiss={translate('cancellation.keep')}
      danger
      disabled={reason.trim() === '' || !(sure || draft)}
      onClose={onClose}
      act={async (key) => {
        await api.send('POST', `/rounds/${round.id}/cancellation`, { reason: reason.trim() }, { key });
        onChanged();
      }}
    >
      <Typography sx={{ mb: 1 }}>{translate(draft ? 'cancellation.textDraft' : 'cancellation.text')}</Typography>
      {draft ? null : (
        <>
          <Typography component="h3" variant="subtitle2" id="cancellation-ends">
            {translate('cancellation.ends')}
          </Typography>
          <Typography component="ul" aria-labelledby="cancellation-ends" sx={{ mt: 0, mb: 1, pl: 2.5 }}>
            <li>{translate('cancellation.applications', { count: applications })}</li>
            <li>{translate('cancellation.drafts', { count: drafts })}</li>
            <li>{translate('cancellation.tasks', { count: tasks })}</li>
          </Typography>
          <Typography sx={{ mb: 1 }}>{translate('cancellation.told')}</Typography>
        </>
      )}
      <TextField
        label={translate('cancellation.reason')}
        helperText={translate(draft ? 'cancellation.reasonHelpDraft' : 'cancellation.reasonHelp')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        required
        fullWidth
        multiline
        minRows={2}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
      {draft ? null : (
        <FormControlLabel
          control={<Checkbox checked={sure} onChange={(event) => setSure(event.target.checked)} />}
          label={translate('cancellation.sure')}
        />
      )}
    </ConfirmAct>
  );
}
