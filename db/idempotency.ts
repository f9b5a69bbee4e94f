/** Idempotency keys: the row, the change and the stored reply are one transaction. */
import type { Tx } from './client.ts';

export type StoredReply = { requestHash: string; status: number; reply: string };

/**
 * Claims a key inside the command's transaction. A twin that runs at the same time waits here on the unique index until the
 * first commits, and then reads its reply; when the first fails, the twin gets the key.
 * @returns null when the key is now ours, otherwise the reply given before.
 */
export async function claimKey(tx: Tx, actorId: string, key: string, requestHash: string): Promise<StoredReply | null> {
  const claimed = await tx`
    insert into idempotency_keys (actor_id, key, request_hash) values (${actorId}, ${key}, ${requestHash}) on conflict do nothing`;
  if (claimed.count === 1) return null;
  const [row] = await tx<StoredReply[]>`
    select request_hash, status, reply #>> '{}' as reply from idempotency_keys where actor_id = ${actorId} and key = ${key}`;
  if (!row) throw new Error('an idempotency key vanished between two statements');
  return row;
}

/** Keeps the reply's JSON text as it was sent: repetitions get the same bytes. */
export async function storeReply(tx: Tx, actorId: string, key: string, status: number, reply: string): Promise<void> {
  await tx`update idempotency_keys set status = ${status}, reply = to_jsonb(${reply}::text) where actor_id = ${actorId} and key = ${key}`;
}
