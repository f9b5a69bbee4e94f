/** The applicant's timeline: done, now and with whom, next, by when. Read from the slip, its tasks and the round. */

import type { TimelineItem } from '../contracts/applications.ts';
import type { Desk } from '../contracts/facts.ts';
import type { Tx } from './client.ts';
import type { RoundFrame } from './programmes.ts';

type TaskRow = {
  step: string;
  status: string;
  outcome: string | null;
  reason: string | null;
  openedAt: string;
  dueAt: string;
  dueProvisional: string | null;
  decidedAt: string | null;
  desk: number | null;
  bodyZh: string | null;
  bodyEn: string | null;
};
type CaseRow = {
  status: string;
  submittedAt: string | null;
  createdAt: string;
  settledAt: string | null;
  desk: number | null;
  slip: { desks: Desk[] } | null;
  bodyZh: string;
  bodyEn: string;
  officeZh: string;
  officeEn: string;
  roundStatus: string;
  scoringDueAt: string | null;
  noticeEndsAt: string | null;
  publishedAt: string | null;
  reviewedAt: string | null;
  proposedAt: string | null;
  deliberatedAt: string | null;
  /** Why the notice struck the application. */
  struckBecause: string | null;
  /** Why its round was cancelled, where it ended with it. */
  cancelledBecause: string | null;
};

const APPLICANT = { zh: '申报单位', en: 'Applicant' };
const EXPERTS = { zh: '评审专家组', en: 'Expert panel' };
const GROUP = { zh: '推进小组', en: 'Promotion group' };

const item = (step: string, state: TimelineItem['state'], rest: Partial<TimelineItem> = {}): TimelineItem => ({
  step,
  label: null,
  outcomeLabel: null,
  state,
  holder: null,
  at: null,
  dueAt: null,
  expectedAt: null,
  provisional: false,
  outcome: null,
  reason: null,
  ...rest,
});

/** Steps after circulation, in order, with the round status in which each is current. */
const AFTER = [
  { step: 'review', current: ['panel', 'scoring'], holder: EXPERTS },
  { step: 'ranking', current: ['ranked'], holder: 'office' },
  { step: 'deliberation', current: ['deliberation'], holder: GROUP },
  { step: 'notice', current: ['notice'], holder: 'office' },
  { step: 'publication', current: ['publication'], holder: 'office' },
] as const;

