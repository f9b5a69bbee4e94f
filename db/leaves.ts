/** 请假与代理: leave of officers and who decides meanwhile. The database's clock begins and ends it. */
import type { z } from 'zod';
import type { EnterLeave, LeaveOptions, LeaveView } from '../contracts/leaves.ts';
import { Problem } from '../contracts/problem-error.ts';
import type { Locale } from '../contracts/vocabulary.ts';
import type { Actor } from '../domain/permissions.ts';
import { recordOfficeFact } from './accounts.ts';
import type { Tx } from './client.ts';
import { likeText } from './enterprises.ts';
import { postMessage } from './messages.ts';
import { settlePlace } from './nobody-left.ts';

/** Any fixed number: leaves are entered one after the other, so that no two can contradict each other. */
const LEAVE_LOCK = 71_102_013;
/** Roles that are held in a body and decide tasks. */
const DECIDING = ['districtOfficer', 'cityOfficer', 'financeOfficer', 'promotionMember'];

const stateOf = (tx: Tx) => tx`
  case when l.revoked_at is not null then 'revoked' when l.ends_at <= clock_timestamp() then 'past'
       when l.starts_at > clock_timestamp() then 'upcoming' else 'current' end`;

export type LeaveFilter = {
  state?: LeaveView['state'] | undefined;
  q?: string | undefined;
  page: number;
  perPage: number;
};

/** Leaves the actor may see: all for operator and auditor, the body's for a supervisor, otherwise those that concern the actor. */
export function listLeaves(tx: Tx, actor: Actor, filter: LeaveFilter): Promise<LeaveView[]> {
  const { state, q, page, perPage } = filter;
  const seesAll = actor.grants.some(({ role }) => role === 'operator' || role === 'auditor');
  const supervised = actor.grants.flatMap(({ role, bodyId }) => (role === 'bodySupervisor' && bodyId ? [bodyId] : []));
  return tx<LeaveView[]>`
    select l.id, jsonb_build_object('id', u.id, 'name', u.name) as person, l.role,
      jsonb_build_object('id', b.id, 'name', jsonb_build_object('zh', b.name_zh, 'en', b.name_en)) as body,
      jsonb_build_object('id', d.id, 'name', d.name) as deputy, l.starts_on, l.ends_on, ${stateOf(tx)} as state, l.reason,
      coalesce(eu.name, l.entered_by) as entered_by, l.entered_at, coalesce(ru.name, l.revoked_by) as revoked_by, l.revoked_at, l.revoke_reason,
      (select count(*)::int from tasks t where t.claimed_by = l.user_id and t.role = l.role and t.body_id = l.body_id and t.status = 'open') as open_tasks
    from leaves l join users u on u.id = l.user_id join users d on d.id = l.deputy_id join bodies b on b.id = l.body_id
    left join users eu on eu.id = l.entered_by left join users ru on ru.id = l.revoked_by
    where (${seesAll} or l.body_id = any(${supervised}) or ${actor.userId} in (l.user_id, l.deputy_id))
      ${state === undefined ? tx`` : tx`and ${stateOf(tx)} = ${state}`}
      ${q === undefined ? tx`` : tx`and (u.name ilike ${`%${likeText(q)}%`} or d.name ilike ${`%${likeText(q)}%`})`}
    order by l.revoked_at is not null, l.ends_at < clock_timestamp(), l.starts_at, l.id
    limit ${perPage + 1} offset ${(page - 1) * perPage}`;
}

/** Roles in which a person can be on leave, with the colleagues of the same role and body. */
export async function leaveOptions(tx: Tx, userId: string): Promise<z.input<typeof LeaveOptions>['items']> {
  return tx<z.input<typeof LeaveOptions>['items']>`
    select g.role, jsonb_build_object('id', b.id, 'name', jsonb_build_object('zh', b.name_zh, 'en', b.name_en)) as body,
      coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.name, u.id)
        from role_grants o join users u on u.id = o.user_id
        where o.role = g.role and o.body_id = g.body_id and o.revoked_at is null and o.user_id <> g.user_id), '[]'::jsonb) as colleagues
    from role_grants g join bodies b on b.id = g.body_id
    where g.user_id = ${userId} and g.revoked_at is null and g.role = any(${DECIDING}) order by g.granted_at, g.id`;
}

