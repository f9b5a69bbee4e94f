import PersonOff from '@mui/icons-material/PersonOff';
import Chip from '@mui/material/Chip';
import { useTranslate } from 'ra-core';
import type { TaskView } from './contract.ts';

/** Nobody of the body may take it: on leave, standing aside, or never appointed. */
export function StrandedChip({ task }: { task: TaskView }) {
  const translate = useTranslate();
  if (task.strandedAt === null) return null;
  return (
    <Chip
      size="small"
      variant="outlined"
      color="error"
      icon={<PersonOff aria-hidden />}
      label={translate('stranded.chip')}
      sx={{ bgcolor: 'background.paper' }}
    />
  );
}
