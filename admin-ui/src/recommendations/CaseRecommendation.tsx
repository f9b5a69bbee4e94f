import Alert from '@mui/material/Alert';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import { useBilingual } from '../i18n/bilingual.ts';
import { api } from '../providers/http.ts';
import { useAllowed } from '../providers/me.ts';
import type { CaseRecommendation as Recommendation } from './contract.ts';
import { recommendationPath } from './paths.ts';
import { QuotaLine } from './QuotaLine.tsx';

/** On the case page: the body's rank and opinion, and its quota while the decision is its own. */
export function CaseRecommendation({ applicationId, version }: { applicationId: string; version: number }) {
  const translate = useTranslate();
  const text = useBilingual();
  const allowed = useAllowed()('application.readChecks');
  const { data } = useQuery({
    queryKey: ['applications', 'recommendation', applicationId, version],
    queryFn: () => api.get<Recommendation>(`/applications/${applicationId}/recommendation`),
    enabled: allowed,
  });
  if (!data || (data.state !== 'atDesk' && data.rank === null && data.opinion === null)) return null;
  return (
    <Alert severity="info" icon={false} sx={{ mb: 2 }} role="note">
      <Typography variant="h3">
        {translate('recommendation.ofBody', { body: text(data.bodyName) })}
        {data.rank === null ? '' : ` · ${translate('recommendation.rankOf', { rank: data.rank, of: data.of })}`}
      </Typography>
      {data.opinion === null ? null : <Typography sx={{ whiteSpace: 'pre-wrap' }}>{data.opinion}</Typography>}
      {data.state === 'atDesk' ? <QuotaLine quota={data.quota} /> : null}
      <Link component={RouterLink} to={recommendationPath(data.roundId, data.bodyId)}>
        {translate('recommendation.open')}
      </Link>
    </Alert>
  );
}
