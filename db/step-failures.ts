/** Steps of workflows that fail and are repeated. */
import type { Sql, Tx } from './client.ts';

export type StepFailure = {
  workflowId: string;
  step: string;
  caseId: string | null;
  attempts: number;
  /** SQLSTATE of a refusal by the database, else the error's name. */
  errorClass: string;
  error: string;
  since: string;
};

/** A repeated step fails at least so often; older rows are of runs that have ended. */
const LIVE = '5 minutes';

export async function noteStepFailure(
  sql: Sql,
  { workflowId, step, attempt, error }: { workflowId: string; step: string; attempt: number; error: unknown },
): Promise<void> {
  const { code, name, message } = error as { code?: string; name?: string; message?: string };
  const caseId = /^[a-z]+\/([0-9a-f-]{36})/.exec(workflowId)?.[1] ?? null;
  await sql`
    insert into step_failures (workflow_id, step, case_id, attempts, error_class, error, since, last_at)
    values (${workflowId}, ${step}, ${caseId}, ${attempt}, ${String(code ?? name ?? 'Error').slice(0, 60)},
      ${String(message ?? error).slice(0, 500)}, clock_timestamp(), clock_timestamp())
    on conflict (workflow_id, step) do update set attempts = excluded.attempts, error_class = excluded.error_class,
      error = excluded.error, last_at = excluded.last_at,
      since = case when step_failures.last_at < clock_timestamp() - ${LIVE}::interval then excluded.since else step_failures.since end`;
}

export async function forgetStepFailure(sql: Tx, workflowId: string, step: string): Promise<void> {
  await sql`delete from step_failures where workflow_id = ${workflowId} and step = ${step}`;
}

/** Before a retry: only what fails afterwards counts. */
export async function forgetFailuresOf(sql: Tx, caseId: string): Promise<void> {
  await sql`delete from step_failures where case_id = ${caseId}`;
}

export async function liveStepFailures(sql: Tx): Promise<StepFailure[]> {
  return sql<StepFailure[]>`
    select workflow_id, step, case_id, attempts, error_class, error, since from step_failures
    where last_at > clock_timestamp() - ${LIVE}::interval order by since limit 200`;
}
