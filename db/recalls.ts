/** 重新征集: categories that nobody won are called again by a round of their own, linked both ways (processes §1, 6a). */
import type { RecallRound } from '../contracts/rounds.ts';
import { Problem } from '../contracts/problem-error.ts';
import type { RoundStatus } from '../contracts/vocabulary.ts';
import { recordFact } from './cases.ts';
import { json, type Tx } from './client.ts';
import { lockRound } from './round-tasks.ts';
import { demandLater } from './round-window.ts';

/** Categories of a published round with a place that nobody holds, left open or taken back without a successor, and that no round calls again. */
export async function openCategories(tx: Tx, roundId: string): Promise<number[]> {
  const rows = await tx<{ no: number }[]>`
    select distinct s.category_no as no from results s join rounds r on r.case_id = s.round_id and r.status = 'published'
    where s.round_id = ${roundId} and (s.outcome = 'leftOpen' or s.state <> 'valid')
      and s.issue = (select max(issue) from results x where x.round_id = s.round_id and x.category_no = s.category_no and x.place = s.place)
      and not exists (
        select 1 from rounds n where n.recall_of = s.round_id and n.status <> 'cancelled' and n.category_nos @> to_jsonb(s.category_no))
    order by no`;
  return rows.map(({ no }) => no);
}

/**
 * Drafts the round that calls the open categories again, under the policy of the old one. The office may edit the draft before it
 * opens.
 */
export async function recallRound(
  tx: Tx,
  roundId: string,
  input: RecallRound,
  actorId: string,
): Promise<{ id: string }> {
  const round = await lockRound(tx, roundId);
  if (!round) throw new Problem('notFound');
  if (round.status !== 'published') {
    throw new Problem('wrongState', {
      status: round.status,
      detail: 'categories are called again once the round is published',
    });
  }
  const categoryNos = await openCategories(tx, roundId);
  if (categoryNos.length === 0) {
    throw new Problem('wrongState', {
      status: round.status,
      detail: 'no category of this round stands open, or it is called again already',
    });
  }
  await demandLater(tx, input.closesAt);
  const [created] = await tx<{ id: string }[]>`
    insert into cases (kind, working_day_ms) select 'round', working_day_ms from cases where id = ${roundId} returning id`;
  const { id } = created as { id: string };
  await tx`
    insert into rounds (case_id, programme_key, programme_version, title_zh, title_en, policy, category_nos, closes_at, recall_of, created_by)
    select ${id}, programme_key, programme_version, ${input.title.zh}, ${input.title.en}, policy, ${json(tx, categoryNos)}, ${input.closesAt},
      case_id, ${actorId}
    from rounds where case_id = ${roundId}`;
  await recordFact(tx, id, 'roundDrafted', actorId, { recallOf: roundId, categoryNos, title: input.title }, false);
  await recordFact(tx, roundId, 'roundRecalled', actorId, { recalledBy: id, categoryNos }, false);
  return { id };
}

export type LinkedRound = { id: string; title: { zh: string; en: string }; status: RoundStatus; categoryNos: number[] };

/** The round that this one calls again, and those that call this one's categories again. */
export async function linksOf(
  tx: Tx,
  roundId: string,
): Promise<{ recallOf: LinkedRound | null; recalls: LinkedRound[] }> {
  const rows = await tx<(Omit<LinkedRound, 'title'> & { zh: string; en: string; older: boolean })[]>`
    select o.case_id as id, o.title_zh as zh, o.title_en as en, o.status, o.category_nos, o.case_id = r.recall_of as older
    from rounds r join rounds o on o.case_id = r.recall_of or o.recall_of = r.case_id
    where r.case_id = ${roundId} and o.status <> 'cancelled' order by o.created_at`;
  const linked = rows.map(({ zh, en, ...row }) => ({ ...row, title: { zh, en } }));
  const plain = ({ id, title, status, categoryNos }: LinkedRound) => ({ id, title, status, categoryNos });
  const older = linked.find((row) => row.older);
  return { recallOf: older ? plain(older) : null, recalls: linked.filter((row) => !row.older).map(plain) };
}
