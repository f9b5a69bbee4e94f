/** Public notices and results, with what became of each line. Nobody's objection is named. */
import { UNSETTLED } from '../domain/notice-items.ts';
import type { NoticeItemState } from '../contracts/vocabulary.ts';
import type { Tx } from './client.ts';
import { unfollowed } from './follow-ups.ts';
import { packOf } from './programmes.ts';
import { headOf, nameOf, points, type RoundRow, roundColumns, type Window } from './public-rounds.ts';
import { linksOf } from './recalls.ts';

type NoticeRow = Omit<RoundRow, 'id'> & {
  id: string;
  roundId: string;
  state: 'coming' | 'running' | 'ended';
  publishedAt: string;
  startsAt: string;
  endsAt: string;
  workingDays: number;
  kind: 'first' | 'reserve' | 'amended';
  now: string;
};

const noticeColumns = (tx: Tx) => tx`
  n.id, n.round_id, r.programme_key, r.programme_version, r.title_zh, r.title_en, c.working_day_ms is not null as rehearsal,
  n.kind, n.published_at, n.starts_at, n.ends_at, n.working_days, clock_timestamp() as now,
  case when n.ended_at is not null or n.ends_at <= clock_timestamp() then 'ended'
       when n.starts_at > clock_timestamp() then 'coming' else 'running' end as state`;

const noticeOf = (row: NoticeRow) => {
  const { roundId, kind, state, publishedAt, startsAt, endsAt, workingDays } = row;
  return { ...headOf(row), roundId, kind, state, publishedAt, startsAt, endsAt, workingDays };
};

/** Public notices (公示), latest first; ended ones stay readable. */
export async function listNotices(tx: Tx, { limit, offset }: Window) {
  const rows = await tx<NoticeRow[]>`
    select ${noticeColumns(tx)} from notices n join rounds r on r.case_id = n.round_id join cases c on c.id = n.round_id
    where r.status <> 'cancelled' order by n.published_at desc, n.id limit ${limit + 1} offset ${offset}`;
  const [clock] = await tx<{ now: string }[]>`select clock_timestamp() as now`;
  return { rows: rows.map(noticeOf), now: clock?.now ?? '' };
}

type LineRow = {
  id: string;
  categoryNo: number;
  place: 'winner' | 'leftOpen';
  projectName: string | null;
  parties: string[];
  scoreHundredths: number | null;
  state: NoticeItemState;
  reason: string | null;
  amendment: string | null;
};

/** One notice with its lines; null when there is none. */
export async function noticeDetail(tx: Tx, noticeId: string) {
  const [row] = await tx<NoticeRow[]>`
    select ${noticeColumns(tx)} from notices n join rounds r on r.case_id = n.round_id join cases c on c.id = n.round_id
    where n.id = ${noticeId} and r.status <> 'cancelled'`;
  if (!row) return null;
  const pack = await packOf(tx, row.programmeKey, row.programmeVersion);
  const lines = await tx<LineRow[]>`
    select i.id, i.category_no, i.kind as place, i.project_name, i.parties, i.score_hundredths, i.state,
      -- Why an applicant gave up is its own affair.
      case when i.kind = 'winner' and i.state <> 'renounced' then i.reason end as reason,
      -- As it was published: the line's own amendment may have been followed by another.
      case when n.kind = 'amended' then n.items -> (i.no - 1) -> 'amendment' ->> 'note' end as amendment
    from notice_items i join notices n on n.id = i.notice_id where i.notice_id = ${noticeId} order by i.category_no, i.slot, i.no`;
  const items = lines.map(({ scoreHundredths, ...line }) => ({
    ...line,
    categoryName: nameOf(pack, line.categoryNo),
    score: points(scoreHundredths),
  }));
  return { ...noticeOf(row), items, now: row.now };
}

type ResultRow = RoundRow & { publishedAt: string; winners: number; leftOpen: number };

