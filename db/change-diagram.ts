/** Where one change of member stands on the diagram of its process. */
import type { DiagramPosition, DiagramView } from '../contracts/diagrams.ts';
import { Problem } from '../contracts/problem-error.ts';
import { type ChangeStatus, isOpenChange } from '../contracts/vocabulary.ts';
import { changeDiagram } from '../domain/member-changes.ts';
import type { Tx } from './client.ts';
import { positionAt, viewOf } from './process-diagrams.ts';
import { frozenFrame } from './programmes.ts';

type Standing = {
  roundId: string;
  status: ChangeStatus;
  /** Names of the lead and of who is to join. */
  lead: string;
  joining: string | null;
  filedAt: string;
  confirmBy: string | null;
  answeredAt: string | null;
  /** The office's deadline and decision; null before the change came to it. */
  dueAt: string | null;
  decidedAt: string | null;
  provisional: boolean;
  settledAt: string | null;
  now: string;
};

export async function memberChangeDiagram(tx: Tx, changeId: string): Promise<DiagramView> {
  const [change] = await tx<Standing[]>`
    select a.round_id, m.status, e.name as lead, j.name as joining, m.filed_at, m.confirm_by, m.answered_at, t.due_at, t.decided_at,
           t.due_provisional is not null as provisional, m.settled_at, clock_timestamp() as now
    from member_changes m join applications a on a.case_id = m.application_id join enterprises e on e.id = a.lead_enterprise_id
    left join enterprises j on j.id = m.joining_enterprise_id left join tasks t on t.id = m.task_id where m.case_id = ${changeId}`;
  if (!change) throw new Problem('notFound');
  const { policy } = await frozenFrame(tx, change.roundId);
  const positions = positionsOf(change);
  const over = !isOpenChange(change.status);
  return viewOf(changeDiagram(policy, change.joining !== null), change.now, ({ id, kind }) => ({
    position: positions[id] ?? positionAt(over ? 'skipped' : kind === 'end' ? 'possible' : 'ahead'),
  }));
}

/** Positions of the nodes the change has come to. */
function positionsOf(change: Standing): Record<string, DiagramPosition> {
  const { status, dueAt, decidedAt, provisional, settledAt } = change;
  const named = (name: string | null) => ({ holder: name === null ? null : { zh: name, en: name } });
  const confirming =
    status === 'confirming'
      ? positionAt('current', { ...named(change.joining), dueAt: change.confirmBy })
      : change.answeredAt && status !== 'declined'
        ? positionAt('done', { ...named(change.joining), at: change.answeredAt })
        : positionAt('stopped', { ...named(change.joining), at: settledAt });
  return {
    filed: positionAt('done', { ...named(change.lead), at: change.filedAt }),
    confirming,
    ...(dueAt === null
      ? {}
      : {
          deciding:
            status === 'deciding'
              ? positionAt('current', { dueAt, provisional })
              : positionAt(status === 'approved' ? 'done' : 'stopped', { at: decidedAt }),
        }),
    ...(isOpenChange(status) ? {} : { [`end/${status}`]: positionAt('reached', { at: settledAt }) }),
  };
}
