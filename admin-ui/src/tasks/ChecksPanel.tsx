import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Busy, Empty, ProblemAlert } from '../layout/Page.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import { api } from '../providers/http.ts';
import type { Check } from './contract.ts';

/** What the system checked by itself, each verdict with what it rests on. */
export function ChecksPanel({ applicationId, version }: { applicationId: string; version: number }) {
  const translate = useTranslate();
  const language = useLanguage();
  const { data, error, isPending } = useQuery({
    queryKey: ['applications', 'checks', applicationId, version],
    queryFn: () => api.get<{ items: Check[] }>(`/applications/${applicationId}/checks`),
  });
  if (isPending) return <Busy />;
  if (!data) return <ProblemAlert problem={error} />;
  if (data.items.length === 0) return <Empty text={translate('task.noChecks')} />;
  return (
    <Stack spacing={2}>
      <Typography variant="body2" color="text.secondary">
        {translate('task.checkedAt', { at: formatInstant(data.items[0]?.checkedAt, language, { seconds: true }) })}
      </Typography>
      {data.items.map((check) => (
        <OneCheck key={check.key} check={check} />
      ))}
    </Stack>
  );
}

function OneCheck({ check }: { check: Check }) {
  const translate = useTranslate();
  const text = useBilingual();
  return (
    <Box component="section" aria-label={translate(`task.check.${check.key}`)}>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
        <Typography variant="h3">{translate(`task.check.${check.key}`)}</Typography>
        <StatusChip status={check.verdict} kind="verdict" />
      </Stack>
      <Typography variant="body2" color="text.secondary">
        {translate(`task.checkBy.${check.key}`)}
      </Typography>
      {check.evidence.length === 0 ? (
        <Typography variant="body2">{translate(`task.checkNone.${check.key}`, { _: '' })}</Typography>
      ) : null}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {check.evidence.map((evidence) => (
          <li key={evidence.text.zh}>
            {text(evidence.text)} {evidence.link ? <EvidenceLink to={evidence.link} /> : null}
          </li>
        ))}
      </Box>
    </Box>
  );
}

function EvidenceLink({ to }: { to: string }) {
  const translate = useTranslate();
  return to.startsWith('/desk') ? (
    <Link component={RouterLink} to={to}>
      {translate('task.openEvidence')}
    </Link>
  ) : (
    <Link href={to} target="_blank" rel="noreferrer">
      {translate('task.openEvidence')}
    </Link>
  );
}
