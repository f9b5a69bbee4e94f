/** Process diagrams with what the database knows: where one application stands, what lies at each desk of a round. */
import type { DiagramLoad, DiagramPosition, DiagramView } from '../contracts/diagrams.ts';
import type { RoundPolicy } from '../contracts/policy.ts';
import { Problem } from '../contracts/problem-error.ts';
import { type ApplicationStatus, FINAL_APPLICATION_STATUSES } from '../contracts/vocabulary.ts';
import { type DiagramNode, type ProcessDiagram, processDiagram } from '../domain/process-diagram.ts';
import type { Tx } from './client.ts';
import { roundFrame } from './programmes.ts';

export const viewOf = (
  diagram: ProcessDiagram,
  now: string,
  of: (node: DiagramNode) => { position?: DiagramPosition; load?: DiagramLoad | undefined },
): DiagramView => ({
  nodes: diagram.nodes.map((node) => ({ ...node, position: null, load: null, ...of(node) })),
  edges: diagram.edges,
  now,
});

/** A position that says no more than its state and `rest`. */
export const positionAt = (state: DiagramPosition['state'], rest: Partial<DiagramPosition> = {}): DiagramPosition => ({
  state,
  holder: null,
  at: null,
  dueAt: null,
  provisional: false,
  ...rest,
});

const clock = async (tx: Tx) => (await tx<{ now: string }[]>`select clock_timestamp() as now`)[0]?.now as string;

/** The process of a call as everybody may see it; null for a draft, a round that was cancelled as one, or none. */
export async function callDiagram(tx: Tx, roundId: string): Promise<DiagramView | null> {
  const frame = await roundFrame(tx, roundId);
  if (!frame || frame.status === 'draft' || (frame.status === 'cancelled' && frame.opensAt === null)) return null;
  return viewOf(processDiagram(frame.policy), await clock(tx), () => ({}));
}

type Visit = {
  node: string;
  status: 'open' | 'done' | 'lapsed' | 'cancelled';
  effect: string | null;
  at: string | null;
  dueAt: string;
  provisional: boolean;
  zh: string | null;
  en: string | null;
};
type Standing = {
  status: ApplicationStatus;
  roundId: string;
  /** Where the round stands; for one that ended with its round, where it stood then. */
  roundStatus: string;
  submittedAt: string | null;
  settledAt: string | null;
  closesAt: string | null;
  scoringDueAt: string | null;
  noticeEndsAt: string | null;
  /** Deadline of the verdict on an objection that pauses the application's line. */
  verdictDueAt: string | null;
  /** An objection to its line was filed at some time. */
  objected: boolean;
  now: string;
};

/** Node of a task: a desk of the slip, a correction by the desk that asked, or a step of every round. */
const nodeOfTask = (tx: Tx) => tx`
  case when t.desk is not null then 'desk/' || t.step
       when t.step = 'correction' then 'correction/' || coalesce(t.payload ->> 'askedBy', '')
       else t.step end`;
const effectOfTask = (tx: Tx) => tx`
  (select o ->> 'effect' from jsonb_array_elements(t.outcomes) o where o ->> 'key' = t.outcome)`;

