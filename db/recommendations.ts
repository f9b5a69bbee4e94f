/** A district's recommendations: its order and opinions with a version, its quota, and what of it officers read on a case. */
import type { z } from 'zod';
import { Problem } from '../contracts/problem-error.ts';
import type {
  CaseRecommendation,
  Quota,
  RecommendationItem,
  SaveRecommendations,
} from '../contracts/recommendations.ts';
import type { Subject } from '../domain/permissions.ts';
import { recordFact } from './cases.ts';
import { json, type Tx } from './client.ts';
import { categoryOf, type RoundFrame, roundFrame } from './programmes.ts';
import { demandOutsider } from './own-matters.ts';
import { demandNotCancelled } from './round-cancellation.ts';

/** A round's list at one recommending body. */
export type ListKey = { roundId: string; bodyId: string };

/** Statuses of a round in which a body may still change its order. */
export const ORDER_OPEN = ['open', 'closed'];

/** Related to the body. Rounds not yet called and bodies that recommend nobody do not exist. */
export async function recommendationSubject(tx: Tx, { roundId, bodyId }: ListKey): Promise<Subject> {
  const [row] = await tx`
    select 1 from rounds r, bodies b
    where r.case_id = ${roundId} and r.status <> 'draft' and b.id = ${bodyId} and b.kind in ('district', 'zone')`;
  if (!row) throw new Problem('notFound');
  return { bodyIds: [bodyId] };
}

type Row = Omit<RecommendationItem, 'categoryName'>;

/** Applications of the body in the round, ranked ones first. */
export async function itemsOf(tx: Tx, { roundId, bodyId }: ListKey, frame: RoundFrame): Promise<RecommendationItem[]> {
  const rows = await tx<Row[]>`
    select a.case_id as application_id, t.id as task_id, a.status as application_status, a.receipt_no, a.project_name, a.category_no,
      case when a.status in ('withdrawn', 'deemedWithdrawn') then 'withdrawn'
           when c.desk > r.recommending_desk then 'recommended'
           when a.status = 'refused' then case when c.desk = r.recommending_desk then 'notRecommended' else 'notAccepted' end
           when a.status = 'cancelled' then 'ended'
           when t.id is not null then 'atDesk' else 'waiting' end as state,
      e.name as lead_name, e.identifier as lead_identifier,
      array(select p.name from application_parties ap join enterprises p on p.id = ap.enterprise_id
            where ap.application_id = a.case_id and ap.role = 'partner' and ap.status = 'confirmed' order by p.name) as partners,
      k.rank, k.opinion, u.name as decided_by, d.decided_at, d.reason
    from applications a join cases c on c.id = a.case_id join rounds r on r.case_id = a.round_id
    join enterprises e on e.id = a.lead_enterprise_id
    left join recommendation_ranks k on k.application_id = a.case_id
    left join lateral (select id from tasks where case_id = a.case_id and desk = r.recommending_desk and status = 'open' limit 1) t on true
    left join lateral (select reason, decided_at, decided_by from tasks
                       where case_id = a.case_id and desk <= r.recommending_desk and status = 'done'
                       order by decided_at desc limit 1) d on c.desk > r.recommending_desk or a.status = 'refused'
    left join users u on u.id = d.decided_by
    where a.round_id = ${roundId} and a.recommending_body_id = ${bodyId} and a.content_version > 0
    order by k.rank nulls last, a.category_no, a.submitted_at, a.case_id`;
  let place = 0;
  return rows.map((row) => {
    const live = row.state === 'atDesk' || row.state === 'recommended';
    const rank = live && row.rank !== null ? ++place : null;
    return { ...row, rank, categoryName: categoryOf(frame.pack, row.categoryNo).name };
  });
}

/** The body's quota in the round and how much of it is used; null where the policy sets none for it. */
export async function quotaOf(
  tx: Tx,
  { roundId, bodyId }: ListKey,
  frame: RoundFrame,
): Promise<z.infer<typeof Quota> | null> {
  const { recommendation } = frame.policy;
  const perCategory = recommendation?.quotaPerCategory ?? null;
  const ofBody = recommendation?.quotas?.[bodyId] ?? null;
  if (!recommendation || (perCategory === null && ofBody === null)) return null;
  const usedByCategory = await tx<{ categoryNo: number; used: number }[]>`
    select category_no, count(*)::int as used from recommended_places
    where round_id = ${roundId} and body_id = ${bodyId} group by category_no order by category_no`;
  const used = usedByCategory.reduce((sum, row) => sum + row.used, 0);
  return { perCategory, ofBody, basis: recommendation.basis, used, usedByCategory: [...usedByCategory] };
}

type ListHead = { version: number; savedBy: string | null; savedAt: string | null };

export async function headOf(tx: Tx, { roundId, bodyId }: ListKey): Promise<ListHead> {
  const [head] = await tx<ListHead[]>`
    select l.version, u.name as saved_by, l.saved_at from recommendation_lists l left join users u on u.id = l.saved_by
    where l.round_id = ${roundId} and l.body_id = ${bodyId}`;
  return head ?? { version: 0, savedBy: null, savedAt: null };
}

export async function bodyName(tx: Tx, bodyId: string): Promise<{ zh: string; en: string }> {
  const [body] = await tx<
    { zh: string; en: string }[]
  >`select name_zh as zh, name_en as en from bodies where id = ${bodyId}`;
  if (!body) throw new Problem('notFound');
  return { ...body };
}

