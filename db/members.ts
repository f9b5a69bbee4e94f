/** Members of an enterprise, their roles and the invitations to become one. */
import type { EnterpriseRole } from '../contracts/vocabulary.ts';
import { grantRole, recordOfficeFact, revokeRole } from './accounts.ts';
import type { Tx } from './client.ts';

export type Member = { userId: string; name: string; email: string; roles: EnterpriseRole[] };

export async function membersOf(tx: Tx, enterpriseId: string): Promise<Member[]> {
  return tx<Member[]>`
    select u.id as user_id, u.name, u.email, array_agg(g.role order by g.role) as roles
    from role_grants g join users u on u.id = g.user_id
    where g.enterprise_id = ${enterpriseId} and g.revoked_at is null
    group by u.id order by min(g.granted_at), u.id`;
}

export async function openInvitations(tx: Tx, enterpriseId: string) {
  return tx<{ id: string; email: string; role: EnterpriseRole; invitedAt: string }[]>`
    select id, email, role, invited_at from member_invitations
    where enterprise_id = ${enterpriseId} and accepted_at is null and revoked_at is null
    order by invited_at, id`;
}

/**
 * Sets a member's roles; none removes the member. Changes of one enterprise wait for each other, so that it always keeps an
 * owner.
 * @returns `lastOwner` when that would leave none (nothing is changed), `notMember` when the person holds no role there
 */
export async function setMemberRoles(
  tx: Tx,
  enterpriseId: string,
  userId: string,
  roles: readonly EnterpriseRole[],
  actorId: string,
): Promise<'changed' | 'lastOwner' | 'notMember'> {
  await tx`select 1 from enterprises where id = ${enterpriseId} for update`;
  const grants = await tx<{ id: string; userId: string; role: EnterpriseRole }[]>`
    select id, user_id, role from role_grants where enterprise_id = ${enterpriseId} and revoked_at is null`;
  const own = grants.filter((grant) => grant.userId === userId);
  if (own.length === 0) return 'notMember';
  const otherOwners = grants.some((grant) => grant.role === 'enterpriseOwner' && grant.userId !== userId);
  if (!otherOwners && !roles.includes('enterpriseOwner')) return 'lastOwner';
  for (const grant of own) if (!roles.includes(grant.role)) await revokeRole(tx, grant.id, actorId);
  for (const role of roles)
    if (!own.some((grant) => grant.role === role)) await grantRole(tx, { userId, role, enterpriseId }, actorId);
  return 'changed';
}

/** A person with a proved e-mail address; null when there is none. */
export async function verifiedUserByEmail(tx: Tx, email: string) {
  const [row] = await tx<{ id: string }[]>`select id from users where email = ${email} and email_verified`;
  return row ?? null;
}

/** Keeps an invitation for each role not yet offered. @returns ids of the new ones. */
export async function inviteMember(
  tx: Tx,
  enterpriseId: string,
  email: string,
  roles: readonly EnterpriseRole[],
  actorId: string,
): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    insert into member_invitations (enterprise_id, email, role, invited_by)
    select ${enterpriseId}, ${email}, offered.role, ${actorId} from unnest(${roles as string[]}::text[]) as offered(role)
    where not exists (select 1 from member_invitations i where i.enterprise_id = ${enterpriseId} and i.email = ${email}
      and i.role = offered.role and i.accepted_at is null and i.revoked_at is null)
    returning id`;
  const ids = rows.map((row) => row.id);
  if (ids.length > 0) await recordOfficeFact(tx, 'memberInvited', actorId, { enterpriseId, invitationIds: ids, roles });
  return ids;
}

/** @returns false when it was accepted or revoked before. */
export async function revokeInvitation(tx: Tx, enterpriseId: string, invitationId: string): Promise<boolean> {
  const revoked = await tx`
    update member_invitations set revoked_at = clock_timestamp()
    where id = ${invitationId} and enterprise_id = ${enterpriseId} and accepted_at is null and revoked_at is null`;
  return revoked.count === 1;
}
