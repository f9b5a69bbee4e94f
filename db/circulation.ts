/** An application on its slip: where it stands, and the moves that its workflow makes. */
import type { CaseNews, FieldMark, Standing } from '../contracts/facts.ts';
import type { RoundPolicy } from '../contracts/policy.ts';
import { type ApplicationStatus, type Effect, FINAL_APPLICATION_STATUSES } from '../contracts/vocabulary.ts';
import { recordFact } from './cases.ts';
import { json, type Sql, type Tx } from './client.ts';
import { stirRound } from './outbox.ts';

type Halt = { effect: Effect; outcome: string; taskId: string; desk: number; answered?: true };
type Row = {
  version: number;
  slipState: 'running' | 'halted' | 'passed' | null;
  halt: Halt | null;
  status: ApplicationStatus;
  taskId: string | null;
  step: string;
  remindAt: string | null;
  dueAt: string;
  overdueAt: string | null;
  /** When the supervisor is told of a late desk; null once told. */
  escalateAt: string | null;
};

/** Version and standing of an application, read in one statement. Errors: none for a case without application: it waits. */
export async function readNews(sql: Tx, caseId: string): Promise<CaseNews> {
  const [row] = await sql<Row[]>`
    select c.version, c.slip_state, c.halt, a.status, t.id as task_id, t.step, t.due_at, t.overdue_at,
           case when t.escalated_at is null then t.escalate_at end as escalate_at,
           case when t.reminded_at is null and t.overdue_at is null then t.remind_at end as remind_at
    from cases c
    join applications a on a.case_id = c.id
    left join lateral (
      select * from tasks where case_id = c.id and status = 'open' and (desk is not null or step = 'correction')
      order by opened_at desc limit 1) t on true
    where c.id = ${caseId}`;
  return row ? { version: row.version, standing: standingOf(row) } : { version: 0, standing: { kind: 'waiting' } };
}

function standingOf(row: Row): Standing {
  if (FINAL_APPLICATION_STATUSES.includes(row.status)) return { kind: 'closed', status: row.status };
  const { halt } = row;
  switch (row.status) {
    case 'circulating':
      if (row.slipState === 'halted' && halt && halt.effect !== 'pass') {
        return { kind: 'halted', effect: halt.effect, desk: halt.desk };
      }
      if (row.taskId === null) return { kind: 'waiting' };
      return {
        kind: 'atDesk',
        step: row.step,
        watch: { remindAt: row.remindAt, dueAt: row.overdueAt === null ? row.dueAt : row.escalateAt },
      };
    case 'correcting':
      if (halt?.answered) return { kind: 'corrected', desk: halt.desk };
      if (row.taskId === null) return { kind: 'waiting' };
      return { kind: 'correcting', watch: { remindAt: row.remindAt, dueAt: row.dueAt } };
    case 'qualified':
    case 'underReview':
    case 'ranked':
    case 'noticed':
      return { kind: 'passed' };
    default:
      return { kind: 'waiting' };
  }
}

type Locked = {
  slipState: string | null;
  halt: Halt | null;
  status: ApplicationStatus;
  roundId: string;
  leadEnterpriseId: string;
  contentVersion: number;
};

async function lockApplication(tx: Tx, caseId: string): Promise<Locked | undefined> {
  await tx`select 1 from cases where id = ${caseId} for update`;
  const [row] = await tx<Locked[]>`
    select c.slip_state, c.halt, a.status, a.round_id, a.lead_enterprise_id, a.content_version
    from cases c join applications a on a.case_id = c.id where c.id = ${caseId} for update of a`;
  return row;
}

const CORRECTED = [{ key: 'corrected', effect: 'pass', needsReason: false }];

/**
 * 补正: gives the application back to its lead with the marks of the desk that asked, once and with a deadline. The content
 * opens for the marked fields only. Does nothing unless a correction was decided and is not open yet.
 */
