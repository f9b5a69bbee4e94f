/** 汇总表: what a district recommends, frozen with number, instant and hash. A later state is a new summary; the old one stays. */
import type { z } from 'zod';
import { Problem } from '../contracts/problem-error.ts';
import type {
  RecommendationItem,
  Summary,
  SummaryContent,
  SummaryHead,
  SummaryKind,
  SummaryLack,
  SummaryRow,
} from '../contracts/recommendations.ts';
import { sha256Hex } from '../domain/hashing.ts';
import { canonicalJson } from '../domain/submission-content.ts';
import { recordFact } from './cases.ts';
import { json, type Tx } from './client.ts';
import { roundFrame } from './programmes.ts';
import { bodyName, itemsOf, type ListKey, lockList, quotaOf } from './recommendations.ts';
import { demandOutsider } from './own-matters.ts';
import { demandNotCancelled } from './round-cancellation.ts';

type Head = z.infer<typeof SummaryHead>;
type Lack = z.infer<typeof SummaryLack>;

const selectHead = (tx: Tx) => tx`
  select s.no, s.number, s.kind, s.sha256, u.name as issued_by, s.issued_at, s.body_id,
    (select count(*)::int from jsonb_array_elements(s.content -> 'rows') r where r ->> 'state' = 'recommended') as recommended
  from recommendation_summaries s join users u on u.id = s.issued_by`;

/** Summaries of a body in a round, newest first. */
export async function summariesOf(tx: Tx, { roundId, bodyId }: ListKey): Promise<Head[]> {
  const rows = await tx<(Head & { bodyId: string })[]>`
    ${selectHead(tx)} where s.round_id = ${roundId} and s.body_id = ${bodyId} order by s.no desc`;
  return rows.map(({ bodyId: _, ...head }) => head);
}

/** The newest summary of each body of a round. */
export async function latestSummaries(tx: Tx, roundId: string): Promise<Map<string, Head>> {
  const rows = await tx<(Head & { bodyId: string })[]>`
    ${selectHead(tx)} where s.round_id = ${roundId}
      and s.no = (select max(no) from recommendation_summaries l where l.round_id = s.round_id and l.body_id = s.body_id)`;
  return new Map(rows.map(({ bodyId, ...head }) => [bodyId, head]));
}

/** Rows of a summary of the present state: the recommended by rank, then the rest. */
export function currentRows(items: readonly RecommendationItem[]): SummaryRow[] {
  const place = (item: RecommendationItem) =>
    item.state === 'recommended' ? (item.rank ?? Number.MAX_SAFE_INTEGER) : Infinity;
  let rank = 0;
  return [...items]
    .sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)))
    .map(({ taskId: _, applicationStatus: __, decidedBy: ___, decidedAt: ____, ...item }) => ({
      ...item,
      // Numbered among the recommended: what is still at the desk leaves no gap.
      rank: item.state === 'recommended' && item.rank !== null ? ++rank : null,
    }));
}

/** Does the summary of this number show these rows? */
export async function summaryShows(tx: Tx, key: ListKey, no: number, rows: readonly SummaryRow[]): Promise<boolean> {
  const [row] = await tx<{ rows: SummaryRow[] }[]>`
    select content -> 'rows' as rows from recommendation_summaries
    where round_id = ${key.roundId} and body_id = ${key.bodyId} and no = ${no}`;
  return row !== undefined && canonicalJson(row.rows) === canonicalJson(rows);
}

/** What the final summary still waits for: the end of the call, decisions, ranks. */
export async function lacksOf(tx: Tx, roundId: string, items: readonly RecommendationItem[]): Promise<Lack[]> {
  const [call] = await tx<{ open: boolean }[]>`
    select status = 'open' and closes_at > clock_timestamp() as open from rounds where case_id = ${roundId}`;
  const count = (test: (item: RecommendationItem) => boolean) => items.filter(test).length;
  const lacks: Lack[] = [
    { why: 'callOpen', count: call?.open ? 1 : 0 },
    { why: 'undecided', count: count(({ state }) => state === 'waiting' || state === 'atDesk') },
    { why: 'unranked', count: count(({ state, rank }) => state === 'recommended' && rank === null) },
    { why: 'nothing', count: items.length === 0 ? 1 : 0 },
  ];
  return lacks.filter((lack) => lack.count > 0);
}

