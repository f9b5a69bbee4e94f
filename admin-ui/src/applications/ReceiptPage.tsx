import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import DownloadIcon from '@mui/icons-material/Download';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import CardContent from '@mui/material/CardContent';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Navigate, Link as RouterLink, useParams } from 'react-router';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { useJoined } from '../i18n/joined.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Definition, DefinitionList } from '../layout/DefinitionList.tsx';
import { Busy, Page, ProblemAlert } from '../layout/Page.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { Timeline } from '../timeline/Timeline.tsx';
import { Hash } from './Hash.tsx';
import { liveParties } from './steps.ts';
import { useApplication } from './useApplication.ts';

/** Proof of a submission: number, instant, hash, and what happens next. */
export default function ReceiptPage() {
  const { id = '' } = useParams();
  const translate = useTranslate();
  const bilingual = useBilingual();
  const language = useLanguage();
  const joined = useJoined();
  const { data: view, error } = useApplication(id);
  const title = translate('application.receipt.title');
  if (!view) return <Page title={title}>{error ? <ProblemAlert problem={error} /> : <Busy />}</Page>;
  if (!view.receiptNo) return <Navigate to={`/desk/applications/${id}`} replace />;
  const facts: [string, string][] = [
    [translate('application.receipt.no'), view.receiptNo],
    [translate('application.receipt.instant'), formatInstant(view.submittedAt, language, { seconds: true })],
    [translate('application.receipt.project'), view.projectName ?? ''],
    [translate('application.receipt.category'), `${view.categoryNo}. ${bilingual(view.categoryName)}`],
    [translate('application.receipt.parties'), joined(liveParties(view).map(({ name }) => name))],
  ];
  return (
    <Page title={title} maxWidth={820}>
      {view.rehearsal && <RehearsalMark banner />}
      <Card sx={{ mb: 2 }}>
        <CardContent>
          <Stack role="status" direction="row" spacing={1} sx={{ alignItems: 'center', color: 'success.main', mb: 1 }}>
            <CheckCircleIcon aria-hidden />
            <Typography sx={{ fontWeight: 700 }}>{translate('application.receipt.recorded')}</Typography>
          </Stack>
          <DefinitionList termWidth="10rem" sx={{ '& dd': { fontWeight: 600 } }}>
            {facts.map(([term, value]) => (
              <Definition key={term} term={term}>
                {value}
              </Definition>
            ))}
          </DefinitionList>
          {view.frozen && <Hash value={view.frozen.sha256} />}
          <Stack direction="row" spacing={1} useFlexGap sx={{ mt: 2, flexWrap: 'wrap' }}>
            <Button
              variant="contained"
              startIcon={<DownloadIcon />}
              href={`/api/v1/applications/${view.id}/receipt.pdf`}
            >
              {translate('application.receipt.pdf')}
            </Button>
            <Button variant="outlined" component={RouterLink} to={`/desk/applications/${view.id}`}>
              {translate('application.receipt.toApplication')}
            </Button>
          </Stack>
          <Typography variant="body2" sx={{ mt: 2 }}>
            {translate('application.receipt.verify')}{' '}
            <Link component={RouterLink} to={`/receipts/${view.receiptNo}`}>
              {`/receipts/${view.receiptNo}`}
            </Link>
          </Typography>
        </CardContent>
      </Card>
      <Card component="section" aria-labelledby="next-title">
        <CardContent>
          <Typography id="next-title" variant="h2" sx={{ mb: 1 }}>
            {translate('application.receipt.next')}
          </Typography>
          <Timeline items={view.timeline} now={view.now} />
        </CardContent>
      </Card>
    </Page>
  );
}
