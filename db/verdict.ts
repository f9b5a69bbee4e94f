/** From the proposal to the first notice: deliberation and the approved list. */
import type { RoundPolicy } from '../contracts/policy.ts';
import { recordFact } from './cases.ts';
import type { Sql, Tx } from './client.ts';
import { isCreditworthy } from './creditworthiness.ts';
import { insertNotice, type NoticeLine } from './notices.ts';
import { lockRound, openProposal, openRoundTask } from './round-tasks.ts';

/** What the promotion group writes into its decision: `strikes` leave the list, each with a reason. */
export type Deliberation = { strikes?: { applicationId: string; reason: string }[]; minutes?: string };

/** 审议: the office has forwarded its proposal to the promotion group. */
export async function openDeliberation(sql: Sql, roundId: string, taskId: string): Promise<boolean> {
  return sql.begin(async (tx) => {
    const round = await lockRound(tx, roundId);
    if (round?.status !== 'ranked') return false;
    const [proposal] = await tx<{ payload: { reasons?: unknown } }[]>`select payload from tasks where id = ${taskId}`;
    await tx`update rounds set status = 'deliberation' where case_id = ${roundId}`;
    const nextTaskId = await openRoundTask(tx, roundId, {
      step: 'deliberate',
      body: 'promotionGroup',
      workingDays: round.policy.officeTasks.deliberateWorkingDays,
      outcomes: [
        { key: 'approved', effect: 'pass', needsReason: false },
        { key: 'sentBack', effect: 'sendBack', needsReason: true },
      ],
      payload: { reasons: proposal?.payload.reasons ?? [] },
    });
    await recordFact(tx, roundId, 'proposed', null, { taskId, outcome: 'forward', nextTaskId }, false);
    return true;
  });
}

/** The promotion group has sent the proposal back: the office proposes again. */
export async function returnProposal(sql: Sql, roundId: string, taskId: string): Promise<boolean> {
  return sql.begin(async (tx) => {
    const round = await lockRound(tx, roundId);
    if (round?.status !== 'deliberation') return false;
    const [task] = await tx<{ reason: string | null }[]>`select reason from tasks where id = ${taskId}`;
    await tx`update rounds set status = 'ranked' where case_id = ${roundId}`;
    const nextTaskId = await openProposal(tx, roundId, round.policy, { sentBack: task?.reason ?? null });
    const fact = { taskId, outcome: 'sentBack', reason: task?.reason ?? null, nextTaskId };
    await recordFact(tx, roundId, 'deliberated', null, fact, false);
    return true;
  });
}

/**
 * 公示: publishes the approved list. Struck applications leave it, and so do those whose credit check before the notice finds a
 * record; the next in rank that reached the pass mark moves up.
 */
export async function publishNotice(sql: Sql, roundId: string, taskId: string): Promise<boolean> {
  return sql.begin(async (tx) => {
    const round = await lockRound(tx, roundId);
    if (round?.status !== 'deliberation') return false;
    const [task] = await tx<{ payload: Deliberation }[]>`select payload from tasks where id = ${taskId}`;
    const strikes = task?.payload.strikes ?? [];
    const items = await linesOf(tx, roundId, round.categoryNos, round.policy, strikes);
    const { itemIds: _, ...period } = await insertNotice(tx, roundId, 'first', round.policy.notice.workingDays, items);
    const named = items.flatMap((item) => item.applicationId ?? []);
    await tx`select 1 from cases where id = any(${named}) order by id for update`;
    await tx`update applications set status = 'noticed' where case_id = any(${named}) and status = 'ranked'`;
    await tx`
      select record_fact(id, 'noticePublished', null, jsonb_build_object('noticeId', ${period.noticeId}::text,
        'startsAt', ${period.startsAt}::text, 'endsAt', ${period.endsAt}::text), true) from unnest(${named}::uuid[]) id`;
    await tx`update rounds set status = 'notice' where case_id = ${roundId}`;
    await recordFact(tx, roundId, 'deliberated', null, { taskId, outcome: 'approved', strikes }, false);
    await recordFact(tx, roundId, 'noticePublished', null, { ...period, kind: 'first', items }, false);
    return true;
  });
}

type Ranked = {
  applicationId: string;
  categoryNo: number;
  projectName: string | null;
  parties: string[];
  scoreHundredths: number;
};

async function linesOf(
  tx: Tx,
  roundId: string,
  categoryNos: readonly number[],
  policy: RoundPolicy,
  strikes: readonly { applicationId: string }[],
): Promise<NoticeLine[]> {
  const standing = await tx<Ranked[]>`
    select k.application_id, k.category_no, a.project_name, k.score_hundredths,
      array(select e.name from application_parties p join enterprises e on e.id = p.enterprise_id
            where p.application_id = a.case_id and p.status = 'confirmed' order by p.role, e.name) as parties
    from rankings k join applications a on a.case_id = k.application_id
    where k.round_id = ${roundId} and k.reaches_pass_mark and a.status = 'ranked'
      and not (k.application_id = any(${strikes.map((strike) => strike.applicationId)}::uuid[]))
    order by k.category_no, k.rank`;
  const lines: NoticeLine[] = [];
  for (const categoryNo of [...categoryNos].sort((a, b) => a - b)) {
    const winners: Ranked[] = [];
    for (const ranked of standing.filter((one) => one.categoryNo === categoryNo)) {
      if (winners.length === policy.selection.winnersPerCategory) break;
      if (await isCreditworthy(tx, roundId, ranked, 'notice')) winners.push(ranked);
    }
    const places = winners.map((winner, index): NoticeLine => ({ ...winner, slot: index + 1, place: 'winner' }));
    lines.push(...(places.length > 0 ? places : [leftOpen(categoryNo)]));
  }
  return lines;
}

const leftOpen = (categoryNo: number): NoticeLine => ({
  categoryNo,
  slot: 1,
  applicationId: null,
  place: 'leftOpen',
  projectName: null,
  parties: [],
  scoreHundredths: null,
});
