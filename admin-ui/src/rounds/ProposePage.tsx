import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import { useTranslate } from 'ra-core';
import { Busy, ProblemAlert } from '../layout/Page.tsx';
import { DecisionPanel } from '../tasks/DecisionPanel.tsx';
import { sendsBack, useDecisionDraft } from '../tasks/decision-draft.ts';
import type { StepPageProps } from '../tasks/TaskPage.tsx';
import { ProposalReasons, useReasons } from './ProposalReasons.tsx';
import { RankingTables } from './RankingTables.tsx';
import { RoundTaskPage } from './RoundTaskPage.tsx';
import { useRanking, useRound } from './use-round.ts';

/** 拟定建议名单: the office forwards the frozen ranking, or returns it to be scored again. */
export default function ProposePage({ task, onChanged }: StepPageProps) {
  const translate = useTranslate();
  const round = useRound(task.caseId);
  const ranking = useRanking(task.caseId);
  const decision = useDecisionDraft(task.id);
  const reasons = useReasons(ranking.data);
  return (
    <RoundTaskPage
      task={task}
      title={translate('round.propose.title')}
      explain={translate('round.propose.explain')}
      decision={
        <DecisionPanel
          task={task}
          decision={decision}
          onChanged={onChanged}
          nextWords={({ effect }) => translate(effect === 'pass' ? 'task.next.deliberate' : 'task.next.rescore')}
          body={({ effect }) => (effect === 'pass' ? { reasons: reasons.all } : {})}
          missing={({ effect }) =>
            effect === 'pass' && reasons.missing ? translate('round.propose.reasonMissing') : null
          }
        >
          {sendsBack(task, decision.draft) ? null : <ProposalReasons ranking={ranking.data} reasons={reasons} />}
        </DecisionPanel>
      }
    >
      {typeof task.payload.sentBack === 'string' ? (
        <Alert severity="warning">
          <AlertTitle>{translate('round.propose.sentBack')}</AlertTitle>
          {task.payload.sentBack}
        </Alert>
      ) : null}
      {ranking.isPending ? <Busy /> : null}
      <ProblemAlert problem={ranking.error ?? round.error} />
      {ranking.data?.categories.every(({ rows }) => rows.length === 0) ? (
        <Alert severity="warning">{translate('round.propose.emptyRound')}</Alert>
      ) : null}
      {ranking.data?.categories.some(({ rows }) => rows.length > 0) ? (
        <RankingTables ranking={ranking.data} rubric={round.data?.policy.rubric} />
      ) : null}
    </RoundTaskPage>
  );
}
