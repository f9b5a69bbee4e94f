import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import type { ChangeView } from '../../../contracts/changes.ts';
import { ActDialog } from '../applications/dialogs.tsx';
import { api } from '../providers/http.ts';
import { useChangeAct } from './useChange.ts';

type ChangeAct = 'confirmed' | 'declined' | 'withdrawn';
const WORDS: Record<ChangeAct, string> = {
  confirmed: 'application.invitation.confirm',
  declined: 'application.invitation.decline',
  withdrawn: 'joint.change.withdraw',
};

/** What this person may do with a change: answer for who joins, withdraw for the lead. Each is final and asks first. */
export function ChangeActs({ change }: { change: ChangeView }) {
  const translate = useTranslate();
  const [asking, setAsking] = useState<ChangeAct | null>(null);
  const { busy, problem, run, clear } = useChangeAct();
  const path = `/changes/${encodeURIComponent(change.id)}`;
  const names = {
    lead: change.leadName,
    leaving: change.leaving.name,
    joining: change.joining?.name ?? '',
  };
  return (
    <>
      {change.allowed.includes('answer') && (
        <Stack spacing={1} sx={{ mb: 2 }}>
          <Typography>{translate('joint.change.answerText', names)}</Typography>
          <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
            <Button variant="contained" onClick={() => setAsking('confirmed')}>
              {translate(WORDS.confirmed)}
            </Button>
            <Button variant="outlined" color="inherit" onClick={() => setAsking('declined')}>
              {translate(WORDS.declined)}
            </Button>
          </Stack>
        </Stack>
      )}
      {change.allowed.includes('withdraw') && (
        <Button variant="outlined" color="inherit" onClick={() => setAsking('withdrawn')}>
          {translate(WORDS.withdrawn)}
        </Button>
      )}
      {asking && (
        <ActDialog
          title={translate(`joint.change.asks.${asking}Title`)}
          confirm={translate(WORDS[asking])}
          danger={asking !== 'confirmed'}
          busy={busy}
          problem={problem}
          onClose={() => {
            setAsking(null);
            clear();
          }}
          onConfirm={() =>
            run(() =>
              asking === 'withdrawn'
                ? api.send('POST', `${path}/withdrawal`, {})
                : api.send('POST', `${path}/answer`, { answer: asking }),
            )
          }
        >
          <Typography>{translate(`joint.change.asks.${asking}Sure`, names)}</Typography>
        </ActDialog>
      )}
    </>
  );
}
