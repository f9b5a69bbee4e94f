import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useTranslate } from 'ra-core';
import { Link as RouterLink, useParams } from 'react-router';
import { ProcessDiagram } from '../diagram/ProcessDiagram.tsx';
import { useBilingual } from '../i18n/bilingual.ts';
import { Block } from '../layout/Block.tsx';
import { Busy, Page, ProblemAlert } from '../layout/Page.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { RoundCancelled } from '../layout/RoundCancelled.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import { useAllowed } from '../providers/me.ts';
import { recommendationPath } from '../recommendations/paths.ts';
import { CancelRound } from './CancelRound.tsx';
import { ChangeClosing } from './ChangeClosing.tsx';
import type { RoundView } from './contract.ts';
import { NoticeItems } from './NoticeItems.tsx';
import { OpenRound } from './OpenRound.tsx';
import { Overview } from './Overview.tsx';
import { PanelList } from './PanelList.tsx';
import { PolicyActions } from './PolicyActions.tsx';
import { PolicyRead } from './PolicyRead.tsx';
import { CategoryTable, DistrictTable, Funnel } from './Progress.tsx';
import { RelatedParties } from './RelatedParties.tsx';
import { Recall, RecallLinks } from './Recall.tsx';
import { RoundTasks } from './RoundTasks.tsx';
import { StandingBlock } from './StandingBlock.tsx';
import { usePanels, useRound } from './use-round.ts';

/** Control room of a round: where it stands, what is due, and what the office may do now. */
export default function RoundPage() {
  const { id = '' } = useParams();
  const translate = useTranslate();
  const text = useBilingual();
  const query = useRound(id);
  const round = query.data;
  if (query.isPending) return <Busy />;
  if (!round) {
    return (
      <Page title={translate('round.title')}>
        <ProblemAlert problem={query.error} />
        <Button component={RouterLink} to="/desk/rounds">
          {translate('round.title')}
        </Button>
      </Page>
    );
  }
  return (
    <Page
      title={text(round.title)}
      maxWidth={1400}
      subtitle={<StatusChip status={round.status} kind="round" />}
      actions={<RoundActions round={round} onChanged={() => query.refetch()} />}
    >
      {round.rehearsal ? <RehearsalMark banner /> : null}
      {round.cancellation ? <RoundCancelled of="round" cancellation={round.cancellation} /> : null}
      <RecallLinks round={round} />
      <ControlRoom round={round} />
    </Page>
  );
}

/** Statuses in which a ranking may exist. */
const RANKED = ['ranked', 'deliberation', 'notice', 'publication', 'published'];

function RoundActions({ round, onChanged }: { round: RoundView; onChanged: () => void }) {
  const translate = useTranslate();
  const allowed = useAllowed();
  const mayReview = allowed('round.readReview');
  return (
    <>
      {allowed('recommendation.list') && round.status !== 'draft' ? (
        <Button component={RouterLink} to={recommendationPath(round.id)} variant="outlined">
          {translate('recommendation.title')}
        </Button>
      ) : null}
      {mayReview && RANKED.includes(round.status) ? (
        <Button component={RouterLink} to={`/desk/rounds/${round.id}/ranking`} variant="outlined">
          {translate('round.rankingLink')}
        </Button>
      ) : null}
      {round.allowed.includes('cancel') ? <CancelRound round={round} onChanged={onChanged} /> : null}
      {round.allowed.includes('changeClosing') ? <ChangeClosing round={round} onChanged={onChanged} /> : null}
      <Recall round={round} />
      {round.allowed.includes('open') ? <OpenRound round={round} onChanged={onChanged} /> : null}
    </>
  );
}

function ControlRoom({ round }: { round: RoundView }) {
  const translate = useTranslate();
  const mayReview = useAllowed()('round.readReview');
  const panels = usePanels(round.id, mayReview && round.status !== 'draft' && round.status !== 'open');
  const draft = round.status === 'draft';
  return (
    <Stack spacing={2}>
      <StandingBlock round={round} />
      <Box
        sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' }, gap: 2 }}
      >
        <Overview round={round} />
        {draft ? null : <RoundTasks round={round} />}
        {draft ? null : <Funnel round={round} />}
        {draft ? null : <DistrictTable round={round} />}
      </Box>
      <CategoryTable round={round} />
      <NoticeItems round={round} />
      {draft ? null : <RelatedParties roundId={round.id} />}
      <Block title={translate(draft ? 'diagram.title' : 'diagram.load')}>
        <ProcessDiagram path={`/rounds/${round.id}/diagram`} version={round.now} />
      </Block>
      {panels.data ? (
        <Block title={translate('round.panels')}>
          <PanelList panels={panels.data.items} />
        </Block>
      ) : null}
      <Block title={translate('round.policy')} actions={<PolicyActions round={round} />}>
        <PolicyRead policy={round.policy} />
      </Block>
    </Stack>
  );
}
