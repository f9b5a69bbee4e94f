/** Idempotency keys: the row, the change and the stored reply are one transaction. */
import type { Tx } from './client.ts';

/** The JSON text of a reply as it was sent; `earlierHash` names the request that got it before, null when it is this one's own. */
export type StoredReply = { status: number; text: string; earlierHash: string | null };
/** Who asks under which key for what: `requestHash` tells a repetition from another request. */
export type KeyClaim = { owner: string; key: string; requestHash: string };

/**
 * Claims a key inside the command's transaction. A twin that runs at the same time waits here on the unique index until the
 * first commits, and then reads its reply; when the first fails, the twin gets the key.
 * @returns null when the key is now ours, otherwise the reply given before.
 */
export async function claimKey(tx: Tx, { owner, key, requestHash }: KeyClaim): Promise<StoredReply | null> {
  const claimed = await tx`
    insert into idempotency_keys (actor_id, key, request_hash) values (${owner}, ${key}, ${requestHash}) on conflict do nothing`;
  if (claimed.count === 1) return null;
  const [row] = await tx<StoredReply[]>`
    select request_hash as earlier_hash, status, reply #>> '{}' as text from idempotency_keys
    where actor_id = ${owner} and key = ${key}`;
  if (!row) throw new Error('an idempotency key vanished between two statements');
  return row;
}

/** Keeps the reply's JSON text as it was sent: repetitions get the same bytes. */
export async function storeReply(tx: Tx, { owner, key }: KeyClaim, status: number, reply: string): Promise<void> {
  await tx`update idempotency_keys set status = ${status}, reply = to_jsonb(${reply}::text) where actor_id = ${owner} and key = ${key}`;
}