const invalid = (pointer: string, rule: string, message: string) =>
  new Problem('invalid', { detail: message, errors: [{ pointer, rule, message }] });

/** @throws Problem invalid when either does not hold the role there */
export async function demandDeputy(
  tx: Tx,
  { userId, role, bodyId, deputyId }: Pick<EnterLeave, 'userId' | 'role' | 'bodyId' | 'deputyId'>,
): Promise<void> {
  const options = await leaveOptions(tx, userId);
  const held = options.find((option) => option.role === role && option.body.id === bodyId);
  if (!held) throw invalid('/role', 'notHeld', 'the person does not hold this role in this body');
  if (!held.colleagues.some(({ id }) => id === deputyId))
    throw invalid('/deputyId', 'notColleague', 'the deputy must hold the same role in the same body');
}

/**
 * Enters a leave and tells the deputy. Tasks that nobody may take from now on are marked and told of.
 * @returns its id, and the cases concerned
 * @throws Problem invalid when either does not hold the role there, or the last day is over; conflict naming the leave that overlaps:
 * the person's own, one of the deputy, or one in which the person stands in for somebody (cover is never passed on)
 */
export async function enterLeave(tx: Tx, leave: EnterLeave, actorId: string): Promise<{ id: string; moved: string[] }> {
  await tx`select pg_advisory_xact_lock(${LEAVE_LOCK})`;
  const { userId, role, bodyId, deputyId, startsOn, endsOn, reason } = leave;
  await demandDeputy(tx, leave);
  const [clock] = await tx<{ over: boolean }[]>`
    select ${endsOn}::date < (clock_timestamp() at time zone 'Asia/Shanghai')::date as over`;
  if (clock?.over) throw invalid('/endsOn', 'past', 'the last day is over');
  const [clash] = await tx<{ person: string; deputy: string; startsOn: string; endsOn: string; why: string }[]>`
    select u.name as person, d.name as deputy, l.starts_on, l.ends_on,
      case when l.user_id = ${userId} then 'overlaps' when l.user_id = ${deputyId} then 'deputyAway' else 'standsIn' end as why
    from leaves l join users u on u.id = l.user_id join users d on d.id = l.deputy_id
    where l.revoked_at is null and l.body_id = ${bodyId} and l.role = ${role}
      and l.starts_on <= ${endsOn} and l.ends_on >= ${startsOn}
      and (l.user_id in (${userId}, ${deputyId}) or l.deputy_id = ${userId})
    order by l.starts_on limit 1`;
  if (clash) {
    throw new Problem('leaveClash', {
      ...clash,
      detail: 'Another leave stands in the way: choose other days or another deputy, or have that one revoked',
    });
  }
  const [row] = await tx<{ id: string }[]>`
    insert into leaves (user_id, role, body_id, deputy_id, starts_on, ends_on, starts_at, ends_at, reason, entered_by, entered_at)
    values (${userId}, ${role}, ${bodyId}, ${deputyId}, ${startsOn}, ${endsOn},
      ${startsOn}::date::timestamp at time zone 'Asia/Shanghai', (${endsOn}::date + 1)::timestamp at time zone 'Asia/Shanghai',
      ${reason}, ${actorId}, clock_timestamp())
    returning id`;
  const id = (row as { id: string }).id;
  const moved = await settlePlace(tx, { role, bodyId });
  await recordOfficeFact(tx, 'leaveEntered', actorId, { leaveId: id, ...leave });
  await tellDeputy(tx, id, 'coverAsked', reason);
  return { id, moved };
}

