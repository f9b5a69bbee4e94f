/** Rounds as they are read: the list and the control room. */
import { page } from '../contracts/paging.ts';
import { Problem } from '../contracts/problem-error.ts';
import type { RoundView } from '../contracts/rounds.ts';
import type { ApplicationStatus, RoundStatus } from '../contracts/vocabulary.ts';
import type { Tx } from './client.ts';
import { noticeItemsOf } from './notices.ts';
import { categoryOf, roundFrame } from './programmes.ts';
import { linksOf, openCategories } from './recalls.ts';
import { CANCELLABLE, cancellationOf, whatEnds } from './round-cancellation.ts';
import { tasksOfRound } from './tasks.ts';

type SummaryRow = {
  id: string;
  titleZh: string;
  titleEn: string;
  status: RoundStatus;
  programmeKey: string;
  workingDayMs: number | null;
  categoryNos: number[];
  opensAt: string | null;
  closesAt: string | null;
  closedAt: string | null;
  applications: number;
  createdAt: string;
  version: number;
  scoringDueAt: string | null;
  now: string;
};
const selectRounds = (tx: Tx) => tx`
  select r.case_id as id, r.title_zh, r.title_en, r.status, r.programme_key, c.working_day_ms, r.category_nos, r.opens_at, r.closes_at, r.closed_at,
         r.created_at, c.version, r.scoring_due_at, clock_timestamp() as now,
         (select count(*)::int from applications a where a.round_id = r.case_id and a.content_version > 0) as applications
  from rounds r join cases c on c.id = r.case_id`;
const summary = (row: SummaryRow) => ({
  id: row.id,
  title: { zh: row.titleZh, en: row.titleEn },
  status: row.status,
  programmeKey: row.programmeKey,
  rehearsal: row.workingDayMs !== null,
  categoryNos: row.categoryNos,
  opensAt: row.opensAt,
  closesAt: row.closesAt,
  applications: row.applications,
  createdAt: row.createdAt,
});

export async function listRounds(tx: Tx, filter: { page: number; perPage: number; status?: RoundStatus | undefined }) {
  const rows = await tx<SummaryRow[]>`
    ${selectRounds(tx)} ${filter.status ? tx`where r.status = ${filter.status}` : tx``}
    order by r.created_at desc limit ${filter.perPage + 1} offset ${(filter.page - 1) * filter.perPage}`;
  return page(rows.map(summary), filter);
}

/** What the reader's role permits with rounds. */
export type RoundPowers = { manage: boolean; cancel: boolean };

