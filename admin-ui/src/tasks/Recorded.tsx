import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useEffect } from 'react';
import { Link as RouterLink } from 'react-router';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatDeadline, formatInstant } from '../i18n/instants.ts';
import type { Decided, TaskView } from './contract.ts';
import { useNextTask } from './next-task.ts';
import { queuePath, taskPath, useQueue } from './queue-search.ts';
import { useStepName } from './words.ts';

/** The server has committed: when, what comes next, and the way to the next task. */
export function Recorded({ decided, task }: { decided: Decided; task: TaskView }) {
  const translate = useTranslate();
  const language = useLanguage();
  const stepName = useStepName();
  const text = useBilingual();
  const { next } = decided;
  const client = useQueryClient();
  useEffect(() => {
    for (const key of ['tasks', 'applications', 'rounds'])
      client.invalidateQueries({ queryKey: [key] }).catch(() => undefined);
  }, [client]);
  return (
    <Stack spacing={1.5}>
      <Alert severity="success" role="status">
        <AlertTitle>
          {translate('task.recordedAt', { at: formatInstant(decided.at, language, { seconds: true }) })}
        </AlertTitle>
        {next
          ? translate(next.dueProvisional ? 'task.recordedNextProvisional' : 'task.recordedNext', {
              step: stepName(next.step, next.stepLabel),
              body: text(next.bodyName),
              due: formatDeadline(next.dueAt, language),
            })
          : translate('task.recordedWorkflow')}
      </Alert>
      <OnwardButtons taskId={task.id} />
    </Stack>
  );
}

/** To the next task of my queue, or back to the queue. */
export function OnwardButtons({ taskId, step }: { taskId: string; step?: string }) {
  const translate = useTranslate();
  const queue = useQueue();
  const next = useNextTask(taskId, queue, step);
  return (
    <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
      {next.data ? (
        <Button variant="contained" component={RouterLink} to={taskPath(next.data, queue)} autoFocus>
          {translate('task.nextTask')}
        </Button>
      ) : null}
      <Button component={RouterLink} to={queuePath(queue)}>
        {translate('task.toQueue')}
      </Button>
      {next.data === null ? <Typography color="text.secondary">{translate('task.noNextTask')}</Typography> : null}
    </Stack>
  );
}
