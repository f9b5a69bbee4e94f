/** Whom a message goes to, read from the grants of this moment. */

import type { BodyKind, PartyStatus } from '../../contracts/vocabulary.ts';
import type { Tx } from '../../db/client.ts';
import type { Recipient } from '../../db/messages.ts';

export type Person = Recipient & { userId: string };

/** Members of every enterprise whose part in an application stands like this; as a rule, of those that take part. */
export const membersOfParties = (tx: Tx, applicationId: string, statuses: readonly PartyStatus[] = ['confirmed']) => tx<
  Person[]
>`
  select distinct u.id as user_id, u.email, u.locale
  from application_parties p
  join role_grants g on g.enterprise_id = p.enterprise_id and g.revoked_at is null
  join users u on u.id = g.user_id
  where p.application_id = ${applicationId} and p.status = any(${[...statuses]})`;

/** Members of every enterprise that takes part, or is invited to, in an application of the round that is still under way. */
export const applicantsOfRound = (tx: Tx, roundId: string) => tx<Person[]>`
  select distinct u.id as user_id, u.email, u.locale
  from applications a
  join application_parties p on p.application_id = a.case_id and p.status in ('confirmed', 'invited')
  join role_grants g on g.enterprise_id = p.enterprise_id and g.revoked_at is null
  join users u on u.id = g.user_id
  where a.round_id = ${roundId} and a.status in ('draft', 'signing', 'circulating', 'correcting', 'qualified')`;

/** Officers of the bodies of a kind. */
export const officersOf = (tx: Tx, kind: BodyKind) => tx<Person[]>`
  select distinct u.id as user_id, u.email, u.locale
  from bodies b
  join role_grants g on g.body_id = b.id and g.revoked_at is null
    and g.role in ('districtOfficer', 'cityOfficer', 'financeOfficer', 'promotionMember')
  join users u on u.id = g.user_id
  where b.kind = ${kind}`;

/** A grant `g` by which somebody holds a task `t`. */
const holds = (tx: Tx) => tx`
  g.revoked_at is null and case
    when t.assignee_id is not null then g.user_id = t.assignee_id
    when t.claimed_by is not null then g.user_id = t.claimed_by
    when t.enterprise_id is not null then g.enterprise_id = t.enterprise_id
    else g.role = t.role and g.body_id is not distinct from t.body_id end`;

/**
 * Who has a task: the person it names or who claimed it, else the members of its enterprise, else the holders of its role
 * in its body. One row for each task and person.
 */
export const holdersOf = (tx: Tx, taskIds: readonly string[]) => tx<(Person & { taskId: string })[]>`
  select distinct t.id as task_id, u.id as user_id, u.email, u.locale
  from tasks t
  join role_grants g on ${holds(tx)}
  join users u on u.id = g.user_id
  where t.id = any(${[...taskIds]}::uuid[]) and t.status = 'open'`;

/** Who had tasks that became void when their round was cancelled, with how many. An applicant's correction goes with its application. */
export const holdersOfVoid = (tx: Tx, roundId: string) => tx<(Person & { count: number })[]>`
  select u.id as user_id, u.email, u.locale, count(distinct t.id)::int as count
  from rounds r join tasks t on t.round_id = r.case_id and t.status = 'cancelled' and t.decided_at = r.cancelled_at
  join role_grants g on ${holds(tx)}
  join users u on u.id = g.user_id
  where r.case_id = ${roundId} and t.enterprise_id is null group by u.id`;

/** Supervisors of the body with which a task lies. */
export const supervisorsOf = (tx: Tx, taskId: string) => tx<Person[]>`
  select distinct u.id as user_id, u.email, u.locale
  from tasks t join role_grants g on g.body_id = t.body_id and g.role = 'bodySupervisor' and g.revoked_at is null
  join users u on u.id = g.user_id where t.id = ${taskId}`;

/** These people, with their names. */
export const personsOf = (tx: Tx, userIds: readonly string[]) => tx<(Person & { name: string })[]>`
  select id as user_id, email, locale, name from users where id = any(${[...userIds]})`;