/** Where one application stands on the diagram of its round. */
export async function applicationDiagram(tx: Tx, applicationId: string): Promise<DiagramView> {
  const [[row], visits] = await Promise.all([
    tx<Standing[]>`
      select a.status, a.round_id, a.submitted_at, coalesce(case when a.status = 'cancelled' then (
          select payload ->> 'from' from facts where case_id = r.case_id and kind = 'roundCancelled') end, r.status) as round_status, a.settled_at, r.closes_at, r.scoring_due_at,
        (select max(n.ends_at) from notices n where n.ended_at is null and n.round_id = a.round_id
          and (a.status <> 'noticed' or n.id in (select notice_id from notice_items where application_id = a.case_id))) as notice_ends_at,
        (select min(t.due_at) from notice_items i join objections o on o.item_id = i.id join tasks t on t.case_id = o.case_id
          where i.application_id = a.case_id and i.state = 'paused' and t.status = 'open') as verdict_due_at,
        exists (select 1 from notice_items i join objections o on o.item_id = i.id where i.application_id = a.case_id) as objected,
        clock_timestamp() as now
      from applications a join rounds r on r.case_id = a.round_id where a.case_id = ${applicationId}`,
    tx<Visit[]>`
      select distinct on (node) * from (
        select ${nodeOfTask(tx)} as node, t.status, ${effectOfTask(tx)} as effect, t.decided_at as at, t.due_at, t.opened_at,
               t.due_provisional is not null as provisional, b.name_zh as zh, b.name_en as en
        from tasks t left join bodies b on b.id = t.body_id
        where t.case_id = ${applicationId} and (t.desk is not null or t.step = 'correction')) v
      order by node, opened_at desc`,
  ]);
  const frame = row ? await roundFrame(tx, row.roundId) : null;
  if (!row || !frame) throw new Problem('notFound');
  const diagram = processDiagram(frame.policy);
  const positions = positionsOf(diagram, row, visits, frame.policy);
  return viewOf(diagram, row.now, ({ id }) => ({ position: positions.get(id) as DiagramPosition }));
}

/** The round's steps in their order, with the status in which each is current. */
const STEPS = [
  ['drawPanel', 'panel'],
  ['score', 'scoring'],
  ['propose', 'ranked'],
  ['deliberate', 'deliberation'],
  ['notice', 'notice'],
  ['publish', 'publication'],
] as const;
const SETTLED = ['awarded', 'notSelected', 'revoked', 'renounced'];
const IN_ROUND = ['qualified', 'underReview', 'ranked', 'noticed'];

function positionsOf(diagram: ProcessDiagram, row: Standing, visits: readonly Visit[], policy: RoundPolicy) {
  const positions = new Map(
    diagram.nodes.map(({ id, kind }) => [id, positionAt(kind === 'desk' || kind === 'work' ? 'ahead' : 'possible')]),
  );
  positions.set(
    'submit',
    row.submittedAt
      ? positionAt('done', { at: row.submittedAt })
      : positionAt(['withdrawn', 'expired', 'cancelled'].includes(row.status) ? 'stopped' : 'current', {
          dueAt: row.closesAt,
        }),
  );
  const visited = new Map(visits.map((visit) => [visit.node, visit]));
  for (const { node, status, effect, at: decidedAt, dueAt, provisional, zh, en } of visits) {
    if (!positions.has(node)) continue;
    const holder = zh && en ? { zh, en } : null;
    if (status === 'open') positions.set(node, positionAt('current', { holder, dueAt, provisional }));
    else if (status !== 'done' || effect === 'refuse')
      positions.set(node, positionAt('stopped', { holder, at: decidedAt }));
    // A desk that asked for a correction, or sent it back, sees it again.
    else if (effect === 'pass') positions.set(node, positionAt('done', { holder, at: decidedAt }));
  }
  const lastDesk = visited.get(`desk/${policy.desks.at(-1)?.step}`);
  const cancelled = row.status === 'cancelled';
  const passed =
    IN_ROUND.includes(row.status) ||
    (SETTLED.includes(row.status) && visited.size > 0) ||
    (cancelled && lastDesk?.status === 'done' && lastDesk.effect === 'pass');
  if (passed) {
    const now = STEPS.findIndex(([, status]) => status === row.roundStatus);
    const settled = SETTLED.includes(row.status);
    STEPS.forEach(([step], index) => {
      if (settled || (now === -1 && row.roundStatus === 'published') || index < now)
        positions.set(step, positionAt('done'));
      else if (index === now && cancelled) positions.set(step, positionAt('stopped', { at: row.settledAt }));
      else if (index === now) {
        const dueAt = step === 'score' ? row.scoringDueAt : step === 'notice' ? row.noticeEndsAt : null;
        positions.set(step, positionAt('current', { dueAt }));
      }
    });
  }
  if (row.verdictDueAt !== null) {
    positions.set('notice', positionAt('done'));
    positions.set('objection', positionAt('current', { dueAt: row.verdictDueAt }));
    positions.set('publish', positionAt('ahead'));
  } else if (row.objected) positions.set('objection', positionAt('done'));
  // A place that was won, and lost or given up afterwards.
  if (row.status === 'revoked' || row.status === 'renounced')
    positions.set('end/awarded', positionAt('stopped', { at: row.settledAt }));
  const refusedBy = policy.desks.find(({ step }) => visited.get(`desk/${step}`)?.effect === 'refuse');
  const end = row.status === 'refused' ? `end/refused/${refusedBy?.step ?? ''}` : `end/${row.status}`;
  if (positions.has(end)) positions.set(end, positionAt('reached', { at: row.settledAt }));
  if (FINAL_APPLICATION_STATUSES.includes(row.status)) {
    for (const [id, { state }] of positions)
      if (state === 'ahead' || state === 'possible') positions.set(id, positionAt('skipped'));
  }
  return positions;
}

