import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Link as RouterLink, useParams, useSearchParams } from 'react-router';
import type { PublicCertificate } from '../../../contracts/documents.ts';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatDay, formatInstant } from '../i18n/instants.ts';
import { Definition, DefinitionList } from '../layout/DefinitionList.tsx';
import { Busy, Page, ProblemAlert } from '../layout/Page.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { ApiProblem } from '../providers/http.ts';
import { LookUpForm } from './LookUp.tsx';
import { usePublic } from './replies.ts';

/** Valid, revoked, or valid with a code that is not the one on the paper. */
function State({ certificate }: { certificate: PublicCertificate }) {
  const translate = useTranslate();
  const language = useLanguage();
  const { state, revoked, code } = certificate;
  return (
    <>
      {state === 'revoked' ? (
        <Alert severity="error" sx={{ mb: 1 }}>
          <AlertTitle>{translate('documents.verify.revoked')}</AlertTitle>
          {translate('documents.verify.revokedWhy', {
            at: formatInstant(revoked?.at, language),
            reason: revoked?.reason ?? '',
          })}
        </Alert>
      ) : (
        <Alert severity={code === 'wrong' ? 'info' : 'success'} sx={{ mb: 1 }}>
          <AlertTitle>{translate('documents.verify.valid')}</AlertTitle>
          {translate('documents.verify.validText')}
        </Alert>
      )}
      <Alert
        severity={code === 'right' ? 'success' : code === 'wrong' ? 'error' : 'info'}
        variant="outlined"
        sx={{ mb: 2 }}
      >
        {translate(`documents.verify.code.${code}`)}
      </Alert>
    </>
  );
}

function Verdict({ no, code }: { no: string; code: string | null }) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const language = useLanguage();
  const { data, error, isPending } = usePublic<PublicCertificate>(
    `/certificates/${encodeURIComponent(no)}`,
    code ? { code } : undefined,
  );
  if (isPending) return <Busy />;
  if (data === undefined) {
    const unknown = error instanceof ApiProblem && [400, 404, 422].includes(error.status);
    return unknown ? (
      <Alert severity="warning">
        <AlertTitle>{translate('documents.verify.unknown', { no })}</AlertTitle>
        {translate('documents.verify.unknownText')}
      </Alert>
    ) : (
      <ProblemAlert problem={error} />
    );
  }
  return (
    <Box role="status">
      {data.rehearsal ? <RehearsalMark banner /> : null}
      <State certificate={data} />
      <DefinitionList termWidth="11em">
        <Definition term={translate('documents.number')}>{data.number}</Definition>
        <Definition term={translate('documents.verify.holder')}>
          {data.parties.map(({ name, identifier, lead }) => (
            <Box key={identifier}>
              {name}
              {lead ? translate('documents.verify.lead') : ''}
              <Typography component="span" variant="body2" color="text.secondary">
                {` ${identifier}`}
              </Typography>
            </Box>
          ))}
        </Definition>
        <Definition term={translate('documents.verify.project')}>{data.projectName ?? '—'}</Definition>
        <Definition term={translate('documents.verify.category')}>
          {`${data.category.no}. ${bilingual(data.category.name)}`}
        </Definition>
        <Definition term={translate('documents.verify.programme')}>{bilingual(data.programme)}</Definition>
        <Definition term={translate('documents.verify.round')}>
          <Link component={RouterLink} to={`/results/${data.roundId}`}>
            {bilingual(data.roundTitle)}
          </Link>
        </Definition>
        <Definition term={translate('documents.verify.issuer')}>{bilingual(data.issuer)}</Definition>
        <Definition term={translate('documents.issuedAt')}>{formatDay(data.issuedAt, language)}</Definition>
        <Definition term={translate('documents.hash')}>
          <Box sx={{ fontFamily: 'monospace' }}>{data.sha256}</Box>
        </Definition>
      </DefinitionList>
    </Box>
  );
}

/** Proves a certificate by its number, typed or from the QR code, which also carries the code printed on the paper. */
export default function CertificatePage() {
  const translate = useTranslate();
  const { no } = useParams();
  const [search] = useSearchParams();
  return (
    <Page title={translate('documents.verify.title')} maxWidth={720}>
      <Typography color="text.secondary" sx={{ mb: 2 }}>
        {translate('documents.verify.text')}
      </Typography>
      <Paper sx={{ p: 2 }}>
        <LookUpForm
          key={no}
          path="/certificates"
          no={no}
          label={translate('documents.number')}
          button={translate('documents.verify.check')}
        />
        {no ? <Verdict no={no} code={search.get('code')} /> : null}
      </Paper>
    </Page>
  );
}
