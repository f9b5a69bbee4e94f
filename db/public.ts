/** What everybody may read: calls, notices, results, proof of receipts. Drafts and cancelled rounds do not exist here. */
import type { RoundPolicy } from '../contracts/policy.ts';
import type { Pack } from '../contracts/programme.ts';
import type { CallDetail } from '../contracts/public.ts';
import type { Bilingual } from '../contracts/text.ts';
import type { Tx } from './client.ts';
import { categoryOf, newestPack, packOf, roundFrame } from './programmes.ts';
import type { NoticeItem } from './verdict.ts';

type Window = { limit: number; offset: number };
type RoundRow = {
  id: string;
  programmeKey: string;
  programmeVersion: number;
  titleZh: string;
  titleEn: string;
  rehearsal: boolean;
};

const roundColumns = (tx: Tx) => tx`
  r.case_id as id, r.programme_key, r.programme_version, r.title_zh, r.title_en, c.working_day_ms is not null as rehearsal`;
const headOf = ({ id, programmeKey, titleZh, titleEn, rehearsal }: RoundRow) => ({
  id,
  programmeKey,
  title: { zh: titleZh, en: titleEn },
  rehearsal,
});
const points = (hundredths: number | null) => (hundredths === null ? null : hundredths / 100);
const nameOf = (pack: Pack, categoryNo: number): Bilingual => categoryOf(pack, categoryNo).name;

/** Newest version of every programme loaded. */
export async function listProgrammes(tx: Tx): Promise<Pack[]> {
  const rows = await tx<{ key: string; version: number }[]>`
    select distinct on (key) key, version from programmes where in_force order by key, version desc`;
  return Promise.all(rows.map(({ key, version }) => packOf(tx, key, version)));
}

export const publicProgramme = (tx: Tx, key: string): Promise<Pack | null> => newestPack(tx, key);

type CallRow = RoundRow & {
  state: 'coming' | 'open' | 'closed';
  opensAt: string | null;
  closesAt: string | null;
  categoryNos: number[];
  now: string;
};

const callColumns = (tx: Tx) => tx`
  ${roundColumns(tx)}, r.opens_at, r.closes_at, r.category_nos, clock_timestamp() as now,
  case when r.status <> 'open' or r.closes_at <= clock_timestamp() then 'closed'
       when r.opens_at > clock_timestamp() then 'coming' else 'open' end as state`;

async function callOf(tx: Tx, row: CallRow) {
  const pack = await packOf(tx, row.programmeKey, row.programmeVersion);
  const { state, opensAt, closesAt } = row;
  const categories = row.categoryNos.map((no) => ({ no, name: nameOf(pack, no) }));
  return { ...headOf(row), state, opensAt, closesAt, categories };
}

/** Calls that are open or coming, the one that closes first at the top. Rehearsals come last. */
export async function listCalls(tx: Tx) {
  const rows = await tx<CallRow[]>`
    select * from (select ${callColumns(tx)} from rounds r join cases c on c.id = r.case_id where r.status = 'open') calls
    where state <> 'closed' order by rehearsal, closes_at, id`;
  const [clock] = await tx<{ now: string }[]>`select clock_timestamp() as now`;
  return { items: await Promise.all(rows.map((row) => callOf(tx, row))), now: clock?.now ?? '' };
}

/** One call with its rules; null for a draft, a cancelled round or none. */
export async function callDetail(tx: Tx, roundId: string): Promise<CallDetail | null> {
  const [row] = await tx<CallRow[]>`
    select ${callColumns(tx)} from rounds r join cases c on c.id = r.case_id
    where r.case_id = ${roundId} and r.status not in ('draft', 'cancelled')`;
  const frame = row ? await roundFrame(tx, roundId) : null;
  if (!row || !frame) return null;
  const call = await callOf(tx, row);
  return {
    ...call,
    ...rulesOf(frame.policy),
    categories: row.categoryNos.map((no) => categoryOf(frame.pack, no)),
    now: row.now,
  };
}

/** The rules of a policy that applicants and the public are told. */
function rulesOf(policy: RoundPolicy) {
  const labelOf = (key: string) => policy.rubric.criteria.find((criterion) => criterion.key === key)?.label ?? null;
  const { size, blind, scoringWorkingDays, basis } = policy.panel;
  return {
    consortium: policy.consortium,
    desks: policy.desks.map(({ step, label, role, body, workingDays, outcomes, basis: clause }) => ({
      step,
      label,
      role,
      body,
      workingDays,
      outcomes,
      basis: clause,
    })),
    correctionWorkingDays: policy.correction.workingDays,
    panel: { size, blind, scoringWorkingDays, basis },
    rubric: policy.rubric,
    selection: {
      ...policy.selection,
      tieBreakers: policy.selection.tieBreakers.map((rule) => ({
        rule,
        label: rule.kind === 'criterion' ? labelOf(rule.key) : null,
      })),
    },
    notice: policy.notice,
    form: policy.form.sections.map(({ key, title, scope, schema }) => ({
      key,
      title,
      scope,
      fields: fieldsOf(schema),
    })),
    eligibility: policy.eligibility.map(({ key, message, basis: clause }) => ({ key, message, basis: clause })),
    attachments: policy.attachments,
  };
}

/** Fields of a section with their titles: `title` in Chinese, `x-title-en` in English, the key where a title is missing. */
function fieldsOf(schema: Record<string, unknown>) {
  const properties = (schema.properties ?? {}) as Record<string, Record<string, unknown>>;
  const required = Array.isArray(schema.required) ? schema.required : [];
  const text = (value: unknown, fallback: string) => (typeof value === 'string' && value !== '' ? value : fallback);
  return Object.entries(properties).map(([key, property]) => {
    const zh = text(property.title, key);
    return { key, title: { zh, en: text(property['x-title-en'], zh) }, required: required.includes(key) };
  });
}

