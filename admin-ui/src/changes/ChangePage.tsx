/** One change of member, for its parties and for who is asked to join. */
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Link as RouterLink, useParams } from 'react-router';
import { DiagramPart } from '../diagram/DiagramPart.tsx';
import { useBilingual } from '../i18n/bilingual.ts';
import { Busy, Page, ProblemAlert } from '../layout/Page.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import { ChangeActs } from './ChangeActs.tsx';
import { ChangeFacts } from './ChangeFacts.tsx';
import { useChange } from './useChange.ts';

export default function ChangePage() {
  const { id = '' } = useParams();
  const translate = useTranslate();
  const bilingual = useBilingual();
  const { data: change, error } = useChange(id);
  if (!change) {
    return <Page title={translate('joint.change.title')}>{error ? <ProblemAlert problem={error} /> : <Busy />}</Page>;
  }
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
      <ChangeActs change={change} />
      {!change.allowed.includes('answer') && (
        <Typography sx={{ my: 2 }}>
          <Link component={RouterLink} to={`/desk/applications/${change.applicationId}`}>
            {translate('application.receipt.toApplication')}
          </Link>
        </Typography>
      )}
      <DiagramPart path={`/changes/${change.id}/diagram`} version={change.status} />
    </Page>
  );
}