/**
 * Takes the version that the person saw, or refuses it; the row is locked until the commit.
 * @throws Problem staleVersion with who saved the newer one and when
 */
export async function lockList(tx: Tx, { roundId, bodyId }: ListKey, version: number): Promise<void> {
  await tx`insert into recommendation_lists (round_id, body_id, version) values (${roundId}, ${bodyId}, 0) on conflict do nothing`;
  const [head] = await tx<ListHead[]>`
    select l.version, (select name from users where id = l.saved_by) as saved_by, l.saved_at
    from recommendation_lists l where l.round_id = ${roundId} and l.body_id = ${bodyId} for update`;
  if (head?.version === version) return;
  throw new Problem('staleVersion', {
    detail: 'a colleague saved the order after you opened it',
    version: head?.version ?? 0,
    decidedBy: head?.savedBy ?? null,
    decidedAt: head?.savedAt ?? null,
  });
}

const invalid = (pointer: string, rule: string, message: string) =>
  new Problem('invalid', { detail: message, errors: [{ pointer, rule, message }] });

/**
 * Saves order and opinions as a new version. Refused to whoever belongs to a party of an application in it (回避).
 * @throws Problem staleVersion; wrongState once the experts have the round; invalid naming the entry that is not at the desk or
 *   recommended, or stands twice
 */
export async function saveRecommendations(
  tx: Tx,
  key: ListKey,
  given: SaveRecommendations & { version: number },
  actorId: string,
): Promise<{ version: number; savedAt: string }> {
  await lockList(tx, key, given.version);
  const frame = await roundFrame(tx, key.roundId);
  if (!frame) throw new Problem('notFound');
  await demandNotCancelled(tx, key.roundId);
  if (!ORDER_OPEN.includes(frame.status)) {
    throw new Problem('wrongState', { status: frame.status, detail: 'the experts have the round: the order is final' });
  }
  const live = (await itemsOf(tx, key, frame)).filter(({ state }) => state === 'atDesk' || state === 'recommended');
  const known = new Set(live.map(({ applicationId }) => applicationId));
  await demandOutsider(tx, actorId, [...known]);
  demandKnownOnce(given.ranked, known, (index) => `/ranked/${index}`);
  demandKnownOnce(
    given.opinions.map(({ applicationId }) => applicationId),
    known,
    (index) => `/opinions/${index}/applicationId`,
  );
  const opinions = new Map(given.opinions.map(({ applicationId, text }) => [applicationId, text]));
  const ranks = new Map(given.ranked.map((applicationId, index) => [applicationId, index + 1]));
  const rows = [...known].map((id) => ({ id, rank: ranks.get(id) ?? null, opinion: opinions.get(id) ?? null }));
  // What has left the desk keeps its opinion and gives its rank to the others.
  await tx`update recommendation_ranks set rank = null where round_id = ${key.roundId} and body_id = ${key.bodyId}`;
  await tx`
    insert into recommendation_ranks (application_id, round_id, body_id, rank, opinion)
    select r.id, ${key.roundId}, ${key.bodyId}, r.rank, r.opinion
    from jsonb_to_recordset(${json(tx, rows)}) as r(id uuid, rank int, opinion text)
    on conflict (application_id) do update set rank = excluded.rank, opinion = excluded.opinion`;
  const [saved] = await tx<{ version: number; savedAt: string }[]>`
    update recommendation_lists set version = version + 1, saved_by = ${actorId}, saved_at = clock_timestamp()
    where round_id = ${key.roundId} and body_id = ${key.bodyId} returning version, saved_at`;
  const { version, savedAt } = saved as { version: number; savedAt: string };
  await recordFact(
    tx,
    key.roundId,
    'recommendationRanked',
    actorId,
    { bodyId: key.bodyId, version, ranked: given.ranked, opinions: given.opinions },
    false,
  );
  return { version, savedAt };
}

function demandKnownOnce(ids: readonly string[], known: ReadonlySet<string>, pointer: (index: number) => string): void {
  ids.forEach((id, index) => {
    if (!known.has(id)) throw invalid(pointer(index), 'notAtDesk', 'it is neither at your desk nor recommended by you');
    if (ids.indexOf(id) !== index) throw invalid(pointer(index), 'unique', 'it stands in the list twice');
  });
}

/** Rank and opinion of one application as the officers of the case read them. */
export async function recommendationOfCase(tx: Tx, applicationId: string): Promise<z.infer<typeof CaseRecommendation>> {
  const [row] = await tx<{ roundId: string; bodyId: string }[]>`
    select round_id, recommending_body_id as body_id from applications where case_id = ${applicationId}`;
  const frame = row ? await roundFrame(tx, row.roundId) : null;
  if (!row || !frame) throw new Problem('notFound');
  const key = { roundId: row.roundId, bodyId: row.bodyId };
  const [items, head, quota, name] = await Promise.all([
    itemsOf(tx, key, frame),
    headOf(tx, key),
    quotaOf(tx, key, frame),
    bodyName(tx, row.bodyId),
  ]);
  const item = items.find((one) => one.applicationId === applicationId);
  if (!item) throw new Problem('notFound');
  return {
    ...key,
    bodyName: name,
    state: item.state,
    rank: item.rank,
    of: items.filter(({ rank }) => rank !== null).length,
    opinion: item.opinion,
    savedBy: head.savedBy,
    savedAt: head.savedAt,
    quota,
  };
}
