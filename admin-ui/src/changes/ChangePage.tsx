/** One change of member, for its parties and for who is asked to join. */
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Link as RouterLink, useParams } from 'react-router';
import { useBilingual } from '../i18n/bilingual.ts';
import { Busy, Page, ProblemAlert } from '../layout/Page.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import { api } from '../providers/http.ts';
import { ChangeFacts } from './ChangeFacts.tsx';
import { useChange, useChangeAct } from './useChange.ts';

export default function ChangePage() {
  const { id = '' } = useParams();
  const translate = useTranslate();
  const bilingual = useBilingual();
  const { data: change, error } = useChange(id);
  const { busy, problem, run } = useChangeAct();
  if (!change) {
    return <Page title={translate('joint.change.title')}>{error ? <ProblemAlert problem={error} /> : <Busy />}</Page>;
  }
  const answer = (word: 'confirmed' | 'declined') =>
    void run(() => api.send('POST', `/changes/${id}/answer`, { answer: word }));
  return (
    <Page
      title={translate('joint.change.title')}
      maxWidth={860}
      subtitle={[change.projectName, bilingual(change.roundTitle), change.leadName, change.receiptNo]
        .filter((part) => part)
        .join(' · ')}
      actions={<StatusChip kind="change" status={change.status} />}
    >
      {change.rehearsal && <RehearsalMark banner />}
      <Paper sx={{ p: 2, mb: 2 }}>
        <ChangeFacts change={change} />
      </Paper>
      {change.allowed.includes('answer') && (
        <Stack spacing={1} sx={{ mb: 2 }}>
          <Typography>{translate('joint.change.answerText', { lead: change.leadName })}</Typography>
          <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
            <Button variant="contained" disabled={busy} onClick={() => answer('confirmed')}>
              {translate('application.invitation.confirm')}
            </Button>
            <Button variant="outlined" color="inherit" disabled={busy} onClick={() => answer('declined')}>
              {translate('application.invitation.decline')}
            </Button>
          </Stack>
        </Stack>
      )}
      {change.allowed.includes('withdraw') && (
        <Button
          variant="outlined"
          color="inherit"
          disabled={busy}
          onClick={() => void run(() => api.send('POST', `/changes/${id}/withdrawal`, {}))}
        >
          {translate('joint.change.withdraw')}
        </Button>
      )}
      <ProblemAlert problem={problem} />
      {!change.allowed.includes('answer') && (
        <Typography sx={{ mt: 2 }}>
          <Link component={RouterLink} to={`/desk/applications/${change.applicationId}`}>
            {translate('application.receipt.toApplication')}
          </Link>
        </Typography>
      )}
    </Page>
  );
}
