/** "A case moved": an advisory wake-up for open pages and for the relay. Nothing depends on its arrival. */
import type { Sql } from './client.ts';

const CHANNEL = 'case_moved';
/** Moves within this span go out together. */
const GATHER_MS = 5;
/** A notification holds at most 8,000 bytes: about 200 ids. */
const IDS_PER_NOTIFICATION = 150;

const gathered = new WeakMap<Sql, Set<string>>();

/**
 * Says that cases moved. Call it after the commit, never inside the transaction: committing a NOTIFY takes a lock that all
 * other commits queue for. Returns at once; a failure is left to the polls of those who listen.
 */
export function notifyMoved(sql: Sql, caseIds: readonly string[]): void {
  const waiting = gathered.get(sql);
  if (waiting) {
    for (const id of caseIds) waiting.add(id);
    return;
  }
  const batch = new Set(caseIds);
  gathered.set(sql, batch);
  setTimeout(() => {
    gathered.delete(sql);
    void send(sql, [...batch]).catch(() => {});
  }, GATHER_MS);
}

async function send(sql: Sql, ids: string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += IDS_PER_NOTIFICATION) {
    const caseIds = ids.slice(from, from + IDS_PER_NOTIFICATION);
    await sql`select pg_notify(${CHANNEL}, ${JSON.stringify({ caseIds })})`;
  }
}

/**
 * Listens on a connection of its own, opened again by itself when it breaks.
 * @param onListening called at the first and at every renewed connection: what moved in between is unknown then
 * @returns how to stop
 */
export async function listenMoved(
  sql: Sql,
  handler: (caseIds: string[]) => void,
  onListening: () => void = () => {},
): Promise<() => Promise<void>> {
  const listening = await sql.listen(
    CHANNEL,
    (payload) => handler((JSON.parse(payload) as { caseIds: string[] }).caseIds),
    onListening,
  );
  return () => listening.unlisten();
}