/**
 * Issues the body's summary: the final one once everything is decided and ranked, an interim one of whatever stands. Refused to
 * whoever belongs to a party of an application in it (回避).
 * @throws Problem roundCancelled; staleVersion; notReady naming what is missing; duplicate with the number of the one that shows the same
 */
export async function issueSummary(
  tx: Tx,
  key: ListKey,
  given: { kind: SummaryKind; version: number },
  actorId: string,
): Promise<Head> {
  await lockList(tx, key, given.version);
  const frame = await roundFrame(tx, key.roundId);
  if (!frame) throw new Problem('notFound');
  await demandNotCancelled(tx, key.roundId);
  const items = await itemsOf(tx, key, frame);
  await demandOutsider(
    tx,
    actorId,
    items.map(({ applicationId }) => applicationId),
  );
  const lacks = (await lacksOf(tx, key.roundId, items)).filter(
    ({ why }) => given.kind === 'final' || why === 'nothing',
  );
  if (lacks.length > 0) {
    throw new Problem('notReady', {
      detail: lacks.map(({ why, count }) => `${why}: ${count}`).join(', '),
      errors: lacks.map(({ why, count }) => ({
        pointer: `/${why}`,
        rule: `summary_${why}`,
        message: `${why}: ${count}`,
      })),
    });
  }
  const rows = currentRows(items);
  const [latest] = await summariesOf(tx, key);
  if (latest?.kind === given.kind && (await summaryShows(tx, key, latest.no, rows))) {
    throw new Problem('duplicate', { detail: `${latest.number} shows the same`, number: latest.number, no: latest.no });
  }
  const no = (latest?.no ?? 0) + 1;
  const [serial] = await tx<{ year: string; serial: string }[]>`
    select to_char(clock_timestamp() at time zone 'Asia/Shanghai', 'YYYY') as year, lpad(nextval('summary_serial')::text, 5, '0') as serial`;
  const content: SummaryContent = {
    layout: 1,
    number: `${frame.pack.receiptPrefix}-T-${serial?.year}-${serial?.serial}`,
    no,
    kind: given.kind,
    programme: frame.pack.name,
    roundId: key.roundId,
    roundTitle: frame.title,
    rehearsal: frame.workingDayMs !== null,
    bodyId: key.bodyId,
    bodyName: await bodyName(tx, key.bodyId),
    quota: await quotaOf(tx, key, frame),
    rows,
  };
  const canonical = canonicalJson(content);
  const sha256 = sha256Hex(canonical);
  await tx`
    insert into recommendation_summaries (round_id, body_id, no, number, kind, content, canonical, sha256, issued_by, issued_at)
    values (${key.roundId}, ${key.bodyId}, ${no}, ${content.number}, ${given.kind}, ${json(tx, content)}, ${canonical}, ${sha256},
      ${actorId}, clock_timestamp())`;
  const fact = { bodyId: key.bodyId, no, number: content.number, kind: given.kind, sha256 };
  await recordFact(tx, key.roundId, 'summaryIssued', actorId, fact, false);
  const [issued] = await summariesOf(tx, key);
  return issued as Head;
}

/** One summary as issued. */
export async function readSummary(tx: Tx, key: ListKey, no: number): Promise<Summary> {
  const [row] = await tx<(Summary & { bodyId: string })[]>`
    select h.*, s.content from (${selectHead(tx)} where s.round_id = ${key.roundId} and s.body_id = ${key.bodyId} and s.no = ${no}) h
    join recommendation_summaries s on s.round_id = ${key.roundId} and s.body_id = ${key.bodyId} and s.no = h.no`;
  if (!row) throw new Problem('notFound');
  const { bodyId: _, ...summary } = row;
  return summary;
}
