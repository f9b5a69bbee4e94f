/** Reminders and marks of lateness for the tasks that a case's workflow watches. The database's clock decides. */

import { recordFact } from './cases.ts';
import type { Sql, Tx } from './client.ts';

/** An application watches its desks and corrections; a round watches its own tasks and the score sheets of its applications. */
const watchedBy = (tx: Tx, caseId: string) => tx`
  status = 'open' and (
    (case_id = ${caseId} and step <> 'score') or (round_id = ${caseId} and step = 'score'))`;

/**
 * Marks what is to be reminded of now; the fact tells whom it concerns.
 * @returns milliseconds until the next reminder when none was due; 0 otherwise
 */
export async function remind(sql: Sql, caseId: string): Promise<number> {
  return sql.begin(async (tx) => {
    await tx`select 1 from cases where id = ${caseId} for update`;
    const reminded = await tx<{ id: string }[]>`
      update tasks set reminded_at = clock_timestamp()
      where ${watchedBy(tx, caseId)} and reminded_at is null and remind_at <= clock_timestamp() and due_at > clock_timestamp()
      returning id`;
    if (reminded.length > 0) {
      await recordFact(tx, caseId, 'taskReminded', null, { taskIds: reminded.map((task) => task.id) }, false);
      return 0;
    }
    const [next] = await tx<{ missingMs: number | null }[]>`
      select ceil(extract(epoch from min(remind_at) - clock_timestamp()) * 1000)::float8 as missing_ms
      from tasks where ${watchedBy(tx, caseId)} and reminded_at is null and overdue_at is null`;
    return Math.max(next?.missingMs ?? 0, 0);
  });
}

/**
 * Marks open tasks whose deadline has passed, and those that have been late for the days of their desk: their body's supervisor
 * is told. A desk stays open: it is late, not relieved of its duty.
 * @returns milliseconds until the next deadline when none had passed; 0 otherwise
 */
export async function markOverdue(sql: Sql, caseId: string): Promise<number> {
  return sql.begin(async (tx) => {
    await tx`select 1 from cases where id = ${caseId} for update`;
    const late = await tx<{ id: string }[]>`
      update tasks set overdue_at = clock_timestamp(), escalate_at = escalation_at(tasks)
      where ${watchedBy(tx, caseId)} and step <> 'correction' and overdue_at is null and due_at <= clock_timestamp()
      returning id`;
    if (late.length > 0) {
      await recordFact(tx, caseId, 'taskOverdue', null, { taskIds: late.map((task) => task.id) }, false);
      return 0;
    }
    const escalated = await tx<{ id: string }[]>`
      update tasks set escalated_at = clock_timestamp()
      where ${watchedBy(tx, caseId)} and escalated_at is null and escalate_at <= clock_timestamp()
      returning id`;
    if (escalated.length > 0) {
      await recordFact(tx, caseId, 'taskEscalated', null, { taskIds: escalated.map((task) => task.id) }, false);
      return 0;
    }
    const [next] = await tx<{ missingMs: number | null }[]>`
      select ceil(extract(epoch from min(case when overdue_at is null then due_at else escalate_at end) - clock_timestamp()) * 1000)::float8 as missing_ms
      from tasks where ${watchedBy(tx, caseId)} and step <> 'correction' and escalated_at is null`;
    return Math.max(next?.missingMs ?? 0, 0);
  });
}
