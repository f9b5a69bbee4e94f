/** A person's messages and what `/me` tells. */
import type { z } from 'zod';
import type { InboxMessage, MeGrant } from '../contracts/accounts.ts';
import type { Tx } from './client.ts';

type Message = z.infer<typeof InboxMessage>;

/** One row more than a page holds, newest first. */
export async function listInbox(
  tx: Tx,
  userId: string,
  query: { page: number; perPage: number; unread?: string | undefined },
): Promise<Message[]> {
  return tx<Message[]>`
    select id, template, subject, body, case_id, link, created_at, read_at from messages
    where user_id = ${userId} ${query.unread === 'true' ? tx`and read_at is null` : tx``}
    order by created_at desc, id
    limit ${query.perPage + 1} offset ${(query.page - 1) * query.perPage}`;
}

export async function countUnread(tx: Tx, userId: string): Promise<number> {
  const [row] = await tx<
    { unread: number }[]
  >`select count(*)::int as unread from messages where user_id = ${userId} and read_at is null`;
  return row?.unread ?? 0;
}

/** Whose message it is; null when it is nobody's or does not exist. */
export async function ownerOfMessage(tx: Tx, id: string): Promise<string | null> {
  const [row] = await tx<{ userId: string | null }[]>`select user_id from messages where id = ${id}`;
  return row?.userId ?? null;
}

/** Marks as read; reading again keeps the first instant. */
export async function markRead(tx: Tx, id: string): Promise<string> {
  const [row] = await tx<{ readAt: string }[]>`
    update messages set read_at = coalesce(read_at, clock_timestamp()) where id = ${id} returning read_at`;
  return (row as { readAt: string }).readAt;
}

/** Marks everything as read. @returns how many were not. */
export async function markAllRead(tx: Tx, userId: string): Promise<number> {
  const marked =
    await tx`update messages set read_at = clock_timestamp() where user_id = ${userId} and read_at is null`;
  return marked.count;
}

/** The grants that hold, with the names of their bodies and enterprises. */
export async function namedGrants(tx: Tx, userId: string): Promise<z.infer<typeof MeGrant>[]> {
  const rows = await tx<
    {
      role: z.infer<typeof MeGrant>['role'];
      bodyId: string | null;
      nameZh: string;
      nameEn: string;
      enterpriseId: string | null;
      enterprise: string;
    }[]
  >`
    select g.role, g.body_id, b.name_zh, b.name_en, g.enterprise_id, e.name as enterprise
    from role_grants g left join bodies b on b.id = g.body_id left join enterprises e on e.id = g.enterprise_id
    where g.user_id = ${userId} and g.revoked_at is null order by g.granted_at, g.id`;
  return rows.map((row) => ({
    role: row.role,
    body: row.bodyId === null ? null : { id: row.bodyId, name: { zh: row.nameZh, en: row.nameEn } },
    enterprise: row.enterpriseId === null ? null : { id: row.enterpriseId, name: row.enterprise },
  }));
}

export async function updatePerson(
  tx: Tx,
  userId: string,
  change: { name?: string | undefined; locale?: string | undefined },
): Promise<void> {
  await tx`
    update users set name = coalesce(${change.name ?? null}, name), locale = coalesce(${change.locale ?? null}, locale),
      updated_at = clock_timestamp() where id = ${userId}`;
}