const resultRounds = (tx: Tx, roundId: string | null) => tx`
  select ${roundColumns(tx)}, max(s.published_at) as published_at,
         count(*) filter (where s.outcome = 'winner' and s.state = 'valid')::int as winners,
         count(*) filter (where s.outcome = 'leftOpen' and s.issue = (
           select max(issue) from results x where x.round_id = s.round_id and x.category_no = s.category_no and x.place = s.place))::int as left_open
  from results s join rounds r on r.case_id = s.round_id join cases c on c.id = s.round_id
  where r.status in ('notice', 'publication', 'published') and (${roundId}::uuid is null or r.case_id = ${roundId})
  group by r.case_id, c.id`;

const resultOf = (row: ResultRow) => {
  const { publishedAt, winners, leftOpen } = row;
  return { ...headOf(row), publishedAt, winners, leftOpen };
};

/** Published rounds, latest first. */
export async function listResults(tx: Tx, { limit, offset }: Window) {
  const rows = await tx<
    ResultRow[]
  >`${resultRounds(tx, null)} order by published_at desc, id limit ${limit + 1} offset ${offset}`;
  return rows.map(resultOf);
}

/** Result of one round by category; null while nothing is published. */
export async function resultDetail(tx: Tx, roundId: string) {
  const [row] = await tx<ResultRow[]>`${resultRounds(tx, roundId)}`;
  if (!row) return null;
  const pack = await packOf(tx, row.programmeKey, row.programmeVersion);
  const lines = await tx<
    {
      categoryNo: number;
      outcome: 'winner' | 'leftOpen';
      reason: string | null;
      projectName: string | null;
      parties: string[];
      memberChanges: { leaving: string; joining: string | null; approvedAt: string }[];
      scoreHundredths: number | null;
      certificateNo: string | null;
      publishedAt: string;
      state: 'valid' | 'revoked' | 'renounced';
      endedAt: string | null;
      endReason: string | null;
      endDocumentNo: string | null;
    }[]
  >`
    select s.category_no, s.outcome, s.reason, s.published_at, s.state, s.ended_at, case when s.state = 'revoked' then s.end_reason end as end_reason, s.end_document_no,
      coalesce(i.project_name, a.project_name) as project_name, k.score_hundredths,
      (select number from certificates t where t.application_id = a.case_id order by revoked_at desc nulls first, issued_at desc limit 1)
        as certificate_no,
      coalesce(i.parties, '[]'::jsonb) as parties,
      coalesce((
        select jsonb_agg(jsonb_build_object('leaving', l.name, 'joining', j.name, 'approvedAt', m.settled_at) order by m.settled_at)
        from member_changes m join enterprises l on l.id = m.leaving_enterprise_id left join enterprises j on j.id = m.joining_enterprise_id
        where m.application_id = s.application_id and m.status = 'approved'), '[]'::jsonb) as member_changes
    from results s
    left join applications a on a.case_id = s.application_id
    left join rankings k on k.round_id = s.round_id and k.application_id = s.application_id
    left join lateral (
      select project_name, parties from notice_items i where i.round_id = s.round_id and i.application_id = s.application_id and i.notice_id is not null
      order by i.changed_at desc limit 1) i on true
    where s.round_id = ${roundId} order by s.category_no, s.place, s.issue`;
  const pending = await tx<{ no: number }[]>`
    select distinct category_no as no from notice_items i
    where round_id = ${roundId} and (state = any(${[...UNSETTLED]}) or (${unfollowed(tx)})) order by no`;
  const { recalls } = await linksOf(tx, roundId);
  const items = lines.map(({ scoreHundredths, memberChanges, ...line }) => ({
    ...line,
    memberChanges: memberChanges.map((change) => ({
      ...change,
      approvedAt: new Date(change.approvedAt).toISOString(),
    })),
    categoryName: nameOf(pack, line.categoryNo),
    score: points(scoreHundredths),
  }));
  return {
    ...resultOf(row),
    items,
    pendingCategoryNos: pending.map(({ no }) => no),
    recalls: recalls
      .filter(({ status }) => status !== 'draft')
      .map(({ id, title, categoryNos }) => ({ id, title, categoryNos })),
  };
}
