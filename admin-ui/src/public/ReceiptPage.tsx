import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { type FormEvent, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Busy, Page, ProblemAlert } from '../layout/Page.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { ApiProblem } from '../providers/http.ts';
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
      <Box
        component="dl"
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', sm: '11em 1fr' },
          rowGap: 0.75,
          m: 0,
          '& dd': { m: 0, mb: { xs: 1, sm: 0 } },
          '& dt': { color: 'text.secondary' },
        }}
      >
        <dt>{translate('public.receipt.no')}</dt>
        <dd>{data.receiptNo}</dd>
        <dt>{translate('public.receipt.at')}</dt>
        <dd>{formatInstant(data.submittedAt, language, { seconds: true })}</dd>
        <dt>{translate('public.receipt.hash')}</dt>
        <Box component="dd" sx={{ fontFamily: 'monospace', overflowWrap: 'anywhere' }}>
          {data.sha256}
        </Box>
      </Box>
    </Box>
  );
}

/** Checks a receipt by its number, typed or from the QR code. */
export default function ReceiptPage() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const { no } = useParams();
  const [typed, setTyped] = useState(no ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const clean = typed.normalize('NFKC').replace(/\s/g, '').toUpperCase();
    if (clean !== '') void navigate(`/receipts/${encodeURIComponent(clean)}`);
  };
  return (
    <Page title={translate('public.receipt.title')} maxWidth={720}>
      <Typography color="text.secondary" sx={{ mb: 2 }}>
        {translate('public.receipt.text')}
      </Typography>
      <Paper sx={{ p: 2 }}>
        <Stack
          component="form"
          role="search"
          onSubmit={submit}
          direction="row"
          spacing={1}
          sx={{ alignItems: 'center', mb: no ? 2 : 0 }}
        >
          <TextField
            label={translate('public.receipt.no')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button type="submit" variant="contained" disabled={typed.trim() === ''} sx={{ flexShrink: 0 }}>
            {translate('public.receipt.check')}
          </Button>
        </Stack>
        {no ? <Verdict no={no} /> : null}
      </Paper>
    </Page>
  );
}
