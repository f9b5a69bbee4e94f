import Alert from '@mui/material/Alert';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { StatusChip } from '../layout/StatusChip.tsx';
import type { TaskView } from './contract.ts';
import { useOutcomeName } from './words.ts';

/** The decision that was taken on a closed task. */
export function PastDecision({ task }: { task: TaskView }) {
  const translate = useTranslate();
  const language = useLanguage();
  const outcomeName = useOutcomeName();
  if (task.outcome === null) {
    return (
      <Alert severity="info">
        {translate('task.notOpen')} <StatusChip status={task.status} kind="task" />
        {task.reason ? (
          <Typography sx={{ mt: 1, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {translate('task.reason')}: {task.reason}
          </Typography>
        ) : null}
      </Alert>
    );
  }
  return (
    <Alert severity="success">
      <Typography sx={{ fontWeight: 600 }}>
        {outcomeName(task.outcome, task.step, task.outcomes.find(({ key }) => key === task.outcome)?.label)}
      </Typography>
      <Typography variant="body2">
        {translate('task.decidedAt', {
          name: task.decidedBy?.name ?? translate('task.system'),
          at: formatInstant(task.decidedAt, language, { seconds: true }),
        })}
        {task.decidedFor ? ` · ${translate('supervision.cover.decidedFor', { name: task.decidedFor.name })}` : ''}
      </Typography>
      {task.reason ? (
        <Typography sx={{ mt: 1, whiteSpace: 'pre-wrap' }}>
          {translate('task.reason')}: {task.reason}
        </Typography>
      ) : null}
    </Alert>
  );
}
