import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import RemoveCircleOutline from '@mui/icons-material/RemoveCircleOutline';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { WorkingDaysLeft } from '../layout/Countdown.tsx';
import type { TaskView } from './contract.ts';

/** When the task is due and how long that is, or when and by whom it was decided, or when it ended undecided. */
export function Due({ task, brief = false }: { task: TaskView; brief?: boolean }) {
  const translate = useTranslate();
  const language = useLanguage();
  if (task.decidedAt === null) {
    return <WorkingDaysLeft dueAt={task.dueAt} now={task.now} provisional={task.dueProvisional} brief={brief} />;
  }
  // Nobody decided it: it lapsed, or became void with its case.
  if (task.outcome === null) {
    return (
      <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}>
        <RemoveCircleOutline aria-hidden fontSize="inherit" color="disabled" />
        <Typography component="span" variant="body2">
          {translate('task.endedAt', { at: formatInstant(task.decidedAt, language) })}
        </Typography>
      </Box>
    );
  }
  const name = task.decidedBy?.name ?? translate('task.system');
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}>
      <CheckCircleOutlined aria-hidden fontSize="inherit" color="success" />
      <Typography component="span" variant="body2">
        {translate('task.decidedAt', { name, at: formatInstant(task.decidedAt, language) })}
      </Typography>
    </Box>
  );
}
