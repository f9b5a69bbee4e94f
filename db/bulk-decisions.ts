/**
 * Decisions over a whole filter of the queue. The dry run takes each decision as a single one is taken and undoes it, so that it cannot
 * judge by other rules; the run takes them again, in batches, for the set and the content that the dry run froze.
 */
import type postgres from 'postgres';
import { MAX_BULK_ITEMS, type BulkState, type BulkView, type PlanBulkDecision } from '../contracts/bulk-decisions.ts';
import { Problem } from '../contracts/problem-error.ts';
import { type Actor, permits } from '../domain/permissions.ts';
import { json, type Sql, type Tx } from './client.ts';
import { queueOf } from './task-lists.ts';
import { decideTask } from './decisions.ts';

/** Items judged or decided while their cases are locked: colleagues wait no longer than this takes. */
const BATCH = 25;
/** A dry run that nobody acted on tells of a state long gone. */
const VALID_FOR = '1 day';

type Candidate = {
  taskId: string;
  caseId: string;
  contentVersion: number;
  role: string;
  bodyId: string | null;
  assigneeId: string | null;
  /** Its pass takes a place of a quota: earlier items of the same set count. */
  counted: boolean;
};
type Attempt = { problem: Record<string, unknown> | null; decidedAt: string | null };
type Wanted = { outcome: string; reason: string | null };

const invalid = (pointer: string, rule: string, message: string) =>
  new Problem('invalid', { detail: message, errors: [{ pointer, rule, message }] });

/**
 * Judges every task at a desk that the filter finds, ranked ones first, and keeps the set under a token.
 * @throws Problem invalid when the filter finds nothing, or more than one bulk decision may hold
 */
export async function planBulkDecision(tx: Tx, plan: PlanBulkDecision, actor: Actor): Promise<BulkView> {
  const { filter, outcome, reason = null } = plan;
  const queue = await queueOf(tx, actor, filter);
  const found = await tx<Candidate[]>`
    select t.id as task_id, t.case_id, t.content_version, t.role, t.body_id, t.assignee_id,
      r.recommendation is not null and t.desk = r.recommending_desk as counted
    from tasks t join applications a on a.case_id = t.case_id join rounds r on r.case_id = t.round_id
    left join recommendation_ranks k on k.application_id = t.case_id
    where ${queue()} and t.desk is not null
    order by k.rank nulls last, t.due_at, t.id limit ${MAX_BULK_ITEMS + 1}`;
  if (found.length === 0) throw invalid('/filter', 'nothingFound', 'the filter finds no open task of a desk');
  if (found.length > MAX_BULK_ITEMS) {
    throw invalid('/filter', 'tooManyFound', `the filter finds more than ${MAX_BULK_ITEMS} tasks: narrow it`);
  }
  const size = found.some(({ counted }) => counted) ? found.length : BATCH;
  const attempts: Attempt[] = [];
  for (let from = 0; from < found.length; from += size) {
    attempts.push(...(await triedAndUndone(tx, found.slice(from, from + size), { outcome, reason }, actor)));
  }
  const items = found.map(({ taskId, caseId, contentVersion }, index) => {
    const problem = attempts[index]?.problem ?? null;
    return { no: index + 1, taskId, caseId, contentVersion, state: problem === null ? 'ready' : 'refused', problem };
  });
  const [planned] = await tx<{ id: string }[]>`
    insert into bulk_decisions (actor_id, filter, outcome, reason, planned_at)
    values (${actor.userId}, ${json(tx, filter)}, ${outcome}, ${reason}, clock_timestamp()) returning id`;
  const id = planned?.id as string;
  await tx`
    insert into bulk_decision_items (bulk_id, no, task_id, case_id, content_version, state, problem)
    select ${id}, i.no, i."taskId", i."caseId", i."contentVersion", i.state, i.problem
    from jsonb_to_recordset(${json(tx, items)}) as i(no int, "taskId" uuid, "caseId" uuid, "contentVersion" int, state text, problem jsonb)`;
  return readBulkDecision(tx, id);
}

const inSavepoint = <T>(tx: Tx, work: (inner: Tx) => Promise<T>): Promise<T> =>
  (tx as postgres.TransactionSql<{ bigint: number }>).savepoint((inner) => work(inner as Tx)) as Promise<T>;

class Undo extends Error {}

async function triedAndUndone(tx: Tx, items: readonly Candidate[], wanted: Wanted, actor: Actor): Promise<Attempt[]> {
  let attempts: Attempt[] = [];
  await inSavepoint(tx, async (inner) => {
    attempts = await attemptAll(inner, items, wanted, actor);
    throw new Undo();
  }).catch((end: unknown) => {
    if (!(end instanceof Undo)) throw end;
  });
  return attempts;
}

/** All cases are locked before the first decision, in one order: two bulk decisions cannot wait for each other. */
async function attemptAll(tx: Tx, items: readonly Candidate[], wanted: Wanted, actor: Actor): Promise<Attempt[]> {
  await tx`select 1 from cases where id = any(${items.map(({ caseId }) => caseId)}::uuid[]) order by id for update`;
  const attempts: Attempt[] = [];
  for (const item of items) attempts.push(await attempt(tx, item, wanted, actor));
  return attempts;
}

