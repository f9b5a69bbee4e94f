/** Tasks: one by one, claim, release. */
import { Problem } from '../contracts/problem-error.ts';
import type { TaskView } from '../contracts/tasks.ts';
import { aliasOf } from '../domain/blind-review.ts';
import type { Subject } from '../domain/permissions.ts';
import { recordFact } from './cases.ts';
import type { Fragment, Tx } from './client.ts';
import { refuseOnLeave } from './leaves.ts';
import { settleTask } from './nobody-left.ts';
import { takeObjection } from './objection-verdict.ts';
import { isOwnMatter, ownMatter } from './own-matters.ts';
import { categoryOf, frozenFrame } from './programmes.ts';
import { demandNotCancelled } from './round-cancellation.ts';

export type TaskRow = Omit<
  TaskView,
  | 'roundTitle'
  | 'rehearsal'
  | 'stepLabel'
  | 'bodyName'
  | 'dueProvisional'
  | 'claimedBy'
  | 'assignee'
  | 'decidedBy'
  | 'decidedFor'
  | 'cover'
  | 'categoryName'
  | 'alias'
> & {
  /** Rivals before it among the assignee's sheets of the category; null where it is no sheet. */
  rivalsBefore: number | null;
  bodyZh: string | null;
  bodyEn: string | null;
  dueProvisional: string | null;
  claimedBy: string | null;
  claimedName: string | null;
  assigneeId: string | null;
  assigneeName: string | null;
  decidedBy: string | null;
  decidedName: string | null;
  decidedForId: string | null;
  decidedForName: string | null;
  deputyId: string | null;
  deputyName: string | null;
  coverEndsAt: string | null;
};
/** What permission to act on a task depends on. */
export type TaskSubject = Subject & { caseId: string; step: string };

/** Related to: the body it lies with, the person it names. SQL of a `TaskSubject`, null where there is no such task. */
export const taskRelation = (tx: Tx, taskId: string): Fragment => tx`
  (select jsonb_build_object('bodyIds', case when body_id is null then '[]' else jsonb_build_array(body_id) end,
                             'assigneeId', assignee_id, 'caseId', case_id, 'step', step)
   from tasks where id = ${taskId})`;

/** The same of a task that was read. */
export const subjectOf = ({ bodyId, assignee, caseId, step }: TaskView): TaskSubject => ({
  bodyIds: bodyId === null ? [] : [bodyId],
  assigneeId: assignee?.id ?? null,
  caseId,
  step,
});

const nameOf = (tx: Tx, column: string) => tx`(select name from users where id = ${tx(column)})`;

/**
 * Columns of a task `t` as people see it, over `joinsOfTask`. Names are looked up row by row: as joins they would cost more to plan than a
 * page of rows costs to read.
 */
export const selectTask = (tx: Tx) => tx`
  select t.id, t.case_id, c.kind as case_kind, t.round_id, t.step, t.role, t.body_id, (select name_zh from bodies where id = t.body_id) as body_zh,
         (select name_en from bodies where id = t.body_id) as body_en, t.status, t.outcomes, t.outcome, t.reason, t.payload, t.content_version, t.opened_at,
         t.due_at, t.due_provisional, t.status = 'open' and t.due_at < now() as overdue, t.claimed_by, ${nameOf(tx, 't.claimed_by')} as claimed_name,
         t.claimed_at, t.assignee_id, ${nameOf(tx, 't.assignee_id')} as assignee_name, t.decided_by, ${nameOf(tx, 't.decided_by')} as decided_name,
         t.decided_at, t.decided_for as decided_for_id, ${nameOf(tx, 't.decided_for')} as decided_for_name,
         t.status = 'open' and t.escalated_at is not null as escalated, case when t.status = 'open' then t.stranded_at end as stranded_at, l.deputy_id, ${nameOf(tx, 'l.deputy_id')} as deputy_name, l.ends_at as cover_ends_at,
         a.project_name, (select name from enterprises where id = a.lead_enterprise_id) as lead_name, a.receipt_no, a.category_no,
         a.status as application_status, now() as now,
         case when t.step = 'score' then (
           select count(distinct r.case_id)::int from tasks r join applications ra on ra.case_id = r.case_id
           where r.assignee_id = t.assignee_id and r.round_id = t.round_id and r.step = 'score' and r.status in ('open', 'done')
             and ra.category_no = a.category_no and md5(r.case_id::text) < md5(t.case_id::text)) end as rivals_before`;
export const joinsOfTask = (tx: Tx) => tx`
  join cases c on c.id = t.case_id
  left join leaves l on t.status = 'open' and l.user_id = t.claimed_by and l.role = t.role and l.body_id = t.body_id
    and l.revoked_at is null and l.starts_at <= clock_timestamp() and l.ends_at > clock_timestamp()
  left join member_changes m on m.case_id = t.case_id
  left join applications a on a.case_id = coalesce(m.application_id, t.case_id)`;

