/** From signed score sheets to a frozen ranking, and back to the experts where the office returns it. */
import type { Category } from '../contracts/programme.ts';
import { serviceCoverage } from '../domain/forms.ts';
import { sha256Hex } from '../domain/hashing.ts';
import { type RankedEntry, type RankingEntry, rankCategory } from '../domain/ranking.ts';
import { type ScoreSheet, scoreApplication } from '../domain/scoring.ts';
import { recordFact } from './cases.ts';
import { json, type Sql, type Tx } from './client.ts';
import { type LockedRound, lockRound, openProposal } from './round-tasks.ts';
import { SCORED } from './score-tasks.ts';

type Scored = {
  applicationId: string;
  categoryNo: number;
  submittedAt: string;
  services: unknown;
  category: Category;
  seed: string;
  sheets: ScoreSheet[];
};
type Entry = RankingEntry & { evidence: Record<string, unknown> };

/**
 * Ranks every category of a round once all sheets are signed, freezes the ranking and asks the office for its proposal.
 * Does nothing while a sheet is open or in any other state.
 */
export async function rankRound(sql: Sql, roundId: string): Promise<boolean> {
  return sql.begin(async (tx) => {
    const round = await lockRound(tx, roundId);
    if (round?.status !== 'scoring') return false;
    const [open] = await tx`
      select 1 from tasks where round_id = ${roundId} and step = 'score' and status = 'open' limit 1`;
    if (open) return false;
    const ranked = rankAll(await scoredApplications(tx, roundId), round);
    await tx`
      insert into rankings (round_id, category_no, application_id, rank, score_hundredths, reaches_pass_mark, place, evidence, frozen_at)
      select ${roundId}, x.category_no, x.application_id, x.rank, x.score_hundredths, x.reaches_pass_mark, x.place, x.evidence,
             clock_timestamp()
      from jsonb_to_recordset(${json(tx, ranked)}) as x(category_no int, application_id uuid, rank int, score_hundredths int,
        reaches_pass_mark boolean, place text, evidence jsonb)`;
    await tx`update applications set status = 'ranked' where round_id = ${roundId} and status = 'underReview'`;
    await tx`update rounds set status = 'ranked' where case_id = ${roundId}`;
    const nextTaskId = await openProposal(tx, roundId, round.policy);
    const summary = ranked.map(({ category_no, application_id, rank, score_hundredths, place }) => ({
      categoryNo: category_no,
      applicationId: application_id,
      rank,
      scoreHundredths: score_hundredths,
      place,
    }));
    await recordFact(tx, roundId, 'rankingFrozen', null, { ranking: summary, nextTaskId }, false);
    return true;
  });
}

/** Latest signed sheet of every expert still seated, gathered by application in one statement. */
const scoredApplications = (tx: Tx, roundId: string) => tx<Scored[]>`
  with latest as (
    select distinct on (t.case_id, t.assignee_id) t.case_id, s.expert_id, s.points
    from tasks t
    join score_sheets s on s.task_id = t.id and s.signed_at is not null
    join applications a on a.case_id = t.case_id
    join panel_members m on m.round_id = t.round_id and m.category_no = a.category_no and m.expert_id = t.assignee_id
      and m.state = 'seated'
    where t.round_id = ${roundId} and t.step = 'score' and t.status = 'done'
    order by t.case_id, t.assignee_id, t.decided_at desc)
  select a.case_id as application_id, a.category_no, a.submitted_at, f.content -> 'shared' -> 'services' as services,
    k as category, p.seed,
    coalesce((select jsonb_agg(jsonb_build_object('expertId', l.expert_id, 'points', l.points) order by l.expert_id)
              from latest l where l.case_id = a.case_id), '[]') as sheets
  from applications a
  join panels p on p.round_id = a.round_id and p.category_no = a.category_no
  join submissions u on u.application_id = a.case_id and u.content_version = a.content_version
  join frozen_contents f on f.application_id = a.case_id and f.no = u.frozen_no
  join rounds r on r.case_id = a.round_id
  join programmes g on g.key = r.programme_key and g.version = r.programme_version
  join lateral jsonb_array_elements(g.pack -> 'categories') k on (k ->> 'no')::int = a.category_no
  where a.round_id = ${roundId} and a.status = 'underReview'
  order by a.category_no, a.case_id`;

