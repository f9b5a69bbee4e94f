import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { api } from '../providers/http.ts';
import { beijingInput, beijingInstant } from './beijing-time.ts';
import { ConfirmAct } from './ConfirmAct.tsx';
import type { RoundView } from './contract.ts';

/** Moves the closing of a call, with a reason that everybody is told. */
export function ChangeClosing({ round, onChanged }: { round: RoundView; onChanged: () => void }) {
  const translate = useTranslate();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="outlined" onClick={() => setAsking(true)}>
        {translate('round.changeClosing')}
      </Button>
      {asking ? <ClosingDialog round={round} onChanged={onChanged} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function ClosingDialog({
  round,
  onChanged,
  onClose,
}: {
  round: RoundView;
  onChanged: () => void;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const [closesAt, setClosesAt] = useState(() => beijingInput(round.closesAt ?? Date.now()));
  const [reason, setReason] = useState('');
  const instant = beijingInstant(closesAt);
  const onlyLater = !round.rehearsal && round.status === 'open';
  const tooEarly = onlyLater && instant !== null && Date.parse(instant) <= Date.parse(round.closesAt ?? '');
  return (
    <ConfirmAct
      title={translate('round.changeClosingTitle')}
      confirm={translate('round.save')}
      disabled={instant === null || tooEarly || reason.trim() === ''}
      onClose={onClose}
      act={async (key) => {
        await api.send('POST', `/rounds/${round.id}/closing`, { closesAt: instant, reason: reason.trim() }, { key });
        onChanged();
      }}
    >
      <Typography sx={{ mb: 1 }}>
        {translate(round.rehearsal ? 'round.changeClosingRehearsal' : 'round.changeClosingText')}
      </Typography>
      <TextField
        type="datetime-local"
        label={translate('round.newClosing')}
        value={closesAt}
        onChange={(event) => setClosesAt(event.target.value)}
        error={tooEarly}
        helperText={tooEarly ? translate('round.laterOnly') : undefined}
        required
        fullWidth
        slotProps={{ inputLabel: { shrink: true }, htmlInput: { step: round.rehearsal ? 1 : 60 } }}
      />
      <TextField
        label={translate('round.closingReason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        required
        fullWidth
        multiline
        minRows={2}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
    </ConfirmAct>
  );
}
