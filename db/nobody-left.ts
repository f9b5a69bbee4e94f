/** 无人可办: tasks that nobody may take are recognised and told of, and claims that nobody can hand on are given back. */
import type { Locale } from '../contracts/vocabulary.ts';
import { DECIDING_ROLE } from '../domain/nobody-left.ts';
import { recordFact } from './cases.ts';
import type { Sql, Tx } from './client.ts';
import { postMessages } from './messages.ts';
import { aboutTask } from './task-words.ts';
import { liesWithBody, nobodyMayTake, type Place } from './task-circle.ts';

/** One sweep at a time, whichever worker runs it. */
const SWEEP_LOCK = 71_102_015;
/** Cases that one turn of the sweep settles. */
const AT_ONCE = 200;

type Candidate = { id: string; caseId: string };

/** Open tasks whose mark and whose circle disagree, by case: so the locks are taken in one order. */
const disagreeing = (tx: Tx) =>
  tx`stranded_at is null and ${nobodyMayTake(tx)} or stranded_at is not null and not ${nobodyMayTake(tx)}`;

/**
 * Marks the tasks of a place that nobody may take any more, and takes the mark off those that somebody may; to be called where the
 * circle of people changes. The supervisor of the body and the operators are told.
 * @returns cases concerned
 */
export async function settlePlace(tx: Tx, { role, bodyId }: Place): Promise<string[]> {
  const found = await tx<Candidate[]>`
    select t.id, t.case_id from tasks t
    where t.role = ${role} and t.body_id = ${bodyId} and ${liesWithBody(tx)} and (${disagreeing(tx)})
    order by t.case_id, t.id limit ${AT_ONCE}`;
  return settleAll(tx, found);
}

async function settleAll(tx: Tx, found: readonly Candidate[]): Promise<string[]> {
  const stranded = new Map<string, number>();
  for (const task of found) {
    const version = await settle(tx, task);
    if (version !== null) stranded.set(task.id, version);
  }
  await tellStranded(tx, stranded);
  return found.map(({ caseId }) => caseId);
}

/** The same for one task, which may have been opened just now. Locks its case. */
export async function settleTask(tx: Tx, task: Candidate): Promise<void> {
  await settleAll(tx, [task]);
}

/** @returns version of the fact that nobody may take the task any more; null when it was known, or somebody may */
async function settle(tx: Tx, { id, caseId }: Candidate): Promise<number | null> {
  await tx`select 1 from cases where id = ${caseId} for update`;
  const [task] = await tx<{ step: string; bodyId: string; marked: boolean; stranded: boolean }[]>`
    select t.step, t.body_id, t.stranded_at is not null as marked, ${nobodyMayTake(tx)} as stranded
    from tasks t where t.id = ${id} and ${liesWithBody(tx)} for update of t`;
  if (!task || task.marked === task.stranded) return null;
  const { step, bodyId, stranded } = task;
  await tx`update tasks set stranded_at = ${stranded ? tx`clock_timestamp()` : null} where id = ${id}`;
  const fact = { taskId: id, step, bodyId };
  const { version } = await recordFact(tx, caseId, stranded ? 'taskStranded' : 'taskRelieved', null, fact, false);
  return stranded ? version : null;
}

/**
 * Settles every task whose circle the clock, a new desk or a membership has changed, and gives back what nobody can hand on. Does nothing
 * while another worker sweeps.
 * @returns cases concerned
 */
export async function settleCircles(sql: Sql): Promise<string[]> {
  return sql.begin(async (tx) => {
    const [lock] = await tx<{ held: boolean }[]>`select pg_try_advisory_xact_lock(${SWEEP_LOCK}) as held`;
    if (!lock?.held) return [];
    // A place where somebody is at work who never belonged to an enterprise leaves no task of a desk without a decider.
    const found = await tx<Candidate[]>`
      with places as (
        select b.id as body_id, r.role from bodies b cross join unnest(${[...new Set(Object.values(DECIDING_ROLE))]}::text[]) r(role)
        where not exists (
          select 1 from role_grants h where h.role = r.role and h.body_id = b.id and h.revoked_at is null
            and deputy_of(h.user_id, h.role, h.body_id) is null
            and not exists (select 1 from role_grants e where e.user_id = h.user_id and e.enterprise_id is not null))),
      candidates as (
        select t.id from places p join tasks t on t.role = p.role and t.body_id = p.body_id and t.status = 'open'
        union select id from tasks where stranded_at is not null and status = 'open'
        union select t.id from objections o join tasks t on t.case_id = o.case_id and t.status = 'open' where o.status = 'open'
        union select t.id from reversals v join tasks t on t.case_id = v.case_id and t.status = 'open' where v.state = 'proposed')
      select t.id, t.case_id from candidates c join tasks t on t.id = c.id
      where ${liesWithBody(tx)} and (${disagreeing(tx)}) order by t.case_id, t.id limit ${AT_ONCE}`;
    const settled = await settleAll(tx, found);
    const uncovered = await tx<Place[]>`
      select distinct l.role, l.body_id from leaves l
      where l.revoked_at is null and l.starts_at <= clock_timestamp() and l.ends_at > clock_timestamp()
        and not ${holds(tx, 'l.deputy_id', 'l.role', 'l.body_id')}`;
    const back: string[] = [];
    for (const place of uncovered) back.push(...(await giveBack(tx, place)));
    return [...settled, ...back];
  });
}

