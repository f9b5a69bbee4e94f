/** From the proposal to the published result: deliberation, public notice, publication. */
import type { RoundPolicy } from '../contracts/policy.ts';
import { recordFact } from './cases.ts';
import { issueCertificates } from './certificates.ts';
import { json, type Sql, type Tx } from './client.ts';
import { lockRound, openProposal, openRoundTask } from './round-tasks.ts';

/** What the promotion group writes into its decision: `strikes` leave the list, each with a reason. */
export type Deliberation = { strikes?: { applicationId: string; reason: string }[]; minutes?: string };

/** One line of a notice: the proposed winner of a category, or the category left open. */
export type NoticeItem = {
  categoryNo: number;
  applicationId: string | null;
  place: 'winner' | 'leftOpen';
  projectName: string | null;
  parties: string[];
  scoreHundredths: number | null;
};

/** 审议: the office has forwarded its proposal to the promotion group. */
export async function openDeliberation(sql: Sql, roundId: string, taskId: string): Promise<boolean> {
  return sql.begin(async (tx) => {
    const round = await lockRound(tx, roundId);
    if (round?.status !== 'ranked') return false;
    await tx`update rounds set status = 'deliberation' where case_id = ${roundId}`;
    const nextTaskId = await openRoundTask(tx, roundId, {
      step: 'deliberate',
      body: 'promotionGroup',
      workingDays: round.policy.officeTasks.deliberateWorkingDays,
      outcomes: [
        { key: 'approved', effect: 'pass', needsReason: false },
        { key: 'sentBack', effect: 'sendBack', needsReason: true },
      ],
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
 * 公示: publishes the approved list. Struck applications leave it, and the next in rank that reached the pass mark moves up.
 * The notice runs from the next midnight to 24:00 of its last working day; a rehearsal starts at once.
 */
export async function publishNotice(sql: Sql, roundId: string, taskId: string): Promise<boolean> {
  return sql.begin(async (tx) => {
    const round = await lockRound(tx, roundId);
    if (round?.status !== 'deliberation') return false;
    const [task] = await tx<{ payload: Deliberation }[]>`select payload from tasks where id = ${taskId}`;
    const strikes = task?.payload.strikes ?? [];
    const items = await itemsOf(tx, roundId, round.categoryNos, round.policy, strikes);
    const workingDays = round.policy.notice.workingDays;
    const [notice] = await tx<{ id: string; startsAt: string; endsAt: string }[]>`
      insert into notices (round_id, items, published_at, starts_at, ends_at, working_days)
      select ${roundId}, ${json(tx, items)}, now.at,
        case when c.working_day_ms is not null then now.at
             else ((now.at at time zone 'Asia/Shanghai')::date + 1)::timestamp at time zone 'Asia/Shanghai' end,
        due_at(now.at, ${workingDays}, c.working_day_ms), ${workingDays}
      from cases c, (select clock_timestamp() as at) now where c.id = ${roundId}
      returning id, starts_at, ends_at`;
    const named = items.flatMap((item) => item.applicationId ?? []);
    const period = { noticeId: notice?.id, startsAt: notice?.startsAt, endsAt: notice?.endsAt };
    await tx`select 1 from cases where id = any(${named}) order by id for update`;
    await tx`update applications set status = 'noticed' where case_id = any(${named}) and status = 'ranked'`;
    await tx`select record_fact(id, 'noticePublished', null, ${json(tx, period)}, true) from unnest(${named}::uuid[]) id`;
    await tx`update rounds set status = 'notice' where case_id = ${roundId}`;
    await recordFact(tx, roundId, 'deliberated', null, { taskId, outcome: 'approved', strikes }, false);
    await recordFact(tx, roundId, 'noticePublished', null, { ...period, items }, false);
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

async function itemsOf(
  tx: Tx,
  roundId: string,
  categoryNos: readonly number[],
  policy: RoundPolicy,
  strikes: readonly { applicationId: string }[],
): Promise<NoticeItem[]> {
  const standing = await tx<Ranked[]>`
    select k.application_id, k.category_no, a.project_name, k.score_hundredths,
      array(select e.name from application_parties p join enterprises e on e.id = p.enterprise_id
            where p.application_id = a.case_id and p.status = 'confirmed' order by p.role, e.name) as parties
    from rankings k join applications a on a.case_id = k.application_id
    where k.round_id = ${roundId} and k.reaches_pass_mark and a.status = 'ranked'
      and not (k.application_id = any(${strikes.map((strike) => strike.applicationId)}::uuid[]))
    order by k.category_no, k.rank`;
  return [...categoryNos]
    .sort((a, b) => a - b)
    .flatMap((categoryNo): NoticeItem[] => {
      const winners = standing
        .filter((ranked) => ranked.categoryNo === categoryNo)
        .slice(0, policy.selection.winnersPerCategory);
      if (winners.length > 0) return winners.map((winner) => ({ ...winner, place: 'winner' }));
      return [
        { categoryNo, applicationId: null, place: 'leftOpen', projectName: null, parties: [], scoreHundredths: null },
      ];
    });
}

/**
 * Ends a notice whose last day has passed by the database's clock, and asks the office to publish.
 * @returns milliseconds still missing; 0 when it has ended
 */
export async function endNotice(sql: Sql, roundId: string): Promise<number> {
  return sql.begin(async (tx) => {
    const round = await lockRound(tx, roundId);
    if (round?.status !== 'notice') return 0;
    const [notice] = await tx<{ id: string; missingMs: number }[]>`
      select id, ceil(extract(epoch from ends_at - clock_timestamp()) * 1000)::float8 as missing_ms
      from notices where round_id = ${roundId} and ended_at is null order by ends_at desc limit 1 for update`;
    if (notice && notice.missingMs > 0) return notice.missingMs;
    await tx`update notices set ended_at = clock_timestamp() where round_id = ${roundId} and ended_at is null`;
    await tx`update rounds set status = 'publication' where case_id = ${roundId}`;
    const nextTaskId = await openRoundTask(tx, roundId, {
      step: 'publish',
      body: 'cityOffice',
      workingDays: round.policy.officeTasks.publishWorkingDays,
      outcomes: [{ key: 'published', effect: 'pass', needsReason: false }],
    });
    await recordFact(tx, roundId, 'noticeEnded', null, { noticeId: notice?.id, nextTaskId }, false);
    return 0;
  });
}

/**
 * 公布: writes the results as noticed and tells every application of the round its own. A winner that withdrew during the
 * notice leaves its category open.
 */
export async function publishResults(sql: Sql, roundId: string, taskId: string): Promise<boolean> {
  return sql.begin(async (tx) => {
    const round = await lockRound(tx, roundId);
    if (round?.status !== 'publication') return false;
    const live = ['qualified', 'underReview', 'ranked', 'noticed'];
    await tx`
      select 1 from cases where id in (
        select case_id from applications where round_id = ${roundId} and status = any(${live})) order by id for update`;
    await tx`
      insert into results (round_id, category_no, place, outcome, application_id, reason, published_at, published_by)
      select ${roundId}, i.category_no,
        row_number() over (partition by i.category_no order by i.no),
        case when a.case_id is null then 'leftOpen' else 'winner' end, a.case_id,
        case when i.application_id is null then 'nobodyReachedPassMark' when a.case_id is null then 'withdrawn' end,
        clock_timestamp(), t.decided_by
      from tasks t, (
        select (item ->> 'categoryNo')::int as category_no, (item ->> 'applicationId')::uuid as application_id, no
        from (select items from notices where round_id = ${roundId} order by published_at desc limit 1) n,
          jsonb_array_elements(n.items) with ordinality as e(item, no)) i
      left join applications a on a.case_id = i.application_id and a.status = 'noticed'
      where t.id = ${taskId}
      on conflict do nothing`;
    await tx`
      with told as (
        update applications a
        set status = case when exists (
          select 1 from results s where s.round_id = a.round_id and s.application_id = a.case_id) then 'awarded' else 'notSelected' end
        where a.round_id = ${roundId} and a.status = any(${live}) returning case_id, category_no, status)
      select record_fact(d.case_id, 'resultRecorded', null, jsonb_build_object('outcome', d.status, 'categoryNo', d.category_no,
        'rank', k.rank, 'reason', case when d.status = 'awarded' then null
          when exists (
            select 1 from tasks t, jsonb_array_elements(t.payload -> 'strikes') s
            where t.case_id = ${roundId} and t.step = 'deliberate' and t.outcome = 'approved'
              and s ->> 'applicationId' = d.case_id::text) then 'struck'
          when k.reaches_pass_mark is false then 'belowPassMark' else 'rankedLower' end), true)
      from told d left join rankings k on k.application_id = d.case_id and k.round_id = ${roundId}`;
    await issueCertificates(tx, roundId);
    await tx`update rounds set status = 'published' where case_id = ${roundId}`;
    await recordFact(tx, roundId, 'resultsPublished', null, { taskId }, false);
    return true;
  });
}
