/** What everybody may read: calls, notices, results, proof of receipts. Drafts do not exist here, nor do rounds cancelled before they were called. */
import type { RoundPolicy } from '../contracts/policy.ts';
import type { Pack } from '../contracts/programme.ts';
import type { CallDetail } from '../contracts/public.ts';
import type { Tx } from './client.ts';
import { categoryOf, newestPack, packOf, roundFrame } from './programmes.ts';
import { headOf, nameOf, type RoundRow, roundColumns } from './public-rounds.ts';
import { linksOf } from './recalls.ts';

/** Newest version of every programme loaded. */
export async function listProgrammes(tx: Tx): Promise<Pack[]> {
  const rows = await tx<{ key: string; version: number }[]>`
    select distinct on (key) key, version from programmes where in_force order by key, version desc`;
  return Promise.all(rows.map(({ key, version }) => packOf(tx, key, version)));
}

export const publicProgramme = (tx: Tx, key: string): Promise<Pack | null> => newestPack(tx, key);

type CallRow = RoundRow & {
  state: 'coming' | 'open' | 'closed' | 'cancelled';
  cancelledAt: string | null;
  cancellationReason: string | null;
  opensAt: string | null;
  closesAt: string | null;
  categoryNos: number[];
  now: string;
};

const callColumns = (tx: Tx) => tx`
  ${roundColumns(tx)}, r.opens_at, r.closes_at, r.category_nos, r.cancelled_at, r.cancellation_reason, clock_timestamp() as now,
  case when r.status = 'cancelled' then 'cancelled'
       when r.status <> 'open' or r.closes_at <= clock_timestamp() then 'closed'
       when r.opens_at > clock_timestamp() then 'coming' else 'open' end as state`;

async function callOf(tx: Tx, row: CallRow) {
  const pack = await packOf(tx, row.programmeKey, row.programmeVersion);
  const { state, opensAt, closesAt, cancelledAt, cancellationReason } = row;
  const categories = row.categoryNos.map((no) => ({ no, name: nameOf(pack, no) }));
  const cancellation =
    cancelledAt !== null && cancellationReason !== null ? { at: cancelledAt, reason: cancellationReason } : null;
  return { ...headOf(row), state, opensAt, closesAt, cancellation, categories };
}

/**
 * Calls that are open or coming, the one that closes first at the top; rehearsals come last. A call that was cancelled stays in the
 * list for a month, and until the day it would have closed: whoever comes for it finds out.
 */
export async function listCalls(tx: Tx) {
  const rows = await tx<CallRow[]>`
    select * from (
      select ${callColumns(tx)} from rounds r join cases c on c.id = r.case_id
      where r.status = 'open' or r.status = 'cancelled' and r.opens_at is not null
        and greatest(r.closes_at, r.cancelled_at + interval '30 days') > clock_timestamp()) calls
    where state <> 'closed' order by rehearsal, state = 'cancelled', closes_at, id`;
  const [clock] = await tx<{ now: string }[]>`select clock_timestamp() as now`;
  return { items: await Promise.all(rows.map((row) => callOf(tx, row))), now: clock?.now ?? '' };
}

/** One call with its rules; null for a draft, a round that was cancelled as one, or none. */
export async function callDetail(tx: Tx, roundId: string): Promise<CallDetail | null> {
  const [row] = await tx<CallRow[]>`
    select ${callColumns(tx)} from rounds r join cases c on c.id = r.case_id
    where r.case_id = ${roundId} and r.status <> 'draft' and (r.status <> 'cancelled' or r.opens_at is not null)`;
  const frame = row ? await roundFrame(tx, roundId) : null;
  if (!row || !frame) return null;
  const call = await callOf(tx, row);
  const { recallOf } = await linksOf(tx, roundId);
  return {
    ...call,
    recallOf: recallOf && { id: recallOf.id, title: recallOf.title },
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
