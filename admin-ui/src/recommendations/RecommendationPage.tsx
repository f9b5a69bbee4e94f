import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { Link as RouterLink, useParams } from 'react-router';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Busy, Empty, Page, ProblemAlert } from '../layout/Page.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { useAct } from '../layout/useAct.ts';
import { useMoved } from '../providers/events.ts';
import { api } from '../providers/http.ts';
import { Block } from '../layout/Block.tsx';
import type { RecommendationView, SavedRecommendations } from './contract.ts';
import { ItemMatter } from './ItemMatter.tsx';
import { recommendationPath } from './paths.ts';
import { QuotaLine } from './QuotaLine.tsx';
import { RankList } from './RankList.tsx';
import { isLive, type RankDraft, useRankDraft } from './rank-draft.ts';
import { SummaryBlock } from './SummaryBlock.tsx';
import { Unranked } from './Unranked.tsx';

/** A district's recommendations of a round: order within the quota, opinions, and the summary. */
export default function RecommendationPage() {
  const { id = '', bodyId = '' } = useParams();
  const translate = useTranslate();
  const query = useQuery({
    queryKey: ['rounds', 'recommendations', id, bodyId],
    queryFn: () => api.get<RecommendationView>(`/rounds/${id}/recommendations/${encodeURIComponent(bodyId)}`),
  });
  useMoved(undefined, () => query.refetch());
  if (query.isPending) return <Busy />;
  if (!query.data) {
    return (
      <Page title={translate('recommendation.title')}>
        <ProblemAlert problem={query.error} />
      </Page>
    );
  }
  return <Loaded key={`${id}/${bodyId}`} view={query.data} refetch={query.refetch} />;
}

function Loaded({ view, refetch }: { view: RecommendationView; refetch: () => Promise<unknown> }) {
  const translate = useTranslate();
  const text = useBilingual();
  const draft = useRankDraft(view);
  const mayRank = view.allowed.includes('rank');
  const unranked = view.items.filter((item) => isLive(item) && !draft.ranked.includes(item.applicationId));
  const others = view.items.filter((item) => !isLive(item));
  return (
    <Page
      title={translate('recommendation.titleOf', { body: text(view.bodyName) })}
      subtitle={text(view.roundTitle)}
      actions={
        <Button component={RouterLink} to={recommendationPath(view.roundId)} variant="outlined">
          {translate('recommendation.allBodies')}
        </Button>
      }
    >
      {view.rehearsal ? <RehearsalMark banner /> : null}
      <Stack spacing={2}>
        <Block title={translate('recommendation.quota')}>
          <QuotaLine quota={view.quota} />
        </Block>
        <Block title={translate('recommendation.order')}>
          <Typography color="text.secondary" sx={{ mb: 1 }}>
            {translate(mayRank ? 'recommendation.orderHelp' : 'recommendation.orderRead')}
          </Typography>
          {view.items.some(isLive) ? null : <Empty text={translate('recommendation.empty')} />}
          <RankList view={view} draft={draft} mayRank={mayRank} />
          {unranked.length > 0 ? (
            <>
              <Typography variant="h3" sx={{ mt: 2, mb: 1 }}>
                {translate('recommendation.unranked')}
              </Typography>
              <Unranked items={unranked} draft={draft} mayRank={mayRank} />
            </>
          ) : null}
          {mayRank ? <SaveBar view={view} draft={draft} refetch={refetch} /> : null}
        </Block>
        {others.length > 0 ? (
          <Block title={translate('recommendation.others')}>
            <Stack component="ul" spacing={1} sx={{ m: 0, pl: 2.5 }}>
              {others.map((item) => (
                <li key={item.applicationId}>
                  <ItemMatter item={item} />
                  {item.reason ? (
                    <Typography variant="body2">
                      {translate('task.reason')}: {item.reason}
                    </Typography>
                  ) : null}
                </li>
              ))}
            </Stack>
          </Block>
        ) : null}
        <SummaryBlock view={view} dirty={draft.dirty} onIssued={refetch} />
      </Stack>
    </Page>
  );
}

type SaveBarProps = { view: RecommendationView; draft: RankDraft; refetch: () => Promise<unknown> };

/** Saves the order; says who saved last, and keeps a draft that a colleague has overtaken on the screen. */
function SaveBar({ view, draft, refetch }: SaveBarProps) {
  const translate = useTranslate();
  const language = useLanguage();
  const { busy, problem, run, clear } = useAct();
  const save = () =>
    run(async () => {
      const path = `/rounds/${view.roundId}/recommendations/${encodeURIComponent(view.bodyId)}`;
      await api.send<SavedRecommendations>('PUT', path, draft.body, { ifMatch: draft.version });
      await refetch();
    });
  return (
    <Stack spacing={1} sx={{ mt: 2 }}>
      {draft.stale ? (
        <Alert
          severity="warning"
          role="alert"
          action={
            <Button
              color="inherit"
              onClick={() => {
                clear();
                draft.reset();
              }}
            >
              {translate('recommendation.takeTheirs')}
            </Button>
          }
        >
          {translate('recommendation.overtaken', {
            name: view.savedBy ?? '',
            at: formatInstant(view.savedAt, language),
          })}
        </Alert>
      ) : null}
      <ProblemAlert problem={problem} onClose={clear} />
      <Stack direction="row" useFlexGap spacing={2} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        <Button variant="contained" disabled={busy || !draft.dirty || draft.stale} onClick={save}>
          {translate('recommendation.save')}
        </Button>
        <Typography role="status" color="text.secondary">
          {draft.dirty
            ? translate('recommendation.notSaved')
            : view.savedAt
              ? translate('recommendation.savedBy', {
                  name: view.savedBy ?? '',
                  at: formatInstant(view.savedAt, language, { seconds: true }),
                })
              : translate('recommendation.neverSaved')}
        </Typography>
      </Stack>
    </Stack>
  );
}
