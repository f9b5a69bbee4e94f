import Link from '@mui/material/Link';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { Link as RouterLink, useParams } from 'react-router';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Busy, Empty, Page, ProblemAlert } from '../layout/Page.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { useMoved } from '../providers/events.ts';
import { api } from '../providers/http.ts';
import { useRound } from '../rounds/use-round.ts';
import type { Bodies } from './contract.ts';
import { recommendationPath } from './paths.ts';
import { SummaryFiles } from './SummaryBlock.tsx';

/** Recommending bodies of a round: what they have decided and the latest summary of each. */
export default function BodiesPage() {
  const { id = '' } = useParams();
  const translate = useTranslate();
  const text = useBilingual();
  const language = useLanguage();
  const round = useRound(id);
  const query = useQuery({
    queryKey: ['rounds', 'recommendations', id],
    queryFn: () => api.get<Bodies>(`/rounds/${id}/recommendations`),
  });
  useMoved(undefined, () => query.refetch());
  if (query.isPending) return <Busy />;
  const rows = query.data?.items ?? [];
  return (
    <Page title={translate('recommendation.title')} subtitle={text(round.data?.title)}>
      <ProblemAlert problem={query.error} />
      {query.data && rows.length === 0 ? (
        <Empty text={translate('recommendation.noBodies')} />
      ) : (
        <PlainTable
          caption={translate('recommendation.title')}
          rows={rows}
          rowKey={({ bodyId }) => bodyId}
          columns={[
            {
              label: translate('recommendation.body'),
              render: ({ bodyId, bodyName }) => (
                <Link component={RouterLink} to={recommendationPath(id, bodyId)}>
                  {text(bodyName)}
                </Link>
              ),
            },
            {
              label: translate('recommendation.undecided'),
              render: ({ undecided }) => undecided,
              number: true,
            },
            {
              label: translate('recommendation.recommended'),
              render: ({ recommended }) => recommended,
              number: true,
            },
            {
              label: translate('recommendation.refused'),
              render: ({ refused }) => refused,
              number: true,
            },
            {
              label: translate('recommendation.latest'),
              render: ({ latest }) =>
                latest === null
                  ? translate('recommendation.noSummaries')
                  : `${latest.number} · ${translate(`recommendation.kindOf.${latest.kind}`)} · ${formatInstant(latest.issuedAt, language)}`,
            },
            {
              label: translate('recommendation.files'),
              render: ({ bodyId, latest }) =>
                latest === null ? (
                  '—'
                ) : (
                  <SummaryFiles roundId={id} bodyId={bodyId} no={latest.no} number={latest.number} />
                ),
            },
          ]}
        />
      )}
    </Page>
  );
}
