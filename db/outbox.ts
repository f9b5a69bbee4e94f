/** What Temporal must still hear: rows added by the transaction that made the fact, removed once signalled. */
import type { OutboxKind } from '../contracts/workflows.ts';
import type { Sql, Tx } from './client.ts';

export type OutboxItem = { kind: OutboxKind; subjectId: string; version: number };

/**
 * Takes up to `limit` rows in order, has them delivered and removes those that were, in one transaction: after a crash in between they are
 * delivered again. Rows that another relay holds are passed over. Several rows of one subject are delivered as one, with
 * the greatest version.
 * @param deliver returns the items that arrived; the others stay
 * @returns rows taken and rows removed
 */
export async function drainOutbox(
  sql: Sql,
  limit: number,
  deliver: (items: OutboxItem[]) => Promise<OutboxItem[]>,
): Promise<{ taken: number; removed: number }> {
  return sql.begin(async (tx) => {
    const rows = await tx<(OutboxItem & { id: number })[]>`
      select id, kind, subject_id, version from outbox order by id limit ${limit} for update skip locked`;
    if (rows.length === 0) return { taken: 0, removed: 0 };
    const bySubject = new Map<string, OutboxItem>();
    for (const { kind, subjectId, version } of rows) {
      const known = bySubject.get(`${kind}/${subjectId}`);
      if (!known || known.version < version) bySubject.set(`${kind}/${subjectId}`, { kind, subjectId, version });
    }
    const arrived = new Set((await deliver([...bySubject.values()])).map((item) => `${item.kind}/${item.subjectId}`));
    const done = rows.filter((row) => arrived.has(`${row.kind}/${row.subjectId}`)).map((row) => row.id);
    if (done.length > 0) await tx`delete from outbox where id = any(${done})`;
    return { taken: rows.length, removed: done.length };
  });
}

/** Rows waiting and the age of the oldest in seconds; 0 where none waits. */
export async function outboxLag(sql: Tx): Promise<{ waiting: number; oldestSeconds: number }> {
  const [lag] = await sql<{ waiting: number; oldestSeconds: number }[]>`
    select count(*)::int as waiting,
           coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8 as oldest_seconds
    from outbox`;
  return lag ?? { waiting: 0, oldestSeconds: 0 };
}

/** Has the round count again. Its own version is not touched, so thousands of cases do not queue for one row. */
export async function stirRound(tx: Tx, roundId: string): Promise<void> {
  await tx`insert into outbox (kind, subject_id, version, created_at) values ('round', ${roundId}, 0, clock_timestamp())`;
}