/** Timeline of one application. Expected dates add the policy's working days on the case's clock. */
export async function timelineOf(tx: Tx, applicationId: string, frame: RoundFrame): Promise<TimelineItem[]> {
  const [[row], tasks] = await Promise.all([
    tx<CaseRow[]>`
      select a.status, a.submitted_at, a.created_at, a.settled_at, c.desk, c.slip, b.name_zh as body_zh, b.name_en as body_en,
             o.name_zh as office_zh, o.name_en as office_en, r.status as round_status, r.scoring_due_at,
             case when a.status = 'cancelled' then r.cancellation_reason end as cancelled_because,
             (select n.ends_at from notices n where n.round_id = a.round_id
              order by exists (select from notice_items i where i.notice_id = n.id and i.application_id = a.case_id) desc, n.published_at desc limit 1) as notice_ends_at,
             (select max(published_at) from results s where s.round_id = a.round_id and s.category_no = a.category_no) as published_at,
             office.reviewed_at, office.proposed_at, office.deliberated_at,
             (select reason from notice_items i where i.application_id = a.case_id and i.state = 'struck' order by changed_at desc limit 1) as struck_because
      from applications a join cases c on c.id = a.case_id join bodies b on b.id = a.recommending_body_id join rounds r on r.case_id = a.round_id
      cross join lateral (select name_zh, name_en from bodies where kind = 'cityOffice' order by id limit 1) o
      cross join lateral (
        select min(opened_at) filter (where step = 'propose') as reviewed_at,
               max(decided_at) filter (where step = 'propose' and status = 'done') as proposed_at,
               max(decided_at) filter (where step = 'deliberate' and status = 'done') as deliberated_at
        from tasks where case_id = a.round_id) office
      where a.case_id = ${applicationId}`,
    tx<TaskRow[]>`
      select t.step, t.status, t.outcome, t.reason, t.opened_at, t.due_at, t.due_provisional, t.decided_at, t.desk,
             b.name_zh as body_zh, b.name_en as body_en
      from tasks t left join bodies b on b.id = t.body_id
      where t.case_id = ${applicationId} and t.step <> 'score' order by t.opened_at`,
  ]);
  if (!row) return [];
  const office = { zh: row.officeZh, en: row.officeEn };
  if (!row.submittedAt) {
    const over = ['withdrawn', 'expired', 'cancelled'].includes(row.status);
    const items = [
      item('draft', over ? 'stopped' : 'current', {
        holder: APPLICANT,
        at: over ? row.settledAt : row.createdAt,
        dueAt: frame.closesAt,
        outcome: over ? row.status : null,
        reason: row.cancelledBecause,
      }),
    ];
    if (!over)
      items.push(
        ...(await deskItems(tx, frame, frame.policy.desks, row, office, frame.closesAt)),
        ...AFTER.map(({ step }) => item(step, 'next')),
      );
    return items;
  }
  const items = [item('submitted', 'done', { holder: APPLICANT, at: row.submittedAt })];
  for (const task of tasks) {
    const holder =
      task.step === 'correction' ? APPLICANT : task.bodyZh ? { zh: task.bodyZh, en: task.bodyEn ?? task.bodyZh } : null;
    const desk = frame.policy.desks.find(({ step }) => step === task.step);
    const state = task.status === 'open' ? 'current' : task.status === 'done' ? 'done' : 'stopped';
    items.push(
      item(task.step, state, {
        label: desk?.label ?? null,
        outcomeLabel: desk?.outcomes.find(({ key }) => key === task.outcome)?.label ?? null,
        holder,
        at: task.decidedAt,
        dueAt: task.dueAt,
        provisional: task.dueProvisional !== null,
        outcome: task.outcome,
        // A task that became void has the round's reason, which stands below once.
        reason: task.status === 'cancelled' ? null : task.reason,
      }),
    );
  }
  if (['refused', 'deemedWithdrawn', 'withdrawn', 'expired', 'cancelled'].includes(row.status)) {
    items.push(
      item(row.status, 'stopped', {
        at: row.settledAt,
        outcome: row.status === 'cancelled' ? null : row.status, // its name says it all
        reason: row.cancelledBecause,
      }),
    );
    return items;
  }
  const desks = row.slip?.desks ?? [];
  const open = tasks.find((task) => task.status === 'open');
  if (row.status === 'circulating' || row.status === 'correcting') {
    const from = open?.dueAt ?? row.submittedAt;
    items.push(
      ...(await deskItems(
        tx,
        frame,
        desks.slice((row.desk ?? 0) + (row.status === 'correcting' ? 0 : 1)),
        row,
        office,
        from,
      )),
    );
  }
  const current = AFTER.findIndex(({ current }) => (current as readonly string[]).includes(row.roundStatus));
  const settled = row.status === 'awarded' || row.status === 'notSelected';
  const doneAt: Record<(typeof AFTER)[number]['step'], string | null> = {
    review: row.reviewedAt,
    ranking: row.proposedAt,
    deliberation: row.deliberatedAt,
    notice: row.noticeEndsAt,
    publication: row.publishedAt,
  };
  AFTER.forEach(({ step, holder }, index) => {
    const state =
      settled || (current > index && !['circulating', 'correcting'].includes(row.status))
        ? 'done'
        : current === index && row.status !== 'circulating' && row.status !== 'correcting'
          ? 'current'
          : 'next';
    items.push(
      item(step, state, {
        holder: holder === 'office' ? office : holder,
        dueAt:
          state === 'done' ? null : step === 'review' ? row.scoringDueAt : step === 'notice' ? row.noticeEndsAt : null,
        at: state === 'done' ? doneAt[step] : null,
        outcome: step === 'publication' && settled ? row.status : null,
        reason: step === 'publication' && row.status === 'notSelected' ? row.struckBecause : null,
      }),
    );
  });
  return items;
}

/** Desks still to come, each expected after the working days of all before it. */
async function deskItems(
  tx: Tx,
  frame: RoundFrame,
  desks: readonly Desk[],
  row: Pick<CaseRow, 'bodyZh' | 'bodyEn'>,
  office: { zh: string; en: string },
  from: string | null,
): Promise<TimelineItem[]> {
  if (desks.length === 0) return [];
  let days = 0;
  const sums = desks.map(({ workingDays }) => (days += workingDays));
  const dates = from
    ? await tx<{ at: string; provisional: boolean }[]>`
        select due_at(${from}::timestamptz, n, ${frame.workingDayMs}::int) as at, ${frame.workingDayMs}::int is null and is_provisional(due_at(${from}::timestamptz, n, ${frame.workingDayMs}::int)) as provisional
        from unnest(${sums}::int[]) with ordinality u(n, i) order by i`
    : [];
  return desks.map((desk, index) =>
    item(desk.step, 'next', {
      label: desk.label ?? null,
      holder: desk.body === 'recommending' ? { zh: row.bodyZh, en: row.bodyEn } : office,
      expectedAt: dates[index]?.at ?? null,
      provisional: dates[index]?.provisional ?? false,
    }),
  );
}