export async function viewOf(tx: Tx, row: TaskRow): Promise<TaskView> {
  const frame = await frozenFrame(tx, row.roundId);
  const { bodyZh, bodyEn, claimedName, assigneeId, assigneeName, decidedName, dueProvisional, ...rest } = row;
  const { decidedForId, decidedForName, deputyId, deputyName, coverEndsAt, rivalsBefore, ...task } = rest;
  const blind = row.step === 'score' && frame.policy.panel.blind;
  return {
    ...task,
    projectName: blind ? null : row.projectName,
    leadName: blind ? null : row.leadName,
    receiptNo: blind ? null : row.receiptNo,
    alias: rivalsBefore === null ? null : aliasOf(rivalsBefore),
    roundTitle: frame.title,
    rehearsal: frame.workingDayMs !== null,
    stepLabel: frame.policy.desks.find(({ step }) => step === row.step)?.label ?? null,
    bodyName: bodyZh && bodyEn ? { zh: bodyZh, en: bodyEn } : null,
    dueProvisional: dueProvisional !== null,
    claimedBy: row.claimedBy ? { id: row.claimedBy, name: claimedName ?? '' } : null,
    assignee: assigneeId ? { id: assigneeId, name: assigneeName ?? '' } : null,
    decidedFor: decidedForId ? { id: decidedForId, name: decidedForName ?? '' } : null,
    cover: deputyId && coverEndsAt ? { deputy: { id: deputyId, name: deputyName ?? '' }, endsAt: coverEndsAt } : null,
    decidedBy: row.decidedBy ? { id: row.decidedBy, name: decidedName ?? '' } : null,
    categoryName: row.categoryNo === null ? null : categoryOf(frame.pack, row.categoryNo).name,
  };
}

export async function readTask(tx: Tx, taskId: string): Promise<TaskView> {
  const [row] = await tx<TaskRow[]>`${selectTask(tx)} from tasks t ${joinsOfTask(tx)} where t.id = ${taskId}`;
  if (!row) throw new Problem('notFound');
  return viewOf(tx, row);
}

/** Open tasks of the round itself. */
export async function tasksOfRound(tx: Tx, roundId: string): Promise<TaskView[]> {
  const rows = await tx<
    TaskRow[]
  >`${selectTask(tx)} from tasks t ${joinsOfTask(tx)} where t.case_id = ${roundId} and t.status = 'open' order by t.opened_at`;
  return Promise.all(rows.map((row) => viewOf(tx, row)));
}

export async function namedConflict(
  tx: Tx,
  members: { why: string; by?: string | null; at?: string | null; [member: string]: unknown },
): Promise<Problem> {
  const [person] = members.by ? await tx<{ name: string }[]>`select name from users where id = ${members.by}` : [];
  return new Problem('conflict', {
    why: members.why,
    decidedBy: person?.name ?? null,
    decidedAt: members.at ? new Date(members.at).toISOString() : null,
    outcome: members.outcome ?? null,
  });
}

/** @throws Problem roundCancelled where a task is void because its round was cancelled */
export async function refuseVoid(tx: Tx, taskId: string): Promise<void> {
  const [task] = await tx<
    { roundId: string }[]
  >`select round_id from tasks where id = ${taskId} and status = 'cancelled'`;
  if (task) await demandNotCancelled(tx, task.roundId);
}

const isObjection = async (tx: Tx, caseId: string) =>
  (await tx`select 1 from objections where case_id = ${caseId}`).length > 0;

/**
 * Takes the task so that colleagues do not work on it at once. Taking what is already mine changes nothing. Nobody takes an own matter,
 * and an objection only who may handle it.
 */
export async function claimTask(
  tx: Tx,
  taskId: string,
  caseId: string,
  actorId: string,
  despiteLeave = false,
): Promise<void> {
  if (!despiteLeave) await refuseOnLeave(tx, actorId, taskId);
  // Locks the round before the case.
  if (await isObjection(tx, caseId)) return void (await takeObjection(tx, caseId, actorId));
  await tx`select 1 from cases where id = ${caseId} for update`;
  const [own] = await tx`select 1 from tasks t where t.id = ${taskId} and ${isOwnMatter(tx, actorId)}`;
  if (own) throw ownMatter();
  const claimed = await tx`
    update tasks set claimed_by = ${actorId}, claimed_at = clock_timestamp()
    where id = ${taskId} and status = 'open' and assignee_id is null and claimed_by is null`;
  if (claimed.count === 1) {
    await recordFact(tx, caseId, 'taskClaimed', actorId, { taskId }, false);
    if (despiteLeave) await settleTask(tx, { id: taskId, caseId });
    return;
  }
  const [task] = await tx<
    {
      status: string;
      claimedBy: string | null;
      claimedAt: string | null;
      decidedBy: string | null;
      decidedAt: string | null;
    }[]
  >`
    select status, claimed_by, claimed_at, decided_by, decided_at from tasks where id = ${taskId}`;
  if (task?.status === 'open' && task.claimedBy === actorId) return;
  await refuseVoid(tx, taskId);
  throw await namedConflict(
    tx,
    task?.status === 'open'
      ? { why: 'claimed', by: task.claimedBy, at: task.claimedAt }
      : { why: 'decided', by: task?.decidedBy ?? null, at: task?.decidedAt ?? null },
  );
}

/** Gives the task back to the body's queue. Only who took it can. */
export async function releaseTask(tx: Tx, taskId: string, caseId: string, actorId: string): Promise<void> {
  if (await isObjection(tx, caseId)) {
    throw new Problem('wrongState', { detail: 'an objection is given back on its own page, with the reason' });
  }
  await tx`select 1 from cases where id = ${caseId} for update`;
  const released = await tx`
    update tasks set claimed_by = null, claimed_at = null where id = ${taskId} and status = 'open' and claimed_by = ${actorId}`;
  if (released.count === 0) throw new Problem('wrongState', { detail: 'only who took an open task can give it back' });
  await recordFact(tx, caseId, 'taskReleased', actorId, { taskId }, false);
}