export async function openCorrection(sql: Sql, caseId: string): Promise<boolean> {
  return sql.begin(async (tx) => {
    const a = await lockApplication(tx, caseId);
    if (a?.status !== 'circulating' || a.slipState !== 'halted' || a.halt?.effect !== 'correct') return false;
    const [asked] = await tx<
      { step: string; reason: string | null; bodyId: string | null; marks: FieldMark[] | null }[]
    >`
      select step, reason, body_id, payload -> 'marks' as marks from tasks where id = ${a.halt.taskId}`;
    const [round] = await tx<{ correction: RoundPolicy['correction'] }[]>`
      select policy -> 'correction' as correction from rounds where case_id = ${a.roundId}`;
    if (!asked || !round) throw new Error(`correction of ${caseId}: the task or the round it stems from is gone`);
    const payload = {
      marks: asked.marks ?? [],
      askedBy: asked.step,
      bodyId: asked.bodyId,
      desk: a.halt.desk,
      reason: asked.reason,
    };
    const [opened] = await tx<{ id: string }[]>`
      select open_task(${caseId}, ${a.roundId}, 'correction', 'enterpriseSigner', null, ${a.leadEnterpriseId}, null,
        ${round.correction.workingDays}, ${round.correction.remindBeforeWorkingDays}, ${json(tx, CORRECTED)},
        ${json(tx, payload)}, ${a.contentVersion}, null) as id`;
    const taskId = opened?.id as string;
    const [task] = await tx<{ dueAt: string }[]>`select due_at from tasks where id = ${taskId}`;
    await tx`update applications set status = 'correcting', frozen_no = null where case_id = ${caseId}`;
    await recordFact(tx, caseId, 'correctionOpened', null, { taskId, dueAt: task?.dueAt, ...payload }, false);
    return true;
  });
}

/**
 * Ends a correction whose deadline has passed by the database's clock: the application counts as withdrawn.
 * @returns milliseconds still missing; 0 when it lapsed now or was settled before
 */
export async function lapseCorrection(sql: Sql, caseId: string): Promise<number> {
  return sql.begin(async (tx) => {
    const a = await lockApplication(tx, caseId);
    if (a?.status !== 'correcting' || a.halt?.answered) return 0;
    const [task] = await tx<{ id: string; dueAt: string; missingMs: number }[]>`
      select id, due_at, ceil(extract(epoch from due_at - clock_timestamp()) * 1000)::float8 as missing_ms
      from tasks where case_id = ${caseId} and step = 'correction' and status = 'open' for update`;
    if (!task) return 0;
    if (task.missingMs > 0) return task.missingMs;
    await tx`update tasks set status = 'lapsed', decided_at = clock_timestamp() where id = ${task.id}`;
    await tx`update applications set status = 'deemedWithdrawn', settled_at = clock_timestamp() where case_id = ${caseId}`;
    await recordFact(tx, caseId, 'correctionLapsed', null, { taskId: task.id, dueAt: task.dueAt }, false);
    await stirRound(tx, a.roundId);
    return 0;
  });
}

/** Issues the slip again from a desk: after an answered correction or a step sent back. Does nothing in any other state. */
export async function reissueSlip(sql: Sql, caseId: string, desk: number): Promise<boolean> {
  return sql.begin(async (tx) => {
    const a = await lockApplication(tx, caseId);
    const answered = a?.status === 'correcting' && a.halt?.answered === true;
    const sentBack = a?.status === 'circulating' && a.slipState === 'halted' && a.halt?.effect === 'sendBack';
    if (!answered && !sentBack) return false;
    const [handed] = await tx<{ taskId: string | null }[]>`select hand_to_desk(${caseId}, ${desk}) as task_id`;
    await recordFact(
      tx,
      caseId,
      'slipIssued',
      null,
      {
        desk,
        cause: answered ? 'corrected' : 'sentBack',
        nextTaskId: handed?.taskId ?? null,
      },
      false,
    );
    return true;
  });
}
