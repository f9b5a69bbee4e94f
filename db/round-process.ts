/** A round's course up to the panel: where it stands, the close, and the end of circulation. */
import type { RoundNews, RoundStanding } from '../contracts/facts.ts';
import type { RoundPolicy } from '../contracts/policy.ts';
import type { Effect, RoundStatus } from '../contracts/vocabulary.ts';
import { recordFact } from './cases.ts';
import type { Sql, Tx } from './client.ts';
import { unfollowed } from './follow-ups.ts';
import { lockRound, openProposal, openRoundTask } from './round-tasks.ts';

export { type DrawnPanel, type DrawOutcome, drawPanels, type RecuseOutcome, recuse } from './panels.ts';

/** The step whose decision moves a round on, by status. */
const STEP_OF_STATUS: Partial<Record<RoundStatus, string>> = {
  panel: 'drawPanel',
  ranked: 'propose',
  deliberation: 'deliberate',
  publication: 'publish',
};

type Row = Omit<RoundStanding, 'decision' | 'watch'> & {
  version: number;
  remindAt: string | null;
  dueAt: string | null;
};

/** Version and standing of a round. A case that is no round reads as a draft: nothing to do. */
export async function readRoundNews(sql: Tx, roundId: string): Promise<RoundNews> {
  const [row] = await sql<Row[]>`
    select c.version, r.status, r.closes_at,
      (select min(ends_at) from notices where round_id = r.case_id and ended_at is null) as notice_ends_at,
      (select count(*)::int from notice_items where round_id = r.case_id and state = 'ready') as ready,
      (select count(*)::int from notice_items i where round_id = r.case_id and ${unfollowed(sql)}) as follow_ups,
      (select count(*)::int from applications where round_id = r.case_id and status in ('circulating', 'correcting')) as circulating,
      (select step from tasks where case_id = r.case_id and status = 'open' order by opened_at desc limit 1) as open_step,
      w.scores_open, w.remind_at, w.due_at
    from cases c
    join rounds r on r.case_id = c.id
    left join lateral (
      select count(*) filter (where step = 'score')::int as scores_open,
             min(remind_at) filter (where reminded_at is null and overdue_at is null) as remind_at,
             min(case when overdue_at is null then due_at when escalated_at is null then escalate_at end) as due_at
      from tasks where round_id = r.case_id and status = 'open' and (case_id = r.case_id or step = 'score')) w on true
    where c.id = ${roundId}`;
  if (!row) return { version: 0, standing: nothing };
  const { version, remindAt, dueAt, ...rest } = row;
  const step = STEP_OF_STATUS[row.status];
  const decision = step ? await latestDecision(sql, roundId, step) : null;
  return { version, standing: { ...rest, decision, watch: { remindAt, dueAt } } };
}

const nothing: RoundStanding = {
  status: 'draft',
  closesAt: null,
  noticeEndsAt: null,
  circulating: 0,
  scoresOpen: 0,
  openStep: null,
  decision: null,
  watch: { remindAt: null, dueAt: null },
  ready: 0,
  followUps: 0,
};

/** The latest decision on a step of which no task is open. */
async function latestDecision(sql: Tx, roundId: string, step: string): Promise<RoundStanding['decision']> {
  const [row] = await sql<{ taskId: string; effect: Effect }[]>`
    select t.id as task_id, o ->> 'effect' as effect
    from tasks t, jsonb_array_elements(t.outcomes) o
    where t.case_id = ${roundId} and t.step = ${step} and t.status = 'done' and o ->> 'key' = t.outcome
      and not exists (select 1 from tasks p where p.case_id = ${roundId} and p.step = ${step} and p.status = 'open')
    order by t.decided_at desc limit 1`;
  return row ?? null;
}

/**
 * Closes the call at its instant by the database's clock; afterwards no draft can be submitted. Drafts expire.
 * Two transactions: a submission holds its case and waits for the round, so the round may not wait for cases.
 * @returns milliseconds still missing (the window may have been extended meanwhile); 0 when closed
 */
export async function closeRound(sql: Sql, roundId: string): Promise<{ missingMs: number; expired: string[] }> {
  const missingMs = await sql.begin(async (tx) => {
    const round = await lockRound(tx, roundId);
    if (round?.status !== 'open') return 0;
    const [clock] = await tx<{ missingMs: number }[]>`
      select ceil(extract(epoch from closes_at - clock_timestamp()) * 1000)::float8 as missing_ms
      from rounds where case_id = ${roundId}`;
    if (clock && clock.missingMs > 0) return clock.missingMs;
    await tx`update rounds set status = 'closed', closed_at = closes_at where case_id = ${roundId}`;
    await recordFact(tx, roundId, 'roundClosed', null, {}, false);
    return 0;
  });
  return { missingMs, expired: missingMs > 0 ? [] : await expireDrafts(sql, roundId) };
}

/** Drafts of a round that has closed expire. Returns the cases of those that did. */
async function expireDrafts(sql: Sql, roundId: string): Promise<string[]> {
  return sql.begin(async (tx) => {
    const drafts = await tx<{ id: string }[]>`
      select c.id from cases c join applications a on a.case_id = c.id join rounds r on r.case_id = a.round_id
      where a.round_id = ${roundId} and r.status <> 'open' and a.status in ('draft', 'signing')
      order by c.id for update of c`;
    const ids = drafts.map((draft) => draft.id);
    if (ids.length === 0) return [];
    // Read again under the locks: one of them may have been withdrawn while they were taken.
    const expired = await tx<{ caseId: string }[]>`
      update applications set status = 'expired', settled_at = clock_timestamp()
      where case_id = any(${ids}) and status in ('draft', 'signing') returning case_id`;
    const expiredIds = expired.map((row) => row.caseId);
    await tx`
      select record_fact(id, 'expired', null, jsonb_build_object('roundId', ${roundId}::uuid), false)
      from unnest(${expiredIds}::uuid[]) id`;
    return expiredIds;
  });
}

/** Every slip has ended: the office draws panels, or, where nobody qualified, proposes an empty list. */
export async function settleCirculation(sql: Sql, roundId: string): Promise<boolean> {
  return sql.begin(async (tx) => {
    const round = await lockRound(tx, roundId);
    if (round?.status !== 'closed') return false;
    const [count] = await tx<{ running: number; qualified: number }[]>`
      select count(*) filter (where status in ('circulating', 'correcting'))::int as running,
             count(*) filter (where status = 'qualified')::int as qualified
      from applications where round_id = ${roundId}`;
    if (!count || count.running > 0) return false;
    const empty = count.qualified === 0;
    await tx`update rounds set status = ${empty ? 'ranked' : 'panel'} where case_id = ${roundId}`;
    const taskId = empty ? await openProposal(tx, roundId, round.policy) : await openDraw(tx, roundId, round.policy);
    await recordFact(
      tx,
      roundId,
      'circulationSettled',
      null,
      { qualified: count.qualified, nextTaskId: taskId },
      false,
    );
    return true;
  });
}

const openDraw = (tx: Tx, roundId: string, policy: RoundPolicy) =>
  openRoundTask(tx, roundId, {
    step: 'drawPanel',
    body: 'cityOffice',
    workingDays: policy.officeTasks.drawPanelWorkingDays,
    outcomes: [{ key: 'drawn', effect: 'pass', needsReason: false }],
  });
