/** Who may take a task: the holders of its role in its body, without those on leave and those who must stand aside. */
import type { z } from 'zod';
import { Problem } from '../contracts/problem-error.ts';
import type { TaskCircle } from '../contracts/tasks.ts';
import type { BodyKind } from '../contracts/vocabulary.ts';
import { DECIDING_ROLE, isMovable, isStranded, superiorsOf, waysOut } from '../domain/nobody-left.ts';
import type { Tx } from './client.ts';
import { isExcluded } from './exclusions.ts';

/** A body and the role in which it decides. */
export type Place = { role: string; bodyId: string };

/** Whether holder `h` is on leave, and has not taken task `t` by an own act all the same since the leave was known. */
const isAway = (tx: Tx) => tx`exists (
  select 1 from leaves l
  where l.user_id = h.user_id and l.role = h.role and l.body_id = h.body_id and l.revoked_at is null
    and l.starts_at <= clock_timestamp() and l.ends_at > clock_timestamp()
    and not (t.claimed_by is not distinct from h.user_id and exists (
      select 1 from facts f
      where f.case_id = t.case_id and f.kind in ('taskClaimed', 'objectionTaken') and f.actor_id = h.user_id
        and f.at >= greatest(l.starts_at, l.entered_at))))`;

/**
 * Whether nobody may take the open task `t`, as a condition; in another place where one is given. What costs little is asked first:
 * in a body with its people at work no exclusion is looked for beyond the first of them.
 */
export const nobodyMayTake = (tx: Tx, place?: Place) => tx`not exists (
  select 1 from role_grants h
  where h.role = ${place ? place.role : tx`t.role`} and h.body_id = ${place ? place.bodyId : tx`t.body_id`} and h.revoked_at is null
    and not ${isAway(tx)} and not ${isExcluded(tx, { column: 'h.user_id' })})`;

/** A task that lies with a body and names no person. */
export const liesWithBody = (tx: Tx) => tx`t.status = 'open' and t.body_id is not null and t.assignee_id is null`;

type Circle = z.input<typeof TaskCircle>;
type Head = {
  status: string;
  step: string;
  bodyId: string | null;
  bodyName: { zh: string; en: string } | null;
  kind: BodyKind | null;
  strandedAt: string | null;
};

/**
 * The circle of a task and what can be done where it is empty. Why somebody must stand aside is not told: it would tell who objects.
 * @throws Problem notFound
 */
export async function readCircle(tx: Tx, taskId: string): Promise<Circle> {
  const [task] = await tx<Head[]>`
    select t.status, t.step, t.body_id, b.kind, t.stranded_at,
      case when b.id is not null then jsonb_build_object('zh', b.name_zh, 'en', b.name_en) end as body_name
    from tasks t left join bodies b on b.id = t.body_id where t.id = ${taskId}`;
  if (!task) throw new Problem('notFound');
  const people = await tx<Circle['people']>`
    select u.id, u.name, case when ${isAway(tx)} then l.ends_at end as on_leave_until, ${isExcluded(tx, { column: 'h.user_id' })} as excluded
    from tasks t join role_grants h on h.role = t.role and h.body_id = t.body_id and h.revoked_at is null
    join users u on u.id = h.user_id
    left join leaves l on l.user_id = h.user_id and l.role = h.role and l.body_id = h.body_id and l.revoked_at is null
      and l.starts_at <= clock_timestamp() and l.ends_at > clock_timestamp()
    where t.id = ${taskId} order by u.name, u.id`;
  const supervisors = await tx<Circle['supervisors']>`
    select distinct u.id, u.name from role_grants g join users u on u.id = g.user_id
    where g.role = 'bodySupervisor' and g.body_id = ${task.bodyId} and g.revoked_at is null order by u.name, u.id`;
  const holders = people.map(({ onLeaveUntil, excluded }) => ({ onLeave: onLeaveUntil !== null, excluded }));
  const stranded = task.status === 'open' && task.bodyId !== null && isStranded(holders);
  const superior = stranded && task.kind ? await superiorFor(tx, taskId, task.step, task.kind) : null;
  return {
    bodyId: task.bodyId,
    bodyName: task.bodyName,
    stranded,
    since: stranded ? task.strandedAt : null,
    people: [...people],
    supervisors: [...supervisors],
    superior: superior && { bodyId: superior.bodyId, name: superior.name },
    waysOut: stranded ? waysOut(holders, superior !== null) : [],
  };
}

/** The nearest superior body that has somebody who may take the task; null when there is none, or the step waits for its own body. */
export async function superiorFor(
  tx: Tx,
  taskId: string,
  step: string,
  kind: BodyKind,
): Promise<(Place & { name: { zh: string; en: string } }) | null> {
  if (!isMovable(step)) return null;
  for (const superior of superiorsOf(kind)) {
    const [body] = await tx<{ id: string; zh: string; en: string }[]>`
      select id, name_zh as zh, name_en as en from bodies where kind = ${superior} order by id limit 1`;
    if (!body) continue;
    const { id: bodyId, ...name } = body;
    const place = { role: DECIDING_ROLE[superior], bodyId };
    const [free] = await tx`select 1 from tasks t where t.id = ${taskId} and not ${nobodyMayTake(tx, place)}`;
    if (free) return { ...place, name };
  }
  return null;
}
