/** People as the API sees them: who holds a session, and what that person may act as. One query each. */

import type { FactKind } from '../contracts/facts.ts';
import { OFFICE_CASE_ID } from '../contracts/vocabulary.ts';
import type { Actor, Grant } from '../domain/permissions.ts';
import { type Fragment, json, type Tx } from './client.ts';

type ActorRow = {
  sessionId: string;
  userId: string;
  name: string;
  email: string;
  locale: 'zh' | 'en';
  twoFactorEnabled: boolean;
  grants: Grant[];
};

/**
 * The actor of a live session of a verified account, with the grants that hold at this moment; null when there is none.
 * @param related SQL of a jsonb value that is looked up in the same statement, for a session that is alive
 */
export async function actorOfSession<T>(
  tx: Tx,
  token: string,
  related?: Fragment,
): Promise<{ actor: Actor; related: T | null } | null> {
  const [row] = await tx<(ActorRow & { related: T | null })[]>`
    select ${related ?? tx`null`} as related, s.id as session_id, u.id as user_id, u.name, u.email, u.locale, u.two_factor_enabled,
           coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'bodyId', g.body_id, 'enterpriseId', g.enterprise_id) order by g.granted_at, g.id)
                     from role_grants g where g.user_id = u.id and g.revoked_at is null), '[]'::jsonb) as grants
    from sessions s join users u on u.id = s.user_id
    where s.token = ${token} and s.expires_at > now() and u.email_verified`;
  if (!row) return null;
  const { related: found, twoFactorEnabled, ...rest } = row;
  return { actor: { ...rest, twoFactor: twoFactorEnabled }, related: found };
}

/** Chains an act that belongs to no application or round to the office's own case. */
export async function recordOfficeFact(
  tx: Tx,
  kind: FactKind,
  actorId: string | null,
  payload: Record<string, unknown>,
): Promise<void> {
  await tx`select version from record_fact(${OFFICE_CASE_ID}, ${kind}, ${actorId}, ${json(tx, payload)}, false)`;
}

export type NewGrant = { userId: string; role: string; bodyId?: string | null; enterpriseId?: string | null };

/** Gives a role. @returns the grant's id, or null when the person holds it already. */
export async function grantRole(tx: Tx, grant: NewGrant, grantedBy: string | null): Promise<string | null> {
  const { userId, role, bodyId = null, enterpriseId = null } = grant;
  const [row] = await tx<{ id: string }[]>`
    insert into role_grants (user_id, role, body_id, enterprise_id, granted_by)
    values (${userId}, ${role}, ${bodyId}, ${enterpriseId}, ${grantedBy})
    on conflict do nothing
    returning id`;
  if (!row) return null;
  await recordOfficeFact(tx, 'roleGranted', grantedBy, { grantId: row.id, userId, role, bodyId, enterpriseId });
  return row.id;
}

type EndedGrant = { userId: string; role: string; bodyId: string | null; enterpriseId: string | null };

/**
 * Takes a role away; it holds no more from the next request on.
 * @param settle sees to what the person leaves behind, before the office's chain is locked
 * @returns false when it was revoked before
 */
export async function revokeRole(
  tx: Tx,
  grantId: string,
  revokedBy: string,
  settle: (ended: EndedGrant) => Promise<void> = async () => {},
): Promise<boolean> {
  const [row] = await tx<EndedGrant[]>`
    update role_grants set revoked_at = clock_timestamp(), revoked_by = ${revokedBy}
    where id = ${grantId} and revoked_at is null
    returning user_id, role, body_id, enterprise_id`;
  if (!row) return false;
  await settle(row);
  await recordOfficeFact(tx, 'roleRevoked', revokedBy, { grantId, ...row });
  return true;
}

/** Turns invitations sent to this address into grants: called once the address is proved to be the person's. */
export async function acceptMemberInvitations(tx: Tx, userId: string, email: string): Promise<void> {
  const invitations = await tx<{ enterpriseId: string; role: string; invitedBy: string }[]>`
    update member_invitations set accepted_at = clock_timestamp()
    where email = ${email.toLowerCase()} and accepted_at is null and revoked_at is null
    returning enterprise_id, role, invited_by`;
  for (const { enterpriseId, role, invitedBy } of invitations)
    await grantRole(tx, { userId, role, enterpriseId }, invitedBy);
}