const holds = (tx: Tx, user: string, role: string, body: string) => tx`exists (
  select 1 from role_grants h where h.user_id = ${tx(user)} and h.role = ${tx(role)} and h.body_id = ${tx(body)} and h.revoked_at is null)`;

/**
 * Gives back to the queue of a place what is claimed by somebody who holds the role no longer, or is on leave with a deputy who does not:
 * neither could decide it, hand it on or give it back.
 * @returns cases concerned
 */
export async function giveBack(tx: Tx, { role, bodyId }: Place): Promise<string[]> {
  const dead =
    () => tx`t.status = 'open' and t.claimed_by is not null and (not ${holds(tx, 't.claimed_by', 't.role', 't.body_id')}
    or deputy_of(t.claimed_by, t.role, t.body_id) is not null and not exists (
      select 1 from role_grants h where h.user_id = deputy_of(t.claimed_by, t.role, t.body_id) and h.role = t.role and h.body_id = t.body_id
        and h.revoked_at is null))`;
  const found = await tx<(Candidate & { step: string })[]>`
    select t.id, t.case_id, t.step from tasks t where t.role = ${role} and t.body_id = ${bodyId} and ${dead()} order by t.case_id, t.id`;
  for (const { id, caseId, step } of found) {
    await tx`select 1 from cases where id = ${caseId} for update`;
    const [given] = await tx<{ from: string }[]>`
      update tasks set claimed_by = null, claimed_at = null
      from (select t.id, t.claimed_by from tasks t where t.id = ${id} and ${dead()} for update) held
      where tasks.id = held.id returning held.claimed_by as from`;
    if (!given) continue;
    if (step === 'objection')
      await tx`update objections set handler_id = null, taken_at = null where case_id = ${caseId}`;
    const payload = { taskId: id, step, from: given.from, cause: 'holderGone' };
    await recordFact(tx, caseId, step === 'objection' ? 'objectionReleased' : 'taskReleased', null, payload, false);
  }
  return found.map(({ caseId }) => caseId);
}

type Told = { userId: string; email: string; locale: Locale; operator: boolean };

/**
 * The supervisor of the body and the operators: either of them can end it. Tasks of one step of a round in one body make one message.
 * @param stranded version of its fact by task
 */
async function tellStranded(tx: Tx, stranded: ReadonlyMap<string, number>): Promise<void> {
  if (stranded.size === 0) return;
  const groups = await tx<{ taskId: string; bodyId: string; count: number }[]>`
    select (array_agg(id order by due_at, id))[1] as task_id, body_id, count(*)::int as count
    from tasks where id = any(${[...stranded.keys()]}::uuid[]) group by body_id, round_id, step`;
  for (const { taskId, bodyId, count } of groups) {
    const { caseId, round, ...values } = await aboutTask(tx, taskId);
    const people = await tx<Told[]>`
      select u.id as user_id, u.email, u.locale, bool_and(g.role = 'operator') as operator
      from role_grants g join users u on u.id = g.user_id
      where g.revoked_at is null and (g.role = 'operator' or g.role = 'bodySupervisor' and g.body_id = ${bodyId}) group by u.id`;
    await postMessages(
      tx,
      people.map(({ operator, ...person }) => ({
        ...person,
        template: 'taskStranded' as const,
        values: { ...values, about: count === 1 ? values.about : round, count },
        caseId,
        link: operator ? '/desk/operations' : count === 1 ? `/desk/tasks/${taskId}` : '/desk/supervision',
        dedupeKey: `${caseId}/${stranded.get(taskId)}/taskStranded/${person.userId}`,
      })),
    );
  }
}
