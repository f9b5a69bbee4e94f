/** What Temporal must still hear: rows added by the transaction that made the fact, removed once signalled. */
import type { OutboxKind } from '../contracts/workflows.ts';
import type { Sql, Tx } from './client.ts';

export type OutboxItem = { kind: OutboxKind; subjectId: string; version: number };
/** `refused`: the engine heard it and will not have it. `later`: it could not be asked. */
export type Delivery = { outcome: 'arrived' | 'later' } | { outcome: 'refused'; error: string };

/** Refusals after which a row is parked for the operator, so that it holds up no others. */
export const ATTEMPTS_BEFORE_PARKING = 10;

type Row = OutboxItem & { id: number };
const subjectOf = ({ kind, subjectId }: OutboxItem) => `${kind}/${subjectId}`;

/**
 * Takes up to `limit` rows in order, has them delivered and removes those that were, in one transaction: after a crash in between they are
 * delivered again. Rows that another relay holds are passed over. Several rows of one subject are delivered as one: as a
 * stir where one of them is a stir, else with the greatest version. A row that is refused waits longer each time and is parked in the end.
 * @param deliver says of each item, in order, what became of it
 * @returns rows taken and rows removed
 */
export async function drainOutbox(
  sql: Sql,
  limit: number,
  deliver: (items: OutboxItem[]) => Promise<Delivery[]>,
): Promise<{ taken: number; removed: number }> {
  return sql.begin(async (tx) => {
    const rows = await tx<Row[]>`
      select id, kind, subject_id, version from outbox
      where parked_at is null and (retry_after is null or retry_after <= clock_timestamp())
      order by id limit ${limit} for update skip locked`;
    if (rows.length === 0) return { taken: 0, removed: 0 };
    const bySubject = new Map<string, OutboxItem>();
    for (const row of rows) {
      const { kind, subjectId, version } = row;
      const known = bySubject.get(subjectOf(row));
      const merged = known === undefined ? version : mergedVersion(kind, known.version, version);
      bySubject.set(subjectOf(row), { kind, subjectId, version: merged });
    }
    const items = [...bySubject.values()];
    const deliveries = await deliver(items);
    const became = new Map(items.map((item, index) => [subjectOf(item), deliveries[index] as Delivery]));
    const done = rows.filter((row) => became.get(subjectOf(row))?.outcome === 'arrived').map((row) => row.id);
    if (done.length > 0) await tx`delete from outbox where id = any(${done})`;
    for (const row of rows) {
      const delivery = became.get(subjectOf(row));
      if (delivery?.outcome === 'refused') await noteRefusal(tx, row.id, delivery.error);
    }
    return { taken: rows.length, removed: done.length };
  });
}

/**
 * 0 asks a case's workflow to look again whatever it has seen (a stir), so it must not be lost behind a version that the workflow knows
 * already. A message has no such thing: each version is a sending of its own, and the last one counts.
 */
function mergedVersion(kind: OutboxKind, one: number, other: number): number {
  const stirs = kind !== 'message' && kind !== 'digest' && (one === 0 || other === 0);
  return stirs ? 0 : Math.max(one, other);
}

async function noteRefusal(tx: Tx, id: number, error: string): Promise<void> {
  await tx`
    update outbox set attempts = attempts + 1, last_error = ${error.slice(0, 500)},
      retry_after = clock_timestamp() + least(power(2, attempts), 300) * interval '1 second',
      parked_at = case when attempts + 1 >= ${ATTEMPTS_BEFORE_PARKING} then clock_timestamp() end
    where id = ${id}`;
}

/** Rows waiting and the age of the oldest in seconds; 0 where none waits. Parked rows do not count. */
export async function outboxLag(sql: Tx): Promise<{ waiting: number; oldestSeconds: number }> {
  const [lag] = await sql<{ waiting: number; oldestSeconds: number }[]>`
    select count(*)::int as waiting,
           coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8 as oldest_seconds
    from outbox where parked_at is null`;
  return lag ?? { waiting: 0, oldestSeconds: 0 };
}

/** Has the round count again. Its own version is not touched, so thousands of cases do not queue for one row. */
export async function stirRound(tx: Tx, roundId: string): Promise<void> {
  await tx`insert into outbox (kind, subject_id, version, created_at) values ('round', ${roundId}, 0, clock_timestamp())`;
}
