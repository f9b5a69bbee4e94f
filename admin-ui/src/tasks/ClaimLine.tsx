import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { ConfirmDialog } from '../layout/ConfirmDialog.tsx';
import { ProblemAlert } from '../layout/Page.tsx';
import { ApiProblem, api } from '../providers/http.ts';
import { useMe } from '../providers/me.ts';
import type { TaskView } from './contract.ts';
import { ReassignTask } from './ReassignTask.tsx';

type Away = { endsAt: string; deputy: string };

/** The person's own leave, when it is why a claim was not taken at once. */
function awayOf(problem: unknown): Away | null {
  if (!(problem instanceof ApiProblem) || problem.document.code !== 'onLeave') return null;
  const { endsAt, deputy } = problem.document;
  return { endsAt: String(endsAt), deputy: String(deputy) };
}

/** Who has claimed the task, and the buttons to claim, release or hand it on; a deputy is told for whom. */
export function ClaimLine({ task, onChanged }: { task: TaskView; onChanged: () => void }) {
  const translate = useTranslate();
  const language = useLanguage();
  const { user } = useMe();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const away = awayOf(problem);
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
  const { claimedBy, cover } = task;
  const at = formatInstant(task.claimedAt, language);
  const mine = claimedBy?.id === user.id;
  const covering = cover?.deputy.id === user.id;
  const words =
    claimedBy === null
      ? translate('task.claimHint')
      : mine
        ? translate('task.claimedByMe', { at })
        : covering
          ? translate('supervision.cover.mine', {
              name: claimedBy.name,
              at: formatInstant(cover.endsAt, language),
            })
          : translate('task.claimedByOther', { name: claimedBy.name, at });
  return (
    <>
      <Alert
        severity={claimedBy === null || mine ? 'info' : 'warning'}
        sx={{ mb: 1.5, py: 0, '& .MuiAlert-action': { whiteSpace: 'nowrap' } }}
        action={
          claimedBy === null ? (
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
        {claimedBy !== null && cover && !covering && !mine ? (
          <div>
            {translate('supervision.cover.other', {
              name: claimedBy.name,
              deputy: cover.deputy.name,
              at: formatInstant(cover.endsAt, language),
            })}
          </div>
        ) : null}
      </Alert>
      {mine || covering ? (
        <Stack direction="row" sx={{ mb: 1.5 }}>
          <ReassignTask task={task} onDone={onChanged} />
        </Stack>
      ) : null}
      {away ? (
        <ConfirmDialog
          open
          title={translate('supervision.cover.awayTitle')}
          confirm={translate('supervision.cover.away')}
          onClose={() => setProblem(null)}
          act={async () => {
            await api.send('POST', `/tasks/${task.id}/claim`, { despiteLeave: true });
            onChanged();
          }}
        >
          {translate('supervision.cover.awayText', {
            at: formatInstant(away.endsAt, language),
            deputy: away.deputy,
          })}
        </ConfirmDialog>
      ) : (
        <ProblemAlert problem={problem} onClose={() => setProblem(null)} />
      )}
    </>
  );
}
