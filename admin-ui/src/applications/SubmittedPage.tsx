/** An application that was submitted: where it stands, its receipt, a correction to answer, and its content. */
import DownloadIcon from '@mui/icons-material/Download';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import CardContent from '@mui/material/CardContent';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { lazy, Suspense } from 'react';
import { Link as RouterLink } from 'react-router';
import { ChangesPanel } from '../changes/ChangesPanel.tsx';
import { AgreementLink } from '../consortium/AgreementLink.tsx';
import { DiagramPart } from '../diagram/DiagramPart.tsx';
import { DocumentsCard } from '../documents/DocumentsCard.tsx';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { useWord } from '../i18n/words.ts';
import { Busy } from '../layout/Page.tsx';
import { RoundCancelled } from '../layout/RoundCancelled.tsx';
import { ReversalsPart } from '../reversals/ReversalsPart.tsx';
import { Timeline } from '../timeline/Timeline.tsx';
import type { ApplicationView } from './contract.ts';
import { Hash } from './Hash.tsx';
import { ClosedUnsubmitted } from './NotSubmitted.tsx';
import { Preview } from './Preview.tsx';

/** The form, for those who must correct. */
const CorrectionPart = lazy(() => import('./CorrectionPart.tsx'));

function Result({ view }: { view: ApplicationView }) {
  const translate = useTranslate();
  const word = useWord();
  if (!view.result) return null;
  const { outcome, rank, score } = view.result;
  return (
    <Alert severity={outcome === 'awarded' ? 'success' : 'info'} sx={{ mb: 2 }}>
      <AlertTitle>{word('applicationStatus', outcome)}</AlertTitle>
      {rank !== null && translate('application.result.rank', { rank })}{' '}
      {score !== null && translate('application.result.score', { score })}{' '}
      <RouterLink to={`/results/${view.roundId}`}>{translate('application.result.published')}</RouterLink>
    </Alert>
  );
}

/** It ended with its round: why, and what its people can do now. */
function Cancelled({
  view,
  cancellation,
}: {
  view: ApplicationView;
  cancellation: NonNullable<ApplicationView['roundCancellation']>;
}) {
  const translate = useTranslate();
  return (
    <RoundCancelled of={view.receiptNo === null ? 'draft' : 'application'} cancellation={cancellation}>
      <Typography variant="body2" sx={{ mt: 1 }}>
        {translate('cancellation.now')}
      </Typography>
      <Typography component="ul" variant="body2" sx={{ m: 0, pl: 2.5 }}>
        <li>{translate('cancellation.read')}</li>
        <li>
          <RouterLink to="/">{translate('cancellation.again')}</RouterLink>
        </li>
        <li>{translate('cancellation.ask')}</li>
      </Typography>
    </RoundCancelled>
  );
}

function ReceiptCard({ view }: { view: ApplicationView }) {
  const translate = useTranslate();
  const language = useLanguage();
  if (!view.receiptNo) return null;
  return (
    <Card component="section" aria-labelledby="receipt-title">
      <CardContent sx={{ '&:last-child': { pb: 2 } }}>
        <Typography id="receipt-title" variant="h2">
          {translate('application.receipt.title')}
        </Typography>
        <Typography sx={{ fontWeight: 700 }}>{view.receiptNo}</Typography>
        <Typography variant="body2">
          {translate('application.receipt.at', { at: formatInstant(view.submittedAt, language, { seconds: true }) })}
        </Typography>
        {view.frozen && <Hash value={view.frozen.sha256} />}
        <Button
          size="small"
          variant="outlined"
          startIcon={<DownloadIcon />}
          href={`/api/v1/applications/${view.id}/receipt.pdf`}
          sx={{ mt: 1 }}
        >
          {translate('application.receipt.pdf')}
        </Button>
        {view.agreement && (
          <Box>
            <AgreementLink applicationId={view.id} />
          </Box>
        )}
      </CardContent>
    </Card>
  );
}

export default function SubmittedPage({ view }: { view: ApplicationView }) {
  const translate = useTranslate();
  return (
    <>
      {view.status === 'expired' && <ClosedUnsubmitted closesAt={view.closesAt} />}
      {view.roundCancellation && <Cancelled view={view} cancellation={view.roundCancellation} />}
      <Result view={view} />
      {view.correction && (
        <Suspense fallback={<Busy />}>
          <CorrectionPart view={view} correction={view.correction} />
        </Suspense>
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            md: view.receiptNo ? 'minmax(0, 3fr) minmax(0, 2fr)' : 'minmax(0, 1fr)',
          },
          alignItems: 'start',
          mb: 3,
        }}
      >
        <Card component="section" aria-labelledby="timeline-title">
          <CardContent sx={{ '&:last-child': { pb: 2 } }}>
            <Typography id="timeline-title" variant="h2" sx={{ mb: 1 }}>
              {translate('application.timeline.title')}
            </Typography>
            <Timeline items={view.timeline} now={view.now} />
          </CardContent>
        </Card>
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          <DocumentsCard applicationId={view.id} version={view.version} />
          <ReceiptCard view={view} />
        </Box>
      </Box>
      {view.status === 'awarded' && <ChangesPanel applicationId={view.id} />}
      <ReversalsPart applicationId={view.id} />
      <DiagramPart path={`/applications/${view.id}/diagram`} version={`${view.version} ${view.status}`} />
      <Typography variant="h2" sx={{ mb: 1 }}>
        {translate('application.content')}
      </Typography>
      <Preview view={view} title={false} />
    </>
  );
}
