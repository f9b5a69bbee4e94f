/** What the pages of recommendations show: one body's list, and every body of a round. */
import type { z } from 'zod';
import { Problem } from '../contracts/problem-error.ts';
import type { RecommendationBodies, RecommendationView } from '../contracts/recommendations.ts';
import type { Actor } from '../domain/permissions.ts';
import type { Tx } from './client.ts';
import { roundFrame } from './programmes.ts';
import { currentRows, lacksOf, latestSummaries, summariesOf, summaryShows } from './recommendation-summaries.ts';
import { bodyName, headOf, itemsOf, type ListKey, ORDER_OPEN, quotaOf } from './recommendations.ts';

/** The body's page: what it may rank, its quota, and the summaries issued so far. `mayAct`: the reader is its officer. */
export async function recommendationView(tx: Tx, key: ListKey, mayAct: boolean): Promise<RecommendationView> {
  const frame = await roundFrame(tx, key.roundId);
  if (!frame) throw new Problem('notFound');
  const [head, items, quota, summaries, name] = await Promise.all([
    headOf(tx, key),
    itemsOf(tx, key, frame),
    quotaOf(tx, key, frame),
    summariesOf(tx, key),
    bodyName(tx, key.bodyId),
  ]);
  const latest = summaries[0];
  return {
    ...key,
    roundTitle: frame.title,
    rehearsal: frame.workingDayMs !== null,
    bodyName: name,
    ...head,
    quota,
    items,
    summaries,
    summaryIsCurrent: latest !== undefined && (await summaryShows(tx, key, latest.no, currentRows(items))),
    lacks: await lacksOf(tx, key.roundId, items),
    allowed:
      mayAct && frame.status !== 'cancelled' ? [...(ORDER_OPEN.includes(frame.status) ? ['rank'] : []), 'issue'] : [],
  };
}

/** Bodies with applications in the round: all for those who may read every one, the own ones for districts. */
export async function recommendingBodies(
  tx: Tx,
  roundId: string,
  actor: Actor,
): Promise<z.infer<typeof RecommendationBodies>> {
  const all = actor.grants.some(
    ({ role }) => role === 'cityOfficer' || role === 'auditor' || (role === 'promotionMember' && actor.twoFactor),
  );
  const own = actor.grants.flatMap(({ role, bodyId }) => (role === 'districtOfficer' && bodyId ? [bodyId] : []));
  const rows = await tx<
    { bodyId: string; zh: string; en: string; undecided: number; recommended: number; refused: number }[]
  >`
    select b.id as body_id, b.name_zh as zh, b.name_en as en,
      count(*) filter (where a.status in ('circulating', 'correcting') and c.desk <= r.recommending_desk)::int as undecided,
      (select count(*)::int from recommended_places p where p.round_id = ${roundId} and p.body_id = b.id) as recommended,
      count(*) filter (where a.status = 'refused' and c.desk <= r.recommending_desk)::int as refused
    from applications a join cases c on c.id = a.case_id join rounds r on r.case_id = a.round_id
    join bodies b on b.id = a.recommending_body_id
    where a.round_id = ${roundId} and a.content_version > 0 and (${all} or b.id = any(${own}))
    group by b.id order by b.id`;
  const latest = await latestSummaries(tx, roundId);
  return {
    items: rows.map(({ zh, en, ...row }) => ({ ...row, bodyName: { zh, en }, latest: latest.get(row.bodyId) ?? null })),
  };
}