type NoticeRow = Omit<RoundRow, 'id'> & {
  id: string;
  roundId: string;
  state: 'coming' | 'running' | 'ended';
  publishedAt: string;
  startsAt: string;
  endsAt: string;
  workingDays: number;
  now: string;
};

const noticeColumns = (tx: Tx) => tx`
  n.id, n.round_id, r.programme_key, r.programme_version, r.title_zh, r.title_en, c.working_day_ms is not null as rehearsal,
  n.published_at, n.starts_at, n.ends_at, n.working_days, clock_timestamp() as now,
  case when n.ended_at is not null or n.ends_at <= clock_timestamp() then 'ended'
       when n.starts_at > clock_timestamp() then 'coming' else 'running' end as state`;

const noticeOf = (row: NoticeRow) => {
  const { roundId, state, publishedAt, startsAt, endsAt, workingDays } = row;
  return { ...headOf(row), roundId, state, publishedAt, startsAt, endsAt, workingDays };
};

/** Public notices (公示), latest first; ended ones stay readable. */
export async function listNotices(tx: Tx, { limit, offset }: Window) {
  const rows = await tx<NoticeRow[]>`
    select ${noticeColumns(tx)} from notices n join rounds r on r.case_id = n.round_id join cases c on c.id = n.round_id
    where r.status <> 'cancelled' order by n.published_at desc, n.id limit ${limit + 1} offset ${offset}`;
  const [clock] = await tx<{ now: string }[]>`select clock_timestamp() as now`;
  return { rows: rows.map(noticeOf), now: clock?.now ?? '' };
}

/** One notice with its lines; null when there is none. */
export async function noticeDetail(tx: Tx, noticeId: string) {
  const [row] = await tx<(NoticeRow & { items: NoticeItem[] })[]>`
    select ${noticeColumns(tx)}, n.items from notices n join rounds r on r.case_id = n.round_id join cases c on c.id = n.round_id
    where n.id = ${noticeId} and r.status <> 'cancelled'`;
  if (!row) return null;
  const pack = await packOf(tx, row.programmeKey, row.programmeVersion);
  const items = row.items.map(({ categoryNo, place, projectName, parties, scoreHundredths }) => ({
    categoryNo,
    categoryName: nameOf(pack, categoryNo),
    place,
    projectName,
    parties,
    score: points(scoreHundredths),
  }));
  return { ...noticeOf(row), items, now: row.now };
}

type ResultRow = RoundRow & { publishedAt: string; winners: number; leftOpen: number };

const resultRounds = (tx: Tx, roundId: string | null) => tx`
  select ${roundColumns(tx)}, max(s.published_at) as published_at,
         count(*) filter (where s.outcome = 'winner')::int as winners, count(*) filter (where s.outcome = 'leftOpen')::int as left_open
  from results s join rounds r on r.case_id = s.round_id join cases c on c.id = s.round_id
  where r.status = 'published' and (${roundId}::uuid is null or r.case_id = ${roundId})
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
      scoreHundredths: number | null;
      certificateNo: string | null;
    }[]
  >`
    select s.category_no, s.outcome, s.reason, a.project_name, k.score_hundredths,
      (select number from certificates t where t.application_id = a.case_id order by revoked_at desc nulls first, issued_at desc limit 1)
        as certificate_no,
      array(select e.name from application_parties p join enterprises e on e.id = p.enterprise_id
            where p.application_id = a.case_id and p.status = 'confirmed' order by p.role, e.name) as parties
    from results s
    left join applications a on a.case_id = s.application_id
    left join rankings k on k.round_id = s.round_id and k.application_id = s.application_id
    where s.round_id = ${roundId} order by s.category_no, s.place`;
  const items = lines.map(({ scoreHundredths, ...line }) => ({
    ...line,
    categoryName: nameOf(pack, line.categoryNo),
    score: points(scoreHundredths),
  }));
  return { ...resultOf(row), items };
}

/** Proof of a receipt: number, instant and hash of the first submission. Null when there is no such receipt. */
export async function publicReceipt(tx: Tx, receiptNo: string) {
  const [row] = await tx<{ receiptNo: string; submittedAt: string; sha256: string; rehearsal: boolean }[]>`
    select a.receipt_no, s.submitted_at, f.sha256, c.working_day_ms is not null as rehearsal
    from applications a
    join cases c on c.id = a.case_id
    join submissions s on s.application_id = a.case_id and s.content_version = 1
    join frozen_contents f on f.application_id = a.case_id and f.no = s.frozen_no
    where a.receipt_no = ${receiptNo}`;
  return row ?? null;
}

/** Days of these years that differ from Monday to Friday, and the years that are not published yet. */
export async function publicCalendar(tx: Tx, { fromYear, toYear }: { fromYear: number; toYear: number }) {
  const inside = tx`day >= make_date(${fromYear}, 1, 1) and day <= make_date(${toYear}, 12, 31)`;
  const exceptions = await tx<{ day: string; working: boolean }[]>`
    select to_char(day, 'YYYY-MM-DD') as day, is_working as working from calendar_days
    where ${inside} and is_working <> (extract(isodow from day) <= 5) order by day`;
  const years = await tx<{ year: number }[]>`
    select distinct extract(year from day)::int as year from calendar_days where ${inside} and provisional order by year`;
  return { fromYear, toYear, exceptions: [...exceptions], provisionalYears: years.map(({ year }) => year) };
}
