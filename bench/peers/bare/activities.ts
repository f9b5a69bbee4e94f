import type { Sql } from '../../../db/client.ts';

export type BareActivities = ReturnType<typeof bareActivities>;

/** A task list and nothing else: no permissions, no audit, no slip. */
export const bareActivities = (sql: Sql) => ({
  openTask: async (caseId: string, no: number): Promise<void> => {
    await sql`insert into bare.tasks (case_id, no) values (${caseId}, ${no}) on conflict do nothing`;
  },
  closeTask: async (caseId: string, no: number, outcome: string, next: number | null): Promise<void> => {
    await sql`
      with closed as (update bare.tasks set outcome = ${outcome}, decided_at = clock_timestamp() where case_id = ${caseId} and no = ${no})
      insert into bare.tasks (case_id, no) select ${caseId}, ${next}::int where ${next}::int is not null on conflict do nothing`;
  },
});

export async function prepareBareTables(sql: Sql): Promise<void> {
  await sql`create schema if not exists bare`;
  await sql`create table if not exists bare.tasks (case_id text, no int, outcome text, opened_at timestamptz default clock_timestamp(), decided_at timestamptz, primary key (case_id, no))`;
}