/** Ends a leave at once, or before it begins. @returns the instant and the cases concerned; null when it was over or revoked before. */
export async function revokeLeave(
  tx: Tx,
  leaveId: string,
  reason: string,
  actorId: string,
): Promise<{ revokedAt: string; moved: string[] } | null> {
  const [row] = await tx<{ revokedAt: string; userId: string; deputyId: string; role: string; bodyId: string }[]>`
    update leaves set revoked_at = clock_timestamp(), revoked_by = ${actorId}, revoke_reason = ${reason}
    where id = ${leaveId} and revoked_at is null and ends_at > clock_timestamp()
    returning revoked_at, user_id, deputy_id, role, body_id`;
  if (!row) return null;
  const { revokedAt, role, bodyId, ...people } = row;
  const moved = await settlePlace(tx, { role, bodyId });
  await recordOfficeFact(tx, 'leaveRevoked', actorId, { leaveId, ...people, reason });
  await tellDeputy(tx, leaveId, 'coverEnded', reason);
  if (actorId !== people.userId) await tellCalledBack(tx, leaveId, reason, actorId);
  return { revokedAt, moved };
}

async function tellDeputy(tx: Tx, leaveId: string, template: 'coverAsked' | 'coverEnded', reason: string) {
  const [cover] = await tx<
    { userId: string; email: string; locale: Locale; person: string; from: string; to: string }[]
  >`
    select d.id as user_id, d.email, d.locale, u.name as person, l.starts_on as from, l.ends_on as to
    from leaves l join users u on u.id = l.user_id join users d on d.id = l.deputy_id where l.id = ${leaveId}`;
  if (!cover) return;
  const { userId, email, locale, ...values } = cover;
  const message = { userId, email, locale, link: '/desk/leaves', dedupeKey: `${template}/${leaveId}` };
  await postMessage(tx, { ...message, template, values: { ...values, reason } });
}

async function tellCalledBack(tx: Tx, leaveId: string, reason: string, actorId: string) {
  const [back] = await tx<{ userId: string; email: string; locale: Locale; from: string; to: string; by: string }[]>`
    select u.id as user_id, u.email, u.locale, l.starts_on as from, l.ends_on as to, a.name as by
    from leaves l join users u on u.id = l.user_id join users a on a.id = ${actorId} where l.id = ${leaveId}`;
  if (!back) return;
  const { userId, email, locale, ...values } = back;
  const message = { userId, email, locale, link: '/desk/leaves', dedupeKey: `calledBack/${leaveId}` };
  await postMessage(tx, { ...message, template: 'calledBack', values: { ...values, reason } });
}

/** Whose leave it is, and in which body; null when there is none. */
export async function leaveOwner(tx: Tx, leaveId: string): Promise<{ userId: string; bodyIds: string[] } | null> {
  const [row] = await tx<
    { userId: string; bodyId: string }[]
  >`select user_id, body_id from leaves where id = ${leaveId}`;
  return row ? { userId: row.userId, bodyIds: [row.bodyId] } : null;
}

/** @throws Problem onLeave when the person is on leave in the role and body of the task: with who stands in, and until when */
export async function refuseOnLeave(tx: Tx, userId: string, taskId: string): Promise<void> {
  const [away] = await tx<{ person: string; deputy: string; endsAt: string }[]>`
    select u.name as person, d.name as deputy, l.ends_at from tasks t
    join leaves l on l.user_id = ${userId} and l.role = t.role and l.body_id = t.body_id and l.revoked_at is null
      and l.starts_at <= clock_timestamp() and l.ends_at > clock_timestamp()
    join users u on u.id = l.user_id join users d on d.id = l.deputy_id where t.id = ${taskId}`;
  if (away) throw new Problem('onLeave', { ...away, detail: 'send despiteLeave to do it all the same' });
}
