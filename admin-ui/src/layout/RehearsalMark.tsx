import ScienceOutlined from '@mui/icons-material/ScienceOutlined';
import Alert from '@mui/material/Alert';
import Chip from '@mui/material/Chip';
import { useTranslate } from 'ra-core';

/** Says that a round is a rehearsal (演练) and has no legal effect; `banner` across the page, else beside a title. */
export function RehearsalMark({ banner = false }: { banner?: boolean }) {
  const translate = useTranslate();
  if (!banner) {
    return (
      <Chip
        size="small"
        color="warning"
        variant="outlined"
        icon={<ScienceOutlined aria-hidden />}
        label={translate('shell.rehearsal.short')}
      />
    );
  }
  return (
    <Alert severity="warning" icon={<ScienceOutlined aria-hidden />} sx={{ mb: 2 }}>
      {translate('shell.rehearsal.long')}
    </Alert>
  );
}
