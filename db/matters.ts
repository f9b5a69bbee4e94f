/** Matters of one task, an objection or a reversal: their facts and where they stand. */
import type { FactKind, MatterNews } from '../contracts/facts.ts';
import { recordFact } from './cases.ts';
import type { Tx } from './client.ts';

export type MatterKind = 'objection' | 'reversal';

/** Opens the case of a matter on its round's clock. */
export async function openMatter(tx: Tx, kind: MatterKind, roundId: string): Promise<string> {
  const [created] = await tx<{ id: string }[]>`
    insert into cases (kind, working_day_ms) select ${kind}, working_day_ms from cases where id = ${roundId} returning id`;
  return created?.id as string;
}

/** Adds a fact to a matter's chain and has its workflow hear of it. */
export async function recordMatterFact(
  tx: Tx,
  kind: MatterKind,
  caseId: string,
  fact: FactKind,
  actorId: string | null,
  payload: Record<string, unknown>,
): Promise<{ version: number; at: string }> {
  const recorded = await recordFact(tx, caseId, fact, actorId, payload, false);
  await tx`
    insert into outbox (kind, subject_id, version, created_at) values (${kind}, ${caseId}, ${recorded.version}, clock_timestamp())`;
  return recorded;
}

/** Version and standing of a matter. A case that is none reads as decided: there is nothing to watch. */
export async function readMatterNews(sql: Tx, caseId: string): Promise<MatterNews> {
  const [row] = await sql<{ version: number; status: string; remindAt: string | null; dueAt: string | null }[]>`
    select c.version, coalesce(o.status, v.state) as status,
      min(t.remind_at) filter (where t.reminded_at is null and t.overdue_at is null) as remind_at,
      min(t.due_at) filter (where t.overdue_at is null) as due_at
    from cases c
    left join objections o on o.case_id = c.id
    left join reversals v on v.case_id = c.id
    left join tasks t on t.case_id = c.id and t.status = 'open'
    where c.id = ${caseId} and (o.case_id is not null or v.case_id is not null) group by c.id, o.status, v.state`;
  if (!row) return { version: 0, standing: { outcome: 'none', watch: { remindAt: null, dueAt: null } } };
  const { version, status, remindAt, dueAt } = row;
  const open = status === 'open' || status === 'proposed';
  return { version, standing: { outcome: open ? null : status, watch: { remindAt, dueAt } } };
}
