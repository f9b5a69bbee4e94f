/** The work queue: pages and counts of the tasks that lie with the actor's roles or name the actor. */
import { page } from '../contracts/paging.ts';
import type { TaskView, TaskViewName } from '../contracts/tasks.ts';
import type { Actor } from '../domain/permissions.ts';
import type { Tx } from './client.ts';
import { leadsNamed, mentions } from './search.ts';
import { joinsOfTask, selectTask, type TaskRow, viewOf } from './tasks.ts';

export type TaskFilter = {
  page: number;
  perPage: number;
  /** `body`: everything that lies with the bodies the actor supervises. */
  scope?: 'own' | 'body' | undefined;
  view: TaskViewName;
  step?: string | undefined;
  roundId?: string | undefined;
  categoryNo?: number | undefined;
  q?: string | undefined;
  sort: 'dueAt' | 'openedAt' | 'step' | 'decidedAt';
  order: 'ASC' | 'DESC';
};
export const TASK_COLUMNS = { dueAt: 'due_at', openedAt: 'opened_at', step: 'step', decidedAt: 'decided_at' } as const;

/** Whose tasks `t` the actor may act on, one condition for each place. Roles that need a second factor count only with one. */
function placesOf(tx: Tx, actor: Actor, scope: TaskFilter['scope'] = 'own') {
  if (scope === 'body') return placesSupervised(tx, actor);
  const grants = actor.grants.filter(
    ({ role, bodyId }) =>
      bodyId !== null && (actor.twoFactor || (role !== 'promotionMember' && role !== 'financeOfficer')),
  );
  return [
    tx`t.assignee_id = ${actor.userId}`,
    ...grants.map(({ role, bodyId }) => tx`t.role = ${role} and t.body_id = ${bodyId}`),
  ];
}

/** Roles whose tasks lie with a body. */
const ROLES_OF_BODIES = ['districtOfficer', 'cityOfficer', 'financeOfficer', 'promotionMember'];

/** Tasks of the bodies that the actor supervises; one condition that nothing meets for who supervises none. */
function placesSupervised(tx: Tx, actor: Actor) {
  const places = actor.grants
    .filter(({ role }) => role === 'bodySupervisor')
    .flatMap(({ bodyId }) => ROLES_OF_BODIES.map((role) => tx`t.role = ${role} and t.body_id = ${bodyId}`));
  return places.length > 0 ? places : [tx`false`];
}

function ofView(tx: Tx, view: TaskFilter['view'], actor: Actor) {
  switch (view) {
    case 'open':
      return tx`t.status = 'open'`;
    case 'mine':
      return tx`t.status = 'open' and (t.claimed_by = ${actor.userId} or t.assignee_id = ${actor.userId})`;
    case 'unclaimed':
      return tx`t.status = 'open' and t.claimed_by is null and t.assignee_id is null`;
    case 'overdue':
      return tx`t.status = 'open' and t.due_at < now()`;
    case 'escalated':
      return tx`t.status = 'open' and t.escalated_at is not null`;
    case 'stranded':
      return tx`t.status = 'open' and t.stranded_at is not null`;
    case 'covering':
      return tx`t.status = 'open' and (t.claimed_by, t.role, t.body_id) in (
        select user_id, role, body_id from leaves where deputy_id = ${actor.userId} and revoked_at is null
          and starts_at <= clock_timestamp() and ends_at > clock_timestamp())`;
    case 'done':
      return tx`t.status = 'done'`;
  }
}

/** What a queue is filtered by, page and order aside. */
export type QueueFilter = Pick<TaskFilter, 'view' | 'step' | 'roundId' | 'categoryNo' | 'q'>;

/** What the filter asks of tasks `t` with their application `a`; a function, because a bare piece of SQL would be run when awaited. */
async function conditionsOf(tx: Tx, actor: Actor, filter: QueueFilter) {
  const leads = filter.q ? await leadsNamed(tx, filter.q) : null;
  return () => tx`${ofView(tx, filter.view, actor)}
    ${filter.step ? tx`and t.step = ${filter.step}` : tx``}
    ${filter.roundId ? tx`and t.round_id = ${filter.roundId}` : tx``}
    ${filter.categoryNo ? tx`and a.category_no = ${filter.categoryNo}` : tx``}
    ${filter.q ? tx`and not ${scoredBlind(tx)} and ${mentions(tx, filter.q, leads)}` : tx``}`;
}

/** A search that found a sheet by a name would say whose it is: blind sheets are in no search. */
const scoredBlind = (tx: Tx) => tx`(t.step = 'score' and exists (
  select from rounds r where r.case_id = t.round_id and (r.policy #>> '{panel,blind}')::bool))`;

/** The whole of what the filter finds in the actor's queue, as a condition on tasks `t` with their application `a`. */
export async function queueOf(tx: Tx, actor: Actor, filter: QueueFilter) {
  const conditions = await conditionsOf(tx, actor, filter);
  return () => {
    const places = placesOf(tx, actor).reduce((before, next) => tx`${before} or ${next}`);
    return tx`(${places}) and ${conditions()}`;
  };
}

/** One page of the actor's queue. Each place is read in the list's order and no further than the page; then they are merged. */
export async function listTasks(tx: Tx, actor: Actor, filter: TaskFilter) {
  const column = TASK_COLUMNS[filter.sort];
  const direction = filter.order === 'ASC' ? tx`asc` : tx`desc`;
  const needed = filter.page * filter.perPage + 1;
  const conditions = await conditionsOf(tx, actor, filter);
  const places = placesOf(tx, actor, filter.scope)
    .map(
      (place) => tx`(
        select t.id, t.${tx(column)} from tasks t ${filter.categoryNo || filter.q ? tx`join applications a on a.case_id = t.case_id` : tx``}
        where ${place} and ${conditions()} order by t.${tx(column)} ${direction}, t.id limit ${needed})`,
    )
    .reduce((before, next) => tx`${before} union ${next}`);
  const rows = await tx<TaskRow[]>`
    ${selectTask(tx)}
    from (
      select id from (${places}) together order by ${tx(column)} ${direction}, id
      limit ${filter.perPage + 1} offset ${(filter.page - 1) * filter.perPage}
    ) wanted join tasks t on t.id = wanted.id ${joinsOfTask(tx)}
    order by t.${tx(column)} ${direction}, t.id`;
  const items: TaskView[] = [];
  for (const row of rows) items.push(await viewOf(tx, row));
  return page(items, filter);
}

/** Counts behind the queue's tabs. What is done grows without end, so it is counted by itself and looks at nothing but its status. */
export async function countTasks(
  tx: Tx,
  actor: Actor,
  scope: TaskFilter['scope'] = 'own',
): Promise<Record<TaskViewName, number>> {
  const places = () => placesOf(tx, actor, scope).reduce((before, next) => tx`${before} or ${next}`);
  const count = (view: TaskViewName) => tx`count(*) filter (where ${ofView(tx, view, actor)})::int`;
  const [row] = await tx<Record<TaskViewName, number>[]>`
    select ${count('open')} as open, ${count('mine')} as mine, ${count('unclaimed')} as unclaimed, ${count('overdue')} as overdue,
      ${count('escalated')} as escalated, ${count('stranded')} as stranded,
      ${count('covering')} as covering,
      (select count(*)::int from tasks t where t.status = 'done' and (${places()})) as done
    from tasks t where t.status = 'open' and (${places()})`;
  return row as Record<TaskViewName, number>;
}