function rankAll(scored: readonly Scored[], { policy }: LockedRound) {
  const categories = new Map<number, Scored[]>();
  for (const one of scored) categories.set(one.categoryNo, [...(categories.get(one.categoryNo) ?? []), one]);
  return [...categories.values()].flatMap((group) => {
    const entries = group.map((one) => entryOf(one, policy.rubric));
    const evidence = new Map(entries.map((entry) => [entry.applicationId, entry.evidence]));
    const { entries: ranked } = rankCategory(entries, policy.selection, group[0]?.seed ?? '', sha256Hex);
    return ranked.map((entry) => rowOf(group[0]?.categoryNo ?? 0, entry, evidence.get(entry.applicationId) ?? {}));
  });
}

function entryOf(one: Scored, rubric: LockedRound['policy']['rubric']): Entry {
  const coverage = serviceCoverage(one.services, one.category);
  const base = { applicationId: one.applicationId, coverageBp: coverage.coverageBp, submittedAt: one.submittedAt };
  // Every expert recused and nobody was left to take a seat: no points, and the category can still be left open.
  if (one.sheets.length === 0)
    return { ...base, averageHundredths: 0, passed: false, criteria: {}, evidence: { counted: 0 } };
  const score = scoreApplication(rubric, one.sheets);
  return {
    ...base,
    averageHundredths: score.averageHundredths,
    passed: score.passed,
    criteria: score.criteria,
    evidence: { counted: score.counted, totals: score.totals },
  };
}

function rowOf(categoryNo: number, entry: RankedEntry, evidence: Record<string, unknown>) {
  const { criteria, coverageBp, submittedAt, lot, decidedBy } = entry;
  return {
    category_no: categoryNo,
    application_id: entry.applicationId,
    rank: entry.rank,
    score_hundredths: entry.averageHundredths,
    reaches_pass_mark: entry.passed,
    place: entry.result === 'notSelected' ? 'none' : entry.result,
    evidence: { criteria, coverageBp, submittedAt, lot, decidedBy, ...evidence },
  };
}

/**
 * 退回复评: the ranking is withdrawn and every seated expert gets the sheets again, filled as they were signed.
 * @param taskId the proposal task that was decided so
 */
export async function reopenScoring(sql: Sql, roundId: string, taskId: string): Promise<boolean> {
  return sql.begin(async (tx) => {
    const round = await lockRound(tx, roundId);
    if (round?.status !== 'ranked') return false;
    const { scoringWorkingDays, remindBeforeWorkingDays } = round.policy.panel;
    await tx`
      select 1 from cases where id in (select case_id from applications where round_id = ${roundId} and status = 'ranked')
      order by id for update`;
    await tx`delete from rankings where round_id = ${roundId}`;
    await tx`update applications set status = 'underReview' where round_id = ${roundId} and status = 'ranked'`;
    await tx`
      with latest as materialized (
        select distinct on (t.case_id, t.assignee_id) t.id, t.case_id, t.assignee_id, t.payload, t.content_version
        from tasks t
        join applications a on a.case_id = t.case_id and a.status = 'underReview'
        join panel_members m on m.round_id = t.round_id and m.category_no = a.category_no and m.expert_id = t.assignee_id
          and m.state = 'seated'
        where t.round_id = ${roundId} and t.step = 'score' and t.status = 'done'
        order by t.case_id, t.assignee_id, t.decided_at desc),
      again as materialized (
        select l.id as old_id, open_task(l.case_id, ${roundId}, 'score', 'expert', null, null, l.assignee_id,
          ${scoringWorkingDays}, ${remindBeforeWorkingDays}, ${json(tx, SCORED)}, l.payload, l.content_version, null) as new_id
        from latest l)
      insert into score_sheets (task_id, application_id, expert_id, points, advice, opinion, saved_at)
      select g.new_id, s.application_id, s.expert_id, s.points, s.advice, s.opinion, clock_timestamp()
      from again g join score_sheets s on s.task_id = g.old_id`;
    await tx`
      update rounds r set status = 'scoring', scoring_due_at = coalesce((
        select max(due_at) from tasks where round_id = r.case_id and step = 'score' and status = 'open'), scoring_due_at)
      where case_id = ${roundId}`;
    const [task] = await tx<{ reason: string | null }[]>`select reason from tasks where id = ${taskId}`;
    await recordFact(
      tx,
      roundId,
      'proposed',
      null,
      { taskId, outcome: 'returned', reason: task?.reason ?? null },
      false,
    );
    return true;
  });
}
