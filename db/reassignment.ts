/** Handing a task to a named colleague. */
import type { z } from 'zod';
import { Problem } from '../contracts/problem-error.ts';
import type { Colleagues, ReassignTask } from '../contracts/tasks.ts';
import type { Actor } from '../domain/permissions.ts';
import { recordFact } from './cases.ts';
import type { Tx } from './client.ts';
import { isExcluded } from './exclusions.ts';
import { refuseOnLeave } from './leaves.ts';
import { recordMatterFact } from './matters.ts';
import { handOverObjection } from './objection-verdict.ts';
import { namedConflict, refuseVoid } from './tasks.ts';

type Held = {
  status: string;
  role: string;
  bodyId: string | null;
  step: string;
  claimedBy: string | null;
  claimedAt: string | null;
  deputyId: string | null;
  assigneeId: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
};

/** Who holds the role of the task in its body, with what each has in hand; those on leave or excluded last. */
export const colleaguesFor = (tx: Tx, taskId: string): Promise<z.input<typeof Colleagues>['items']> => tx<
  z.input<typeof Colleagues>['items']
>`
  select u.id, u.name, l.ends_at as on_leave_until, ${isExcluded(tx, { column: 'h.user_id' })} as excluded,
    (select count(*)::int from tasks o where o.claimed_by = u.id and o.status = 'open') as open_tasks
  from tasks t join role_grants h on h.role = t.role and h.body_id = t.body_id and h.revoked_at is null
  join users u on u.id = h.user_id
  left join leaves l on l.user_id = u.id and l.role = t.role and l.body_id = t.body_id and l.revoked_at is null
    and l.starts_at <= clock_timestamp() and l.ends_at > clock_timestamp()
  where t.id = ${taskId} and t.assignee_id is null order by excluded, l.ends_at is not null, u.name, u.id`;

/**
 * Hands an open task of a body to a colleague: by its supervisor, by who holds it, or by the deputy of a holder on leave. Both are told.
 * @throws Problem forbidden for anybody else; conflict when it was decided or changed hands since; invalid when the colleague
 * does not hold the role there or has it already; onLeave unless it is meant all the same; notYours when the colleague may not
 * handle the objection
 */
export async function reassignTask(
  tx: Tx,
  taskId: string,
  caseId: string,
  asked: ReassignTask,
  actor: Actor,
): Promise<void> {
  await tx`select 1 from cases where id = ${caseId} for update`;
  const [task] = await tx<Held[]>`
    select status, role, body_id, step, claimed_by, claimed_at, deputy_of(claimed_by, role, body_id) as deputy_id, assignee_id,
      decided_by, decided_at from tasks where id = ${taskId} for update`;
  if (!task) throw new Problem('notFound');
  const { status, claimedBy, bodyId } = task;
  if (status === 'cancelled') await refuseVoid(tx, taskId);
  if (status !== 'open') throw await namedConflict(tx, { why: 'decided', by: task.decidedBy, at: task.decidedAt });
  const supervises = actor.grants.some((grant) => grant.role === 'bodySupervisor' && grant.bodyId === bodyId);
  if (!supervises && actor.userId !== claimedBy && actor.userId !== task.deputyId)
    throw new Problem('forbidden', { detail: 'only the supervisor or who holds the task hands it on' });
  if (claimedBy !== asked.from) throw await namedConflict(tx, { why: 'claimed', by: claimedBy, at: task.claimedAt });
  const colleagues = await colleaguesFor(tx, taskId);
  const invalid = (rule: string, message: string) =>
    new Problem('invalid', { detail: message, errors: [{ pointer: '/to', rule, message }] });
  const colleague = colleagues.find(({ id }) => id === asked.to);
  if (!colleague) throw invalid('notColleague', 'the colleague must hold the role of the task in its body');
  if (asked.to === claimedBy) throw invalid('holdsItAlready', 'the colleague holds the task already');
  if (colleague.excluded) {
    throw new Problem('notYours', { detail: 'the colleague must stand aside in this matter: choose somebody else' });
  }
  if (!asked.despiteLeave) await refuseOnLeave(tx, asked.to, taskId);
  const { step } = task;
  if (step === 'objection') await handOverObjection(tx, caseId, asked.to);
  await tx`update tasks set claimed_by = ${asked.to}, claimed_at = clock_timestamp() where id = ${taskId} and status = 'open'`;
  const { to, reason } = asked;
  const fact = { taskId, step, bodyId, from: claimedBy, to, reason };
  if (step === 'objection' || step === 'reversal') {
    await recordMatterFact(tx, step, caseId, 'taskReassigned', actor.userId, fact);
  } else await recordFact(tx, caseId, 'taskReassigned', actor.userId, fact);
}
