/** Accounts as the operator manages them. */
import { randomBytes } from 'node:crypto';
import type { UserView } from '../contracts/users.ts';
import type { Locale, Role } from '../contracts/vocabulary.ts';
import { grantRole, recordOfficeFact, revokeRole } from './accounts.ts';
import { json, type Tx } from './client.ts';
import { likeText } from './enterprises.ts';
import { postMessage } from './messages.ts';
import { giveBack, settlePlace } from './nobody-left.ts';
import { unseat } from './panels.ts';

/** How long the link of a new account's first mail sets its password. */
const FIRST_PASSWORD_DAYS = 7;

export type UserFilter = {
  userId?: string | undefined;
  q?: string | undefined;
  role?: string | undefined;
  bodyId?: string | undefined;
  page: number;
  perPage: number;
};

/** One row more than a page holds, by name. */
export async function listUsers(tx: Tx, filter: UserFilter): Promise<UserView[]> {
  const { userId, q, role, bodyId, page, perPage } = filter;
  return tx<UserView[]>`
    select u.id, u.name, u.email, u.email_verified, (select since from bouncing_addresses b where b.email = lower(u.email)) as mail_bounces_since, u.locale, u.two_factor_enabled, u.created_at,
      (select count(*)::int from sessions s where s.user_id = u.id and s.expires_at > now()) as live_sessions,
      coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'grantedAt', to_char(g.granted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'body', case when b.id is not null then jsonb_build_object('id', b.id, 'name', jsonb_build_object('zh', b.name_zh, 'en', b.name_en)) end,
          'enterprise', case when e.id is not null then jsonb_build_object('id', e.id, 'name', e.name) end) order by g.granted_at, g.id)
        from role_grants g left join bodies b on b.id = g.body_id left join enterprises e on e.id = g.enterprise_id
        where g.user_id = u.id and g.revoked_at is null), '[]'::jsonb) as grants,
      (select jsonb_build_object('title', x.title, 'employer', x.employer, 'employerIdentifier', x.employer_identifier, 'fields', x.fields, 'declared', x.declared, 'active', x.active)
        from experts x where x.user_id = u.id) as expert
    from users u
    where true
      ${userId === undefined ? tx`` : tx`and u.id = ${userId}`}
      ${q === undefined ? tx`` : tx`and (u.name ilike ${`%${likeText(q)}%`} or u.email ilike ${`%${likeText(q)}%`})`}
      ${
        role === undefined && bodyId === undefined
          ? tx``
          : tx`and exists (select 1 from role_grants g where g.user_id = u.id and g.revoked_at is null
        ${role === undefined ? tx`` : tx`and g.role = ${role}`} ${bodyId === undefined ? tx`` : tx`and g.body_id = ${bodyId}`})`
      }
    order by u.name, u.id
    limit ${perPage + 1} offset ${(page - 1) * perPage}`;
}

export async function userById(tx: Tx, userId: string): Promise<UserView | null> {
  const [user] = await listUsers(tx, { userId, page: 1, perPage: 1 });
  return user ?? null;
}

export type NewUser = {
  name: string;
  email: string;
  locale: Locale;
  roles: readonly { role: Role; bodyId: string | null }[];
  expert: {
    title: string;
    employer: string;
    employerIdentifier: string | null;
    fields: readonly string[];
    declared: readonly string[];
  } | null;
};

/** Creates an account without a password and mails its owner a link that sets one. Fails on an address already known (23505). */
export async function createUser(tx: Tx, user: NewUser, baseUrl: string, actorId: string): Promise<string> {
  const id = randomBytes(16).toString('base64url');
  await tx`insert into users (id, name, email, locale) values (${id}, ${user.name}, ${user.email}, ${user.locale})`;
  await recordOfficeFact(tx, 'userCreated', actorId, { userId: id });
  for (const { role, bodyId } of user.roles) await grantRole(tx, { userId: id, role, bodyId }, actorId);
  if (user.expert) await writeExpert(tx, id, user.name, user.expert);
  await postFirstPasswordMail(tx, { id, ...user }, baseUrl);
  return id;
}

export async function writeExpert(
  tx: Tx,
  userId: string,
  name: string,
  expert: NonNullable<NewUser['expert']>,
): Promise<void> {
  await tx`
    insert into experts (user_id, name, title, employer, employer_identifier, fields, declared)
    values (${userId}, ${name}, ${expert.title}, ${expert.employer}, ${expert.employerIdentifier}, ${json(tx, expert.fields)},
      ${json(tx, expert.declared)})
    on conflict (user_id) do update set name = excluded.name, title = excluded.title, employer = excluded.employer,
      employer_identifier = excluded.employer_identifier, fields = excluded.fields, declared = excluded.declared`;
}

/** The row that the account library looks for when a password is set by a link, and the mail with that link. */
async function postFirstPasswordMail(
  tx: Tx,
  user: { id: string; email: string; locale: Locale },
  baseUrl: string,
): Promise<void> {
  const token = randomBytes(24).toString('base64url');
  await tx`
    insert into verifications (id, identifier, value, expires_at)
    values (${randomBytes(16).toString('base64url')}, ${`reset-password:${token}`}, ${user.id}, now() + ${FIRST_PASSWORD_DAYS} * interval '1 day')`;
  await postMessage(tx, {
    userId: user.id,
    email: user.email,
    locale: user.locale,
    template: 'resetPassword',
    values: { url: `${baseUrl}/reset-password?token=${token}` },
    caseId: null,
    link: null,
    dedupeKey: `firstPassword/${user.id}`,
  });
}

/** Ends every session of a person. @returns how many there were. */
export async function revokeSessions(tx: Tx, userId: string, actorId: string): Promise<number> {
  const ended = await tx`delete from sessions where user_id = ${userId}`;
  await recordOfficeFact(tx, 'sessionsRevoked', actorId, { userId, revoked: ended.count });
  return ended.count;
}

/** How many others hold a role: the last operator must stay. */
export async function othersWithRole(tx: Tx, role: Role, userId: string): Promise<number> {
  const [row] = await tx<{ others: number }[]>`
    select count(distinct user_id)::int as others from role_grants where role = ${role} and revoked_at is null and user_id <> ${userId}`;
  return row?.others ?? 0;
}

/** A live grant of this person; null when there is none. */
export async function liveGrant(tx: Tx, userId: string, grantId: string) {
  const [row] = await tx<{ role: Role; enterpriseId: string | null }[]>`
    select role, enterprise_id from role_grants where id = ${grantId} and user_id = ${userId} and revoked_at is null`;
  return row ?? null;
}

/**
 * Takes a role away. What the person had claimed in the body goes back to its queue, seats on panels go to the next in the draw, and tasks
 * that nobody may take now are told of.
 * @returns cases concerned
 */
export async function dismiss(tx: Tx, grantId: string, actorId: string): Promise<string[]> {
  const cases: string[] = [];
  await revokeRole(tx, grantId, actorId, async ({ userId, role, bodyId }) => {
    if (role === 'expert') cases.push(...(await unseat(tx, userId, actorId)));
    if (bodyId !== null)
      cases.push(...(await giveBack(tx, { role, bodyId })), ...(await settlePlace(tx, { role, bodyId })));
  });
  return cases;
}
