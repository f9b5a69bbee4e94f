/** What follows a line that left a notice: the amended line noticed again, the next reserve, or the place left open. */
import { FOLLOWED } from '../domain/notice-items.ts';
import { recordFact } from './cases.ts';
import type { Sql, Tx } from './client.ts';
import { isCreditworthy } from './creditworthiness.ts';
import { insertNotice, type NoticeLine } from './notices.ts';
import { type LockedRound, lockRound } from './round-tasks.ts';

type Left = {
  id: string;
  state: 'amended' | 'struck' | 'renounced' | 'revoked';
  categoryNo: number;
  slot: number;
  kind: 'winner' | 'leftOpen';
  applicationId: string | null;
  projectName: string | null;
  parties: string[];
  scoreHundredths: number | null;
  amendment: { note: string; projectName: string | null } | null;
};
type Reserve = {
  applicationId: string;
  categoryNo: number;
  projectName: string | null;
  parties: string[];
  scoreHundredths: number;
  rank: number;
};

/** Lines that nothing follows yet, as SQL over `notice_items i`. */
export const unfollowed = (tx: Tx) => tx`
  i.state = any(${[...FOLLOWED]}) and i.fill and not exists (select 1 from notice_items f where f.replaces = i.id)`;

/**
 * 递补与更正: each line that left gets its successor. A notice of its own starts for an amended line and for a promoted reserve; a
 * place for which no reserve is left is ready to be published as left open. Does nothing when every line has its successor.
 */
export async function openFollowUps(sql: Sql, roundId: string): Promise<boolean> {
  return sql.begin(async (tx) => {
    const round = await lockRound(tx, roundId);
    if (!round || !['notice', 'publication'].includes(round.status)) return false;
    const left = await tx<Left[]>`
      select id, state, category_no, slot, kind, application_id, project_name, parties, score_hundredths, amendment
      from notice_items i where round_id = ${roundId} and ${unfollowed(tx)} order by category_no, slot`;
    for (const item of left) {
      if (item.state === 'amended') await noticeAgain(tx, roundId, round, item);
      else await fillPlace(tx, roundId, round, item);
    }
    return left.length > 0;
  });
}

/** The amended line goes on a notice of its own; objections still open against the old line go with it. */
async function noticeAgain(tx: Tx, roundId: string, round: LockedRound, item: Left): Promise<void> {
  const { categoryNo, slot, applicationId, parties, scoreHundredths, amendment } = item;
  const line: NoticeLine = {
    categoryNo,
    slot,
    applicationId,
    place: item.kind,
    projectName: amendment?.projectName ?? item.projectName,
    parties,
    scoreHundredths,
    replaces: item.id,
    amendment,
  };
  const { itemIds, ...period } = await insertNotice(tx, roundId, 'amended', round.policy.notice.workingDays, [line]);
  const itemId = itemIds[0] as string;
  const carried = await tx`update objections set item_id = ${itemId} where item_id = ${item.id} and status = 'open'`;
  if (carried.count > 0) await tx`update notice_items set state = 'paused' where id = ${itemId}`;
  if (applicationId) {
    // What is submitted stays as it was signed; the name by which the project is known from here on is the amended one.
    await tx`update applications set project_name = ${line.projectName} where case_id = ${applicationId}`;
    const fact = { ...period, itemId, note: amendment?.note ?? null };
    await recordFact(tx, applicationId, 'noticeItemAmended', null, fact);
  }
  await recordFact(tx, roundId, 'noticePublished', null, { ...period, kind: 'amended', items: [line] }, false);
}

/** The next reserve that passes a new credit check takes the place and goes on a notice of its own. */
async function fillPlace(tx: Tx, roundId: string, round: LockedRound, item: Left): Promise<void> {
  const { categoryNo, slot } = item;
  for (;;) {
    const reserve = await nextReserve(tx, roundId, categoryNo);
    if (!reserve) break;
    if (!(await isCreditworthy(tx, roundId, reserve, 'reservePromotion'))) continue;
    const line: NoticeLine = { ...reserve, slot, place: 'winner', replaces: item.id };
    const { itemIds, ...period } = await insertNotice(tx, roundId, 'reserve', round.policy.notice.workingDays, [line]);
    await tx`
      update applications set status = 'noticed', settled_at = null
      where case_id = ${reserve.applicationId} and status in ('ranked', 'notSelected')`;
    const fact = { ...period, itemId: itemIds[0], rank: reserve.rank };
    await recordFact(tx, reserve.applicationId, 'reservePromoted', null, fact);
    await recordFact(tx, roundId, 'noticePublished', null, { ...period, kind: 'reserve', items: [line] }, false);
    return;
  }
  await tx`
    insert into notice_items (round_id, no, category_no, slot, kind, state, replaces, reason, changed_at)
    values (${roundId}, 0, ${categoryNo}, ${slot}, 'leftOpen', 'ready', ${item.id}, 'noReserve', clock_timestamp())`;
  await recordFact(tx, roundId, 'placeLeftOpen', null, { categoryNo, slot, after: item.state }, false);
}

/** Reserves in the order of the frozen ranking: pass mark reached, not struck in deliberation, on no notice of the round so far. */
async function nextReserve(tx: Tx, roundId: string, categoryNo: number): Promise<Reserve | undefined> {
  const [reserve] = await tx<Reserve[]>`
    select k.application_id, k.category_no, k.rank, k.score_hundredths, a.project_name,
      array(select e.name from application_parties p join enterprises e on e.id = p.enterprise_id
            where p.application_id = a.case_id and p.status = 'confirmed' order by p.role, e.name) as parties
    from rankings k join applications a on a.case_id = k.application_id
    where k.round_id = ${roundId} and k.category_no = ${categoryNo} and k.reaches_pass_mark and k.place <> 'none'
      and a.status in ('ranked', 'notSelected')
      and not exists (select 1 from notice_items i where i.round_id = k.round_id and i.application_id = k.application_id)
      and not exists (
        select 1 from tasks t, jsonb_array_elements(t.payload -> 'strikes') s
        where t.case_id = ${roundId} and t.step = 'deliberate' and t.outcome = 'approved'
          and s ->> 'applicationId' = k.application_id::text)
    order by k.rank limit 1`;
  return reserve;
}
