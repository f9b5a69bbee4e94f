import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useParams } from 'react-router';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Definition, DefinitionList } from '../layout/DefinitionList.tsx';
import { Busy, Page, ProblemAlert } from '../layout/Page.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { ApiProblem } from '../providers/http.ts';
import { LookUpForm } from './LookUp.tsx';
import { type PublicReceipt, usePublic } from './replies.ts';

function Verdict({ no }: { no: string }) {
  const translate = useTranslate();
  const language = useLanguage();
  const { data, error, isPending } = usePublic<PublicReceipt>(`/receipts/${encodeURIComponent(no)}`);
  if (isPending) return <Busy />;
  if (data === undefined) {
    const unknown = error instanceof ApiProblem && [400, 404, 422].includes(error.status);
    return unknown ? (
      <Alert severity="warning">{translate('public.receipt.unknown', { no })}</Alert>
    ) : (
      <ProblemAlert problem={error} />
    );
  }
  return (
    <Box role="status">
      {data.rehearsal ? <RehearsalMark banner /> : null}
      <Alert severity="success" sx={{ mb: 2 }}>
        {translate('public.receipt.found')}
      </Alert>
      <DefinitionList termWidth="11em">
        <Definition term={translate('public.receipt.no')}>{data.receiptNo}</Definition>
        <Definition term={translate('public.receipt.at')}>
          {formatInstant(data.submittedAt, language, { seconds: true })}
        </Definition>
        <Definition term={translate('public.receipt.hash')}>
          <Box sx={{ fontFamily: 'monospace' }}>{data.sha256}</Box>
        </Definition>
      </DefinitionList>
    </Box>
  );
}

/** Checks a receipt by its number, typed or from the QR code. */
export default function ReceiptPage() {
  const translate = useTranslate();
  const { no } = useParams();
  return (
    <Page title={translate('public.receipt.title')} maxWidth={720}>
      <Typography color="text.secondary" sx={{ mb: 2 }}>
        {translate('public.receipt.text')}
      </Typography>
      <Paper sx={{ p: 2 }}>
        <LookUpForm
          path="/receipts"
          no={no}
          label={translate('public.receipt.no')}
          button={translate('public.receipt.check')}
        />
        {no ? <Verdict no={no} /> : null}
      </Paper>
    </Page>
  );
}