/** What lies at each node of a round: cases now, overdue ones, decisions taken and their median working days. */
export async function roundDiagram(tx: Tx, roundId: string): Promise<DiagramView> {
  const frame = await roundFrame(tx, roundId);
  if (!frame) throw new Problem('notFound');
  const loads = await loadsOf(tx, roundId, frame.workingDayMs);
  return viewOf(processDiagram(frame.policy), await clock(tx), ({ id }) => ({
    load: loads.get(id) ?? { cases: 0, overdue: 0, decided: 0, medianWorkingDays: null },
  }));
}

type LoadRow = { node: string; cases: number; overdue: number; decided: number; median: number | null };

/**
 * One statement over all tasks and applications of the round. Working days are whole days of the legal calendar, on a rehearsal's
 * clock fractions of its own day. Office steps hold every application that waits for them.
 */
async function loadsOf(tx: Tx, roundId: string, workingDayMs: number | null): Promise<Map<string, DiagramLoad>> {
  const rows = await tx<LoadRow[]>`
    with own as (
      select ${nodeOfTask(tx)} as node, t.case_id, t.status, t.due_at, ${
        workingDayMs === null
          ? tx`(d.ordinal - o.ordinal)::float8`
          : tx`extract(epoch from t.decided_at - t.opened_at) * 1000 / ${workingDayMs}::float8`
      } as days
      from tasks t
      left join calendar_days o on o.day = (t.opened_at at time zone 'Asia/Shanghai')::date
      left join calendar_days d on d.day = (t.decided_at at time zone 'Asia/Shanghai')::date
      where t.round_id = ${roundId} and t.status in ('open', 'done')),
    worked as (
      select node, count(distinct case_id) filter (where status = 'open' and case_id <> ${roundId})::int as cases,
        count(*) filter (where status = 'open' and due_at < now())::int as overdue,
        count(*) filter (where status = 'done')::int as decided,
        percentile_cont(0.5) within group (order by days) filter (where status = 'done') as median
      from own group by node),
    waiting as (
      select case
          when a.status in ('draft', 'signing') then 'submit'
          when a.status = 'qualified' then 'drawPanel'
          when a.status = 'ranked' and r.status in ('ranked', 'deliberation')
            then case r.status when 'ranked' then 'propose' else 'deliberate' end
          when a.status = 'noticed' then case i.state when 'ready' then 'publish' when 'noticed' then 'notice' end -- a paused line is its objection's
          when a.status = 'refused' then 'end/refused/' || (c.slip -> 'desks' -> (c.halt ->> 'desk')::int ->> 'step')
          when a.status in ('awarded', 'notSelected', 'deemedWithdrawn') then 'end/' || a.status end as node,
        count(*)::int as cases
      from applications a join cases c on c.id = a.case_id join rounds r on r.case_id = a.round_id
      left join lateral (
        select state from notice_items where application_id = a.case_id and state in ('noticed', 'paused', 'ready') limit 1) i on true
      where a.round_id = ${roundId} group by 1)
    select coalesce(k.node, w.node) as node, coalesce(w.cases, 0) + coalesce(k.cases, 0) as cases, coalesce(k.overdue, 0) as overdue,
      coalesce(k.decided, 0) as decided, k.median
    from worked k full join waiting w on w.node = k.node`;
  return new Map(
    rows.map(({ node, median, ...load }) => [
      node,
      { ...load, medianWorkingDays: median === null ? null : Math.round(median * 10) / 10 },
    ]),
  );
}
