/** 提级办理: a task that nobody of its body may take goes to a superior body. */
import { Problem } from '../contracts/problem-error.ts';
import type { MoveTaskUp } from '../contracts/tasks.ts';
import type { BodyKind, Locale } from '../contracts/vocabulary.ts';
import { recordFact } from './cases.ts';
import type { Tx } from './client.ts';
import { postMessages } from './messages.ts';
import { nobodyMayTake, superiorFor } from './task-circle.ts';
import { aboutTask } from './task-words.ts';
import { namedConflict, refuseVoid } from './tasks.ts';

/**
 * Moves a task that nobody may take to the nearest superior body that has somebody (提级办理). Nothing moves it back; its deadline stays.
 * @throws Problem conflict when it was decided or moved since; wrongState when somebody may take it, or no superior body can
 */
export async function moveUp(
  tx: Tx,
  taskId: string,
  caseId: string,
  asked: MoveTaskUp,
  actor: { userId: string; name: string },
): Promise<{ bodyId: string; bodyName: { zh: string; en: string } }> {
  await tx`select 1 from cases where id = ${caseId} for update`;
  const [task] = await tx<
    {
      status: string;
      step: string;
      bodyId: string;
      kind: BodyKind;
      stranded: boolean;
      decidedBy: string | null;
      decidedAt: string | null;
    }[]
  >`
    select t.status, t.step, t.body_id, b.kind, ${nobodyMayTake(tx)} as stranded, t.decided_by, t.decided_at
    from tasks t join bodies b on b.id = t.body_id where t.id = ${taskId} for update of t`;
  if (!task) throw new Problem('notFound');
  const { status, step, bodyId, kind, stranded } = task;
  if (status === 'cancelled') await refuseVoid(tx, taskId);
  if (status !== 'open') throw await namedConflict(tx, { why: 'decided', by: task.decidedBy, at: task.decidedAt });
  if (bodyId !== asked.bodyId) throw new Problem('conflict', { why: 'movedUp', decidedBy: null, decidedAt: null });
  if (!stranded)
    throw new Problem('wrongState', { detail: 'somebody of the body may take it: hand it to that person' });
  const superior = await superiorFor(tx, taskId, step, kind);
  if (!superior) {
    throw new Problem('wrongState', {
      detail: 'no superior body has anybody who may take it: call a colleague back from leave, or appoint somebody',
    });
  }
  await tx`
    update tasks set role = ${superior.role}, body_id = ${superior.bodyId}, claimed_by = null, claimed_at = null, stranded_at = null,
      payload = payload || jsonb_build_object('movedUp', jsonb_build_object('by', ${actor.name}::text, 'reason', ${asked.reason}::text,
        'from', (select jsonb_build_object('zh', name_zh, 'en', name_en) from bodies where id = ${bodyId})))
    where id = ${taskId}`;
  if (step === 'objection')
    await tx`update objections set handler_id = null, taken_at = null where case_id = ${caseId}`;
  const fact = { taskId, step, fromBodyId: bodyId, bodyId: superior.bodyId, reason: asked.reason };
  const { version } = await recordFact(tx, caseId, 'taskMovedUp', actor.userId, fact, false);
  await tellMovedUp(tx, taskId, bodyId, asked.reason, actor.name, version);
  return { bodyId: superior.bodyId, bodyName: superior.name };
}

/** Those who may take it now. */
async function tellMovedUp(
  tx: Tx,
  taskId: string,
  fromBodyId: string,
  reason: string,
  by: string,
  version: number,
): Promise<void> {
  const { caseId, office, round: _, ...rest } = await aboutTask(tx, taskId, fromBodyId);
  const people = await tx<{ userId: string; email: string; locale: Locale }[]>`
    select distinct u.id as user_id, u.email, u.locale from tasks t
    join role_grants g on g.role = t.role and g.body_id = t.body_id and g.revoked_at is null join users u on u.id = g.user_id
    where t.id = ${taskId}`;
  await postMessages(
    tx,
    people.map((person) => ({
      ...person,
      template: 'taskMovedUp' as const,
      values: { ...rest, from: office, by, reason },
      caseId,
      link: `/desk/tasks/${taskId}`,
      dedupeKey: `${caseId}/${version}/taskMovedUp/${person.userId}`,
    })),
  );
}