/** The control room. Powers add what the office may do now. */
export async function roundView(
  tx: Tx,
  roundId: string,
  { manage: mayManage, cancel: mayCancel }: RoundPowers,
): Promise<RoundView> {
  const [[row], frame] = await Promise.all([
    tx<SummaryRow[]>`${selectRounds(tx)} where r.case_id = ${roundId}`,
    roundFrame(tx, roundId),
  ]);
  if (!row || !frame) throw new Problem('notFound');
  const cancellable = mayCancel && CANCELLABLE.includes(row.status);
  const [
    funnel,
    districts,
    categories,
    tasks,
    [scoring],
    [notice],
    [design],
    [lastDue],
    noticeItems,
    links,
    openCategoryNos,
    cancellation,
    wouldEnd,
  ] = await Promise.all([
    tx<{ status: ApplicationStatus; count: number }[]>`
      select status, count(*)::int as count from applications where round_id = ${roundId} and (${mayManage} or content_version > 0) group by status order by status`,
    tx<{ bodyId: string; zh: string; en: string; waiting: number; overdue: number; settled: number }[]>`
      select b.id as body_id, b.name_zh as zh, b.name_en as en,
             count(t.id)::int as waiting, count(t.id) filter (where t.due_at < now())::int as overdue,
             count(*) filter (where a.status not in ('circulating', 'correcting'))::int as settled
      from applications a join bodies b on b.id = a.recommending_body_id
      left join tasks t on t.case_id = a.case_id and t.status = 'open' and t.role = 'districtOfficer'
      where a.round_id = ${roundId} and a.content_version > 0 group by b.id order by b.id`,
    categoryRows(tx, roundId),
    tasksOfRound(tx, roundId),
    tx<{ signed: number; all: number }[]>`
      select (count(distinct (t.case_id, t.assignee_id)) - count(*) filter (where t.status = 'open'))::int as signed,
        count(distinct (t.case_id, t.assignee_id))::int as all
      from tasks t join applications a on a.case_id = t.case_id
      join panel_members m on m.round_id = t.round_id and m.category_no = a.category_no and m.expert_id = t.assignee_id and m.state = 'seated'
      where t.round_id = ${roundId} and t.step = 'score' and t.status in ('open', 'done')`,
    tx<{ id: string; startsAt: string; endsAt: string; endedAt: string | null }[]>`
      select id, starts_at, ends_at, ended_at from notices where round_id = ${roundId} order by published_at desc limit 1`,
    tx<{ id: string }[]>`select id from designs where round_id = ${roundId} and status = 'editing'`,
    tx<RoundView['lastDue'][]>`
      select max(t.due_at) filter (where c.kind = 'application' and t.step <> 'score') as circulation,
        max(t.due_at) filter (where c.kind = 'objection') as objections
      from tasks t join cases c on c.id = t.case_id where t.round_id = ${roundId} and t.status = 'open'`,
    noticeItemsOf(tx, roundId),
    linksOf(tx, roundId),
    openCategories(tx, roundId),
    cancellationOf(tx, roundId),
    cancellable ? whatEnds(tx, roundId) : null,
  ]);
  return {
    ...summary(row),
    programmeVersion: frame.programmeVersion,
    designId: design?.id ?? null,
    version: row.version,
    workingDayMs: row.workingDayMs,
    closedAt: row.closedAt,
    policy: frame.policy,
    funnel,
    districts: districts.map(({ zh, en, ...district }) => ({ ...district, name: { zh, en } })),
    categories: row.categoryNos.map((no) => {
      const found = categories.find((category) => category.no === no);
      return {
        no,
        name: categoryOf(frame.pack, no).name,
        applications: found?.applications ?? 0,
        qualified: found?.qualified ?? 0,
        result: found?.outcome
          ? { outcome: found.outcome, applicationId: found.applicationId, projectName: found.projectName }
          : null,
      };
    }),
    tasks,
    scoring: scoring && scoring.all > 0 ? { ...scoring, dueAt: row.scoringDueAt } : null,
    notice: notice ?? null,
    lastDue: lastDue ?? { circulation: null, objections: null },
    noticeItems,
    cancellation,
    wouldEnd,
    ...links,
    openCategoryNos,
    allowed: [
      ...(mayManage ? [...officeActs(row), ...(openCategoryNos.length > 0 ? ['recall'] : [])] : []),
      ...(cancellable ? ['cancel'] : []),
    ],
    now: row.now,
  };
}

function officeActs(row: SummaryRow): string[] {
  const open = row.status === 'open' && (row.closesAt ?? '') > row.now;
  return [
    ...(row.status === 'draft' ? ['open', 'changeClosing'] : []),
    ...(open ? ['changeClosing'] : []),
    ...(row.status === 'panel' ? ['drawPanel'] : []),
  ];
}

type CategoryRow = {
  no: number;
  applications: number;
  qualified: number;
  outcome: 'winner' | 'leftOpen' | null;
  applicationId: string | null;
  projectName: string | null;
};
const categoryRows = (tx: Tx, roundId: string) => tx<CategoryRow[]>`
  select coalesce(a.category_no, s.category_no) as no, coalesce(a.applications, 0) as applications, coalesce(a.qualified, 0) as qualified,
         s.outcome, s.application_id, w.project_name
  from (select category_no, count(*)::int as applications,
               count(*) filter (where status in ('qualified', 'underReview', 'ranked', 'noticed', 'awarded', 'notSelected'))::int as qualified
        from applications where round_id = ${roundId} and content_version > 0 group by category_no) a
  full join (
    select distinct on (category_no, place) * from results where round_id = ${roundId} order by category_no, place, issue desc
  ) s on s.category_no = a.category_no
  left join applications w on w.case_id = s.application_id`;
