import Button from '@mui/material/Button';
import { useTranslate } from 'ra-core';
import { Link as RouterLink, useParams } from 'react-router';
import { useBilingual } from '../i18n/bilingual.ts';
import { Busy, Page, ProblemAlert } from '../layout/Page.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { RankingTables } from './RankingTables.tsx';
import { useRanking, useRound } from './use-round.ts';

/** The frozen ranking of a round. */
export default function RankingPage() {
  const { id = '' } = useParams();
  const translate = useTranslate();
  const text = useBilingual();
  const round = useRound(id);
  const ranking = useRanking(id);
  return (
    <Page
      title={translate('round.ranking')}
      subtitle={text(round.data?.title)}
      actions={
        <Button component={RouterLink} to={`/desk/rounds/${id}`}>
          {translate('round.back')}
        </Button>
      }
    >
      {round.data?.rehearsal ? <RehearsalMark banner /> : null}
      {ranking.isPending ? <Busy /> : null}
      <ProblemAlert problem={ranking.error ?? round.error} />
      {ranking.data ? <RankingTables ranking={ranking.data} rubric={round.data?.policy.rubric} /> : null}
    </Page>
  );
}
