/** 成员变更审批: the city office's decision on a change of member. */
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import { DiagramPart } from '../diagram/DiagramPart.tsx';
import { Busy, ProblemAlert } from '../layout/Page.tsx';
import { RoundTaskPage } from '../rounds/RoundTaskPage.tsx';
import { DecisionPanel } from '../tasks/DecisionPanel.tsx';
import { useDecisionDraft } from '../tasks/decision-draft.ts';
import type { StepPageProps } from '../tasks/TaskPage.tsx';
import { ChangeFacts } from './ChangeFacts.tsx';
import { SuccessorEvidence } from './SuccessorEvidence.tsx';
import { useChange } from './useChange.ts';

export default function MemberChangePage({ task, onChanged }: StepPageProps) {
  const translate = useTranslate();
  const decision = useDecisionDraft(task.id);
  const change = useChange(task.caseId);
  return (
    <RoundTaskPage
      task={task}
      title={`${translate('joint.change.title')} · ${task.projectName ?? ''}`}
      explain={translate('joint.change.explain')}
      decision={
        <DecisionPanel
          task={task}
          decision={decision}
          onChanged={onChanged}
          nextWords={({ effect }) =>
            translate(effect === 'pass' ? 'joint.change.nextApproved' : 'joint.change.nextRefused')
          }
        />
      }
    >
      {change.isPending ? <Busy /> : null}
      <ProblemAlert problem={change.error} />
      {change.data ? (
        <Paper sx={{ p: 2 }}>
          <ChangeFacts change={change.data} />
          {change.data.joining && change.data.successor && (
            <SuccessorEvidence name={change.data.joining.name} successor={change.data.successor} />
          )}
          <Link
            component={RouterLink}
            sx={{ display: 'inline-block', mt: 2 }}
            to={`/desk/applications/${change.data.applicationId}`}
          >
            {translate('application.receipt.toApplication')}
          </Link>
        </Paper>
      ) : null}
      <DiagramPart path={`/changes/${task.caseId}/diagram`} version={change.data?.status ?? ''} />
    </RoundTaskPage>
  );
}
