import Alert from '@mui/material/Alert';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import type { ApplicationView } from '../../../contracts/applications.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { Countdown } from '../layout/Countdown.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import { Timeline } from '../timeline/Timeline.tsx';

/** One application: what it is, where it stands, what comes next. */
export function ApplicationCard({ view }: { view: ApplicationView }) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const {
    id,
    projectName,
    status,
    roundTitle,
    categoryNo,
    categoryName,
    rehearsal,
    timeline,
    now,
    receiptNo,
    closesAt,
  } = view;
  const notSubmitted = status === 'draft' || status === 'signing';
  return (
    <Paper component="article" sx={{ p: 2, minWidth: 0 }}>
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        <Typography variant="h3" sx={{ mr: 'auto', minWidth: 0 }}>
          <Link component={RouterLink} to={`/desk/applications/${id}`}>
            {projectName ?? translate('shell.home.unnamed')}
          </Link>
        </Typography>
        {rehearsal ? <RehearsalMark /> : null}
        <StatusChip status={status} kind="application" />
      </Stack>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {bilingual(roundTitle)} · {categoryNo}. {bilingual(categoryName)}
        {receiptNo ? ` · ${receiptNo}` : ''}
      </Typography>
      {notSubmitted ? (
        <Alert severity="warning">
          {translate('shell.home.notSubmitted')} {closesAt ? <Countdown until={closesAt} now={now} /> : null}
        </Alert>
      ) : (
        <Timeline
          items={timeline}
          now={now}
          compact
          label={translate('shell.home.timeline', { name: projectName ?? '' })}
        />
      )}
    </Paper>
  );
}
