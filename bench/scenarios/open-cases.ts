/** What ten thousand open cases weigh, each with a workflow of its own that waits for its desk. */
import { round } from '../statistics.ts';
import { type Stage, untilAtRest, untilIdle } from '../system/stage.ts';

export const OPEN_CASES = 10_000;

export type MemoryFigures = {
  openCases: number;
  workflowsStartedPerSecond: number;
  residentMiB: Record<string, number>;
};

export async function weighOpenCases(stage: Stage): Promise<MemoryFigures> {
  const { sql, system, cases } = stage;
  const queue = await cases(OPEN_CASES);
  await untilIdle(sql);
  const began = performance.now();
  await sql`
    insert into outbox (kind, subject_id, version, created_at)
    select 'application', id, 0, clock_timestamp() from unnest(${queue.map(({ caseId }) => caseId)}::uuid[]) id`;
  await untilIdle(sql);
  const seconds = (performance.now() - began) / 1000;
  await untilAtRest(stage);
  return {
    openCases: OPEN_CASES,
    workflowsStartedPerSecond: round(OPEN_CASES / seconds, 0),
    residentMiB: system.memory(),
  };
}
