import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { CLIENTS } from '../../scenarios/clicks.ts';
import { round, type Spread, spread, withClients } from '../../statistics.ts';
import { REST_MS, type Stage } from '../../system/stage.ts';
import { prepareBareTables } from './activities.ts';
import type { decide, twoDecisionsWorkflow } from './workflow.ts';

const TASK_QUEUE = 'bench-bare';
const WARM_UP = 40;
const IDLE_CASES = 100;
const LOADED_CASES = 400;

export type BareFigures = {
  clients: number;
  clickToNextIdleMs: Spread;
  wholeCasesPerSecond: number;
  workflowsSettledPerSecond: number;
};

/** The same server, the same Postgres, no HTTP between: a client of Temporal starts cases and decides them by updates. */
export async function measureBare({ sql, system }: Stage): Promise<BareFigures> {
  await prepareBareTables(sql);
  const stopWorker = await startBareWorker({
    ...process.env,
    DATABASE_URL: system.databaseUrl,
    TEMPORAL_ADDRESS: system.temporalAddress,
    TASK_QUEUE,
  });
  const connection = await Connection.connect({ address: system.temporalAddress });
  const client = new Client({ connection });
  const start = (): Promise<WorkflowHandle<typeof twoDecisionsWorkflow>> => {
    const caseId = randomUUID();
    return client.workflow.start<typeof twoDecisionsWorkflow>('twoDecisionsWorkflow', {
      taskQueue: TASK_QUEUE,
      workflowId: `bare/${caseId}`,
      args: [{ caseId }],
    });
  };
  const decideOnce = (handle: WorkflowHandle<typeof twoDecisionsWorkflow>, outcome: string) =>
    handle.executeUpdate<number, [string]>('decide' satisfies (typeof decide)['name'], { args: [outcome] });
  const whole = async (handle: WorkflowHandle<typeof twoDecisionsWorkflow>) => {
    await decideOnce(handle, 'accepted');
    await decideOnce(handle, 'refused');
  };
  try {
    for (let warm = 0; warm < WARM_UP; warm += 1) await whole(await start());
    const idle: number[] = [];
    for (let no = 0; no < IDLE_CASES; no += 1) {
      const handle = await start();
      await delay(REST_MS);
      const from = performance.now();
      await decideOnce(handle, 'accepted');
      idle.push(performance.now() - from);
      await decideOnce(handle, 'refused');
      await handle.result();
    }
    const handles: WorkflowHandle<typeof twoDecisionsWorkflow>[] = [];
    const began = performance.now();
    const seconds = await withClients(
      CLIENTS,
      Array.from({ length: LOADED_CASES }, (_, no) => no),
      async () => {
        const handle = await start();
        handles.push(handle);
        await whole(handle);
      },
    );
    await withClients(50, handles, async (handle) => void (await handle.result()));
    return {
      clients: CLIENTS,
      clickToNextIdleMs: spread(idle),
      wholeCasesPerSecond: round(LOADED_CASES / seconds, 1),
      workflowsSettledPerSecond: round((LOADED_CASES * 1000) / (performance.now() - began), 1),
    };
  } finally {
    await connection.close();
    await stopWorker();
  }
}

async function startBareWorker(env: NodeJS.ProcessEnv): Promise<() => Promise<void>> {
  const program = fileURLToPath(new URL('./worker.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => String(chunk).includes('ready') && resolve());
    void exited.then(() => reject(new Error("the bare workflow's worker ended before it was ready")));
  });
  return async () => {
    child.kill('SIGTERM');
    await exited;
  };
}