async function attempt(tx: Tx, item: Candidate, { outcome, reason }: Wanted, actor: Actor): Promise<Attempt> {
  const { taskId, contentVersion, role, bodyId, assigneeId } = item;
  const verdict = permits(actor, 'task.decide', { bodyIds: bodyId === null ? [] : [bodyId], assigneeId, role });
  if (verdict !== 'allowed') return { problem: { code: 'forbidden' }, decidedAt: null };
  const decision = { outcome, contentVersion, ...(reason === null ? {} : { reason }) };
  try {
    const { at } = await inSavepoint(tx, (inner) => decideTask(inner, taskId, decision, actor));
    return { problem: null, decidedAt: at };
  } catch (refusal) {
    if (!(refusal instanceof Problem)) throw refusal;
    return { problem: { code: refusal.code, ...refusal.members }, decidedAt: null };
  }
}

/**
 * Decides the next batch of what was ready. Repeated after the end it changes nothing.
 * @returns the view, and the cases that moved
 * @throws Problem wrongState when the dry run is too old to be begun
 */
export async function runBulkDecision(
  tx: Tx,
  bulkId: string,
  actor: Actor,
  leaveOut: readonly string[],
): Promise<{ view: BulkView; moved: string[] }> {
  const [bulk] = await tx<(Wanted & { startedAt: string | null; old: boolean })[]>`
    select outcome, reason, started_at, planned_at < clock_timestamp() - ${VALID_FOR}::interval as old
    from bulk_decisions where id = ${bulkId} for update`;
  if (!bulk) throw new Problem('notFound');
  if (bulk.startedAt === null) {
    if (bulk.old) throw new Problem('wrongState', { detail: 'the dry run is older than a day: make a new one' });
    await tx`update bulk_decisions set started_at = clock_timestamp() where id = ${bulkId}`;
    await tx`
      update bulk_decision_items set state = 'leftOut'
      where bulk_id = ${bulkId} and state = 'ready' and task_id = any(${[...leaveOut]}::uuid[])`;
  }
  const batch = await tx<(Candidate & { no: number })[]>`
    select i.no, i.task_id, i.case_id, i.content_version, t.role, t.body_id, t.assignee_id, false as counted
    from bulk_decision_items i join tasks t on t.id = i.task_id
    where i.bulk_id = ${bulkId} and i.state = 'ready' order by i.no limit ${BATCH}`;
  const attempts = await attemptAll(tx, batch, bulk, actor);
  const results = batch.map(({ no }, index) => ({ no, ...(attempts[index] as Attempt) }));
  await tx`
    update bulk_decision_items i set state = case when r.problem is null then 'recorded' else 'skipped' end, problem = r.problem, decided_at = r."decidedAt"
    from jsonb_to_recordset(${json(tx, results)}) as r(no int, problem jsonb, "decidedAt" timestamptz)
    where i.bulk_id = ${bulkId} and i.no = r.no`;
  await tx`
    update bulk_decisions b set finished_at = clock_timestamp() where id = ${bulkId} and finished_at is null
      and not exists (select 1 from bulk_decision_items i where i.bulk_id = b.id and i.state = 'ready')`;
  const moved = batch.filter((_, index) => attempts[index]?.problem === null).map(({ caseId }) => caseId);
  return { view: await readBulkDecision(tx, bulkId), moved };
}

type BulkRow = Omit<BulkView, 'counts'> & { counts: Partial<Record<BulkState, number>> };
const NONE: Record<BulkState, number> = { ready: 0, refused: 0, recorded: 0, skipped: 0, leftOut: 0 };

const selectBulk = (tx: Tx) => tx`
  select b.id, b.outcome, b.reason, b.filter, b.planned_at, b.started_at, b.finished_at,
    (select coalesce(jsonb_object_agg(state, n), '{}') from (
      select state, count(*)::int as n from bulk_decision_items i where i.bulk_id = b.id group by state) c) as counts
  from bulk_decisions b`;

export async function readBulkDecision(tx: Tx, bulkId: string): Promise<BulkView> {
  const [row] = await tx<BulkRow[]>`${selectBulk(tx)} where b.id = ${bulkId}`;
  if (!row) throw new Problem('notFound');
  return { ...row, counts: { ...NONE, ...row.counts } };
}

/** The person's own bulk decisions that were begun, newest first. */
export async function bulkDecisionsOf(tx: Tx, actorId: string): Promise<BulkView[]> {
  const rows = await tx<BulkRow[]>`
    ${selectBulk(tx)} where b.actor_id = ${actorId} and b.started_at is not null order by b.planned_at desc limit 20`;
  return rows.map((row) => ({ ...row, counts: { ...NONE, ...row.counts } }));
}

/** Who may see it: the person who made the dry run. */
export async function bulkSubject(tx: Tx, bulkId: string): Promise<{ userId: string }> {
  const [row] = await tx<{ userId: string }[]>`select actor_id as user_id from bulk_decisions where id = ${bulkId}`;
  if (!row) throw new Problem('notFound');
  return row;
}

/** Dry runs that nobody acted on are forgotten after a week. Returns how many. */
export async function forgetUnusedPlans(sql: Sql): Promise<number> {
  const gone = await sql`
    delete from bulk_decisions where started_at is null and planned_at < clock_timestamp() - interval '7 days'`;
  return gone.count;
}
