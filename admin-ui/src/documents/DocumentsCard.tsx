/** Result letters and certificates of an application: to download, to verify, and for the office to revoke. */
import DownloadIcon from '@mui/icons-material/Download';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import CardContent from '@mui/material/CardContent';
import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useId } from 'react';
import { Link as RouterLink } from 'react-router';
import type { ApplicationDocuments } from '../../../contracts/documents.ts';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatDay, formatInstant } from '../i18n/instants.ts';
import { useWord } from '../i18n/words.ts';
import { ProblemAlert } from '../layout/Page.tsx';
import { api } from '../providers/http.ts';
import { RevokeCertificate } from './RevokeCertificate.tsx';

type Letter = ApplicationDocuments['letters'][number];
type Certificate = ApplicationDocuments['certificates'][number];

function LetterRow({ applicationId, letter, newest }: { applicationId: string; letter: Letter; newest: boolean }) {
  const translate = useTranslate();
  const language = useLanguage();
  const word = useWord();
  return (
    <Box component="li" sx={{ mb: 1.5 }}>
      <Typography sx={{ fontWeight: 600 }}>
        {translate('documents.letter', { decision: word('applicationStatus', letter.decision) })}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {letter.number} · {formatDay(letter.decidedAt, language)}
        {newest ? '' : ` · ${translate('documents.earlier')}`}
      </Typography>
      <Button
        size="small"
        variant="outlined"
        startIcon={<DownloadIcon />}
        href={`/api/v1/applications/${applicationId}/letters/${letter.no}.pdf`}
        sx={{ mt: 0.5 }}
      >
        {translate('documents.letterPdf')}
      </Button>
    </Box>
  );
}

type CertificateRowProps = {
  applicationId: string;
  certificate: Certificate;
  mayRevoke: boolean;
  onRevoked: () => Promise<unknown>;
};

function CertificateRow({ applicationId, certificate, mayRevoke, onRevoked }: CertificateRowProps) {
  const translate = useTranslate();
  const language = useLanguage();
  const { number, issuedAt, revoked } = certificate;
  return (
    <Box component="li" sx={{ mb: 1.5 }}>
      <Typography sx={{ fontWeight: 600 }}>
        {translate('documents.certificate')}{' '}
        <Chip
          size="small"
          color={revoked ? 'error' : 'success'}
          variant="outlined"
          label={translate(revoked ? 'documents.state.revoked' : 'documents.state.valid')}
        />
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {number} · {formatDay(issuedAt, language)}
      </Typography>
      {revoked ? (
        <Alert severity="error" sx={{ my: 0.5 }}>
          {translate('documents.verify.revokedWhy', {
            at: formatInstant(revoked.at, language),
            reason: revoked.reason,
          })}
        </Alert>
      ) : null}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mt: 0.5 }}>
        <Button
          size="small"
          variant="outlined"
          startIcon={<DownloadIcon />}
          href={`/api/v1/applications/${applicationId}/certificates/${number}.pdf`}
        >
          {translate('documents.certificatePdf')}
        </Button>
        <Link component={RouterLink} to={`/certificates/${number}`} sx={{ py: 0.5 }}>
          {translate('documents.verify.title')}
        </Link>
        {mayRevoke && !revoked ? (
          <RevokeCertificate applicationId={applicationId} number={number} onRevoked={onRevoked} />
        ) : null}
      </Box>
    </Box>
  );
}

/** Nothing while there is neither letter nor certificate. `version` of the case: asked again when it moved. */
export function DocumentsCard({ applicationId, version }: { applicationId: string; version: number }) {
  const translate = useTranslate();
  const titleId = useId();
  const query = useQuery({
    queryKey: ['applications', 'documents', applicationId, version],
    queryFn: ({ signal }) =>
      api.get<ApplicationDocuments>(`/applications/${applicationId}/documents`, undefined, { signal }),
    placeholderData: (earlier) => earlier,
  });
  const { data, error } = query;
  if (error) return <ProblemAlert problem={error} />;
  if (!data || data.letters.length + data.certificates.length === 0) return null;
  return (
    <Card component="section" aria-labelledby={titleId}>
      <CardContent sx={{ '&:last-child': { pb: 1 } }}>
        <Typography id={titleId} variant="h2" sx={{ mb: 1 }}>
          {translate('documents.title')}
        </Typography>
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {data.certificates.map((certificate) => (
            <CertificateRow
              key={certificate.number}
              applicationId={applicationId}
              certificate={certificate}
              mayRevoke={data.mayRevoke}
              onRevoked={() => query.refetch()}
            />
          ))}
          {data.letters.map((letter, at) => (
            <LetterRow key={letter.no} applicationId={applicationId} letter={letter} newest={at === 0} />
          ))}
        </Box>
      </CardContent>
    </Card>
  );
}
