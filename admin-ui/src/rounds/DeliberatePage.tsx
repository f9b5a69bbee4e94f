import Alert from '@mui/material/Alert';
import Checkbox from '@mui/material/Checkbox';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'ra-core';
import { Block } from '../layout/Block.tsx';
import { Busy, ProblemAlert } from '../layout/Page.tsx';
import { DecisionPanel } from '../tasks/DecisionPanel.tsx';
import { sendsBack, useDecisionDraft } from '../tasks/decision-draft.ts';
import { useMayDecide } from '../tasks/standing.ts';
import type { StepPageProps } from '../tasks/TaskPage.tsx';
import type { RankingRow } from './contract.ts';
import { DeliberationRecord } from './DeliberationRecord.tsx';
import { type Deliberation, useDeliberation } from './deliberation.ts';
import { ProposedReasons } from './ProposalReasons.tsx';
import { RankingTables } from './RankingTables.tsx';
import { RoundTaskPage } from './RoundTaskPage.tsx';
import { StrikeReasons } from './StrikeReasons.tsx';
import { useRanking, useRound } from './use-round.ts';

/** 审议: the promotion group approves the list, strikes from it with a reason, or sends it back. */
export default function DeliberatePage({ task, onChanged }: StepPageProps) {
  const translate = useTranslate();
  const round = useRound(task.caseId);
  const ranking = useRanking(task.caseId);
  const decision = useDecisionDraft(task.id);
  const deliberation = useDeliberation(task.id);
  const mayDecide = useMayDecide(task);
  const days = round.data?.policy.notice.workingDays ?? 0;
  return (
    <RoundTaskPage
      task={task}
      title={translate('round.deliberate.title')}
      explain={translate('round.deliberate.explain')}
      decision={
        <DecisionPanel
          task={task}
          decision={decision}
          onChanged={onChanged}
          nextWords={({ effect }) =>
            effect === 'pass' ? translate('task.next.notice', { days }) : translate('task.next.proposeAgain')
          }
          body={({ effect }) =>
            effect === 'pass' ? { strikes: deliberation.strikes, minutes: deliberation.minutes.trim() } : {}
          }
          missing={({ effect }) => {
            if (effect !== 'pass') {
              return deliberation.strikes.length > 0 ? translate('round.deliberate.strikesNotHere') : null;
            }
            if (deliberation.strikes.some(({ reason }) => reason.trim() === ''))
              return translate('round.deliberate.strikeReasonMissing');
            return deliberation.minutes.trim() === '' ? translate('round.deliberate.minutesMissing') : null;
          }}
        >
          <StrikeReasons ranking={ranking.data} deliberation={deliberation} />
          {sendsBack(task, decision.draft) ? null : (
            <TextField
              label={translate('round.deliberate.minutes')}
              value={deliberation.minutes}
              onChange={(event) => deliberation.setMinutes(event.target.value)}
              required
              helperText={translate('round.deliberate.minutesHelp')}
              multiline
              minRows={4}
              maxRows={14}
              fullWidth
              margin="none"
              slotProps={{ htmlInput: { maxLength: 20_000 } }}
            />
          )}
        </DecisionPanel>
      }
    >
      {ranking.isPending ? <Busy /> : null}
      <ProblemAlert problem={ranking.error ?? round.error} />
      {Array.isArray(task.payload.reasons) && task.payload.reasons.length > 0 ? (
        <Block title={translate('round.propose.reasons')}>
          <ProposedReasons given={task.payload.reasons} ranking={ranking.data} />
        </Block>
      ) : null}
      {task.status === 'done' ? <DeliberationRecord task={task} ranking={ranking.data} /> : null}
      {ranking.data?.categories.every(({ rows }) => rows.length === 0) ? (
        <Alert severity="warning">{translate('round.noRows')}</Alert>
      ) : null}
      {ranking.data ? (
        <RankingTables
          ranking={ranking.data}
          rubric={round.data?.policy.rubric}
          extra={
            mayDecide
              ? {
                  label: translate('round.deliberate.strike'),
                  render: (row) => <StrikeCell row={row} deliberation={deliberation} />,
                }
              : undefined
          }
        />
      ) : null}
    </RoundTaskPage>
  );
}

function StrikeCell({ row, deliberation }: { row: RankingRow; deliberation: Deliberation }) {
  const translate = useTranslate();
  const name = row.projectName ?? row.leadName;
  return (
    <Checkbox
      size="small"
      checked={deliberation.strikes.some(({ applicationId }) => applicationId === row.applicationId)}
      onChange={() => deliberation.toggle(row.applicationId)}
      slotProps={{ input: { 'aria-label': translate('round.deliberate.strikeOf', { name }) } }}
    />
  );
}
