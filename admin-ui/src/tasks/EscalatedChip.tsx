import NotificationImportant from '@mui/icons-material/NotificationImportant';
import Chip from '@mui/material/Chip';
import { useTranslate } from 'ra-core';
import type { TaskView } from './contract.ts';

/** Late beyond the days of its desk: the supervisor of the body has been told. */
export function EscalatedChip({ task }: { task: TaskView }) {
  const translate = useTranslate();
  if (!task.escalated) return null;
  return (
    <Chip
      size="small"
      variant="outlined"
      color="error"
      icon={<NotificationImportant aria-hidden />}
      label={translate('supervision.escalated')}
      sx={{ bgcolor: 'background.paper' }}
    />
  );
}
