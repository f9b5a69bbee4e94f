/** What must always hold, each as one named query that finds the exceptions. Checked every night over one snapshot. */
import type { InvariantName, InvariantResult } from '../contracts/invariants.ts';
import { FINAL_APPLICATION_STATUSES } from '../contracts/vocabulary.ts';
import type { Tx } from './client.ts';
import { nobodyMayTake } from './task-circle.ts';

export type Violation = { caseId: string | null; label: string | null; detail: string | null };

const EXAMPLES = 20;
/** A workflow may take this long to make the next move after a fact. */
const PATIENCE = '10 minutes';

const over = (tx: Tx) => tx`${[...FINAL_APPLICATION_STATUSES]}::text[]`;
/** When the case last moved. */
const movedAt = (tx: Tx) => tx`(select max(f.at) from facts f where f.case_id = c.id)`;
const patience = (tx: Tx) => tx`clock_timestamp() - ${PATIENCE}::interval`;

/** The queries: rows are exceptions. `label` names the thing for people, `detail` says what is wrong with it. */
const QUERIES: Record<InvariantName, (tx: Tx) => Promise<Violation[]>> = {
  // Every open case has a task or waits for a round that is under way.
  openCaseHasTask: (tx) => tx<Violation[]>`
    select c.id as case_id, a.project_name as label, a.status as detail
    from applications a join cases c on c.id = a.case_id join rounds r on r.case_id = a.round_id
    where case
      when r.status = 'cancelled' then a.status <> all(${over(tx)})
      when a.status in ('circulating', 'correcting')
        then not exists (select 1 from tasks t where t.case_id = c.id and t.status = 'open' and t.step <> 'score')
          and ${movedAt(tx)} < ${patience(tx)}
      when a.status in ('qualified', 'underReview', 'ranked', 'noticed') then r.status in ('draft', 'published')
      when a.status in ('draft', 'signing') then r.status not in ('draft', 'open') and r.closes_at < ${patience(tx)}
      else false end
    union all
    select o.case_id, o.no, o.status from objections o
    where o.status = 'open' and not exists (select 1 from tasks t where t.case_id = o.case_id and t.status = 'open')
    union all
    select v.case_id, v.document_no, v.state from reversals v
    where v.state = 'proposed' and not exists (select 1 from tasks t where t.case_id = v.case_id and t.status = 'open')
    union all
    select m.case_id, a.project_name, m.status from member_changes m join applications a on a.case_id = m.application_id
    where a.status <> 'awarded' and m.status in ('confirming', 'deciding')
      or m.status = 'confirming' and m.confirm_by < ${patience(tx)}
      or m.status = 'deciding' and not exists (
        select 1 from tasks t where t.id = m.task_id and (t.status = 'open' or t.status = 'done' and t.decided_at > ${patience(tx)}))`,
  // Every round under way has a task, score sheets, an open call, cases in circulation or a running notice.
  openRoundHasTask: (tx) => tx<Violation[]>`
    select c.id as case_id, r.title_zh as label, r.status as detail
    from rounds r join cases c on c.id = r.case_id
    where case r.status
      when 'open' then r.closes_at < ${patience(tx)}
      when 'closed' then ${movedAt(tx)} < ${patience(tx)} and not exists (
        select 1 from applications a where a.round_id = c.id and a.status in ('circulating', 'correcting'))
      when 'notice' then ${movedAt(tx)} < ${patience(tx)} and not exists (
        select 1 from notices n where n.round_id = c.id and n.ended_at is null and n.ends_at > ${patience(tx)})
        and not exists (select 1 from objections o where o.round_id = c.id and o.status = 'open')
      when 'scoring' then ${movedAt(tx)} < ${patience(tx)} and not exists (
        select 1 from tasks t where t.round_id = c.id and t.step = 'score' and t.status = 'open')
      when 'draft' then false when 'published' then false when 'cancelled' then false
      else ${movedAt(tx)} < ${patience(tx)} and not exists (
        select 1 from tasks t where t.case_id = c.id and t.status = 'open') end`,
  // Somebody may decide every open task: of its body, the expert it names, or the enterprise that has to correct.
  openTaskHasDecider: (tx) => tx<Violation[]>`
    select t.case_id, coalesce(a.project_name, r.title_zh) as label, t.step || ' / ' || coalesce(t.body_id, t.role) as detail
    from tasks t join rounds r on r.case_id = t.round_id left join applications a on a.case_id = t.case_id
    where t.status = 'open' and case
      when t.assignee_id is not null then not exists (
        select 1 from role_grants g where g.user_id = t.assignee_id and g.role = t.role and g.revoked_at is null)
      when t.body_id is not null then ${nobodyMayTake(tx)}
      else not exists (
        select 1 from role_grants g where g.enterprise_id = t.enterprise_id and g.revoked_at is null
          and g.role in ('enterpriseOwner', 'enterpriseSigner')) end`,
  // The slip and the status say the same.
  slipAgreesWithStatus: (tx) => tx<Violation[]>`
    select c.id as case_id, a.project_name as label, a.status || ' / ' || coalesce(c.slip_state, '–') as detail
    from applications a join cases c on c.id = a.case_id
    where case a.status
      when 'circulating' then c.slip_state not in ('running', 'halted')
      when 'correcting' then c.slip_state is distinct from 'halted'
      when 'draft' then c.slip_state is not null when 'signing' then c.slip_state is not null
      when 'qualified' then c.slip_state is distinct from 'passed'
      when 'underReview' then c.slip_state is distinct from 'passed'
      when 'ranked' then c.slip_state is distinct from 'passed'
      when 'noticed' then c.slip_state is distinct from 'passed'
      when 'awarded' then c.slip_state is distinct from 'passed'
      else false end`,
  // One desk has a case at a time, and it is the desk that the slip names.
  oneDeskHasTheCase: (tx) => tx<Violation[]>`
    select c.id as case_id, a.project_name as label, count(*) || ': ' || string_agg(t.step, ', ') as detail
    from tasks t join cases c on c.id = t.case_id join applications a on a.case_id = c.id
    where t.status = 'open' and t.step <> 'score'
    group by c.id, a.project_name
    having count(*) filter (where t.desk is not null or t.step = 'correction') > 1
      or bool_or(t.desk is not null and t.step <> 'correction' and t.desk is distinct from c.desk)`,
  // Nobody has work on what is over.
  noTaskOfClosedCase: (tx) => tx<Violation[]>`
    select t.case_id, coalesce(a.project_name, r.title_zh, o.no) as label,
      t.step || ' / ' || coalesce(a.status, r.status, o.status, m.status) as detail
    from tasks t left join applications a on a.case_id = t.case_id left join rounds r on r.case_id = t.case_id
      left join objections o on o.case_id = t.case_id left join member_changes m on m.case_id = t.case_id
    where t.status = 'open'
      and (a.status = any(${over(tx)}) or r.status in ('published', 'cancelled') or o.status <> 'open' or m.status <> 'deciding')`,
  // What was submitted has a receipt, and as many submissions as its content has versions.
  submissionsAreCounted: (tx) => tx<Violation[]>`
    select a.case_id, a.project_name as label, a.content_version || ' / ' || s.count || ' / ' || coalesce(a.receipt_no, '–') as detail
    from applications a
    join lateral (select count(*)::int as count from submissions s where s.application_id = a.case_id) s on true
    where a.content_version <> s.count or (a.content_version > 0) <> (a.receipt_no is not null)`,
  // Shares of those who applied jointly add to the whole.
  sharesAddToWhole: (tx) => tx<Violation[]>`
    select a.case_id, a.project_name as label, sum(p.share_bp)::text as detail
    from applications a join application_parties p on p.application_id = a.case_id and p.status = 'confirmed'
    where a.content_version > 0 group by a.case_id having sum(p.share_bp) <> 10000`,
  // A score task that is done has a signed sheet.
  scoresAreSigned: (tx) => tx<Violation[]>`
    select t.case_id, a.project_name as label, t.assignee_id as detail
    from tasks t left join applications a on a.case_id = t.case_id left join score_sheets s on s.task_id = t.id
    where t.step = 'score' and t.status = 'done' and t.outcome = 'scored' and s.signed_at is null`,
  // Ranks of a category run from 1 without gap, best score first.
  rankingsAreInOrder: (tx) => tx<Violation[]>`
    select round_id as case_id, 'category ' || category_no as label, 'rank ' || rank as detail
    from (select round_id, category_no, rank, score_hundredths,
            row_number() over w as expected, lag(score_hundredths) over w as better
          from rankings window w as (partition by round_id, category_no order by rank)) k
    where rank <> expected or score_hundredths > better`,
  // Whoever won was ranked, and no award is without a result.
  resultsComeFromRankings: (tx) => tx<Violation[]>`
    select s.application_id as case_id, a.project_name as label, 'not ranked' as detail
    from results s left join applications a on a.case_id = s.application_id
    where s.outcome = 'winner' and s.state = 'valid' and not exists (
      select 1 from rankings k where k.round_id = s.round_id and k.category_no = s.category_no and k.application_id = s.application_id)
    union all
    select a.case_id, a.project_name, a.status from applications a
    where (a.status = 'awarded') <> exists (
      select 1 from results s where s.application_id = a.case_id and s.outcome = 'winner' and s.state = 'valid')`,
  // No category has more winners than its round's policy allows.
  winnersWithinQuota: (tx) => tx<Violation[]>`
    select r.case_id, r.title_zh as label, 'category ' || s.category_no || ': ' || count(*) as detail
    from results s join rounds r on r.case_id = s.round_id
    where s.outcome = 'winner' and s.state = 'valid' group by r.case_id, s.category_no
    having count(*) > coalesce((r.policy -> 'selection' ->> 'winnersPerCategory')::int, 1)`,
  // A notice ends after it starts, and is not ended before its time.
  noticesRunTheirTime: (tx) => tx<Violation[]>`
    select n.round_id as case_id, r.title_zh as label, n.starts_at || ' – ' || coalesce(n.ended_at, n.ends_at) as detail
    from notices n join rounds r on r.case_id = n.round_id
    where n.ends_at <= n.starts_at or n.ended_at < n.ends_at`,
  // Each case's head is its last fact: as many facts as its version says, chained to its head hash.
  chainHeadsAgree: (tx) => tx<Violation[]>`
    select c.id as case_id, c.kind as label, c.version || ' / ' || count(f.version) as detail
    from cases c left join facts f on f.case_id = c.id
    group by c.id
    having count(f.version) <> c.version or coalesce(max(f.version), 0) <> c.version
      or (c.version > 0 and not exists (
        select 1 from facts last where last.case_id = c.id and last.version = c.version and last.hash = c.head_hash))`,
  // A mail that waits has somebody who will send it: its own hour, a digest, the outbox, or a day of attempts.
  mailsAreUnderWay: (tx) => tx<Violation[]>`
    select m.case_id, m.subject as label, m.template as detail
    from messages m left join digests d on d.id = m.digest_id
    where m.mail_status = 'pending' and coalesce(m.send_after, d.due_at, m.created_at) < clock_timestamp() - interval '2 days'
      and not exists (select 1 from outbox o where o.subject_id = m.id or o.subject_id = m.digest_id)`,
};

export const INVARIANTS = Object.keys(QUERIES) as InvariantName[];

/** Checks each over the transaction's snapshot. One that cannot be checked counts as broken, with its error. */
export async function checkInvariants(tx: Tx): Promise<InvariantResult[]> {
  const results: InvariantResult[] = [];
  for (const name of INVARIANTS) {
    const startedAt = performance.now();
    const took = () => Math.round(performance.now() - startedAt);
    try {
      const found = await within(tx, (inner) => QUERIES[name](inner));
      results.push({ name, violations: found.length, examples: found.slice(0, EXAMPLES), error: null, tookMs: took() });
    } catch (error) {
      results.push({ name, violations: 0, examples: [], error: String(error).slice(0, 500), tookMs: took() });
    }
  }
  return results;
}

/** A failed query must not end the transaction of the others. */
async function within<T>(tx: Tx, work: (inner: Tx) => Promise<T>): Promise<T> {
  return 'savepoint' in tx ? ((await tx.savepoint((inner) => work(inner as Tx))) as T) : work(tx);
}
