import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { ProblemAlert } from '../layout/Page.tsx';
import { api } from '../providers/http.ts';
import { useMe } from '../providers/me.ts';
import type { TaskView } from './contract.ts';

/** Who has claimed the task, and the button to claim or release it. */
export function ClaimLine({ task, onChanged }: { task: TaskView; onChanged: () => void }) {
  const translate = useTranslate();
  const language = useLanguage();
  const { user } = useMe();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const send = (verb: 'claim' | 'release') => {
    setBusy(true);
    setProblem(null);
    api
      .send('POST', `/tasks/${task.id}/${verb}`)
      .catch(setProblem)
      .finally(() => {
        setBusy(false);
        onChanged();
      });
  };
  const at = formatInstant(task.claimedAt, language);
  const mine = task.claimedBy?.id === user.id;
  const words =
    task.claimedBy === null
      ? translate('task.claimHint')
      : mine
        ? translate('task.claimedByMe', { at })
        : translate('task.claimedByOther', { name: task.claimedBy.name, at });
  return (
    <>
      <Alert
        severity={task.claimedBy === null || mine ? 'info' : 'warning'}
        sx={{ mb: 1.5, py: 0, '& .MuiAlert-action': { whiteSpace: 'nowrap' } }}
        action={
          task.claimedBy === null ? (
            <Button size="small" variant="outlined" disabled={busy} onClick={() => send('claim')}>
              {translate('task.claim')}
            </Button>
          ) : mine ? (
            <Button size="small" disabled={busy} onClick={() => send('release')}>
              {translate('task.release')}
            </Button>
          ) : undefined
        }
      >
        {words}
      </Alert>
      <ProblemAlert problem={problem} onClose={() => setProblem(null)} />
    </>
  );
}
