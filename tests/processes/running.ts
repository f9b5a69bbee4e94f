import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { pino } from 'pino';
import { connect, type Sql } from '../../db/client.ts';
import type { WorkerEnvironment } from '../../worker/environment.ts';
import { type RunningWorker, runWorker } from '../../worker/run-worker.ts';
import { openTestDatabase } from '../support/database.ts';
import { temporalAddress } from '../support/temporal.ts';

// A busy machine bundles the workflows of each file in ten seconds and more.
jest.setTimeout(180_000);

export type Running = {
  sql: Sql;
  client: Client;
  taskQueue: string;
  startWorker: (env?: Partial<WorkerEnvironment>) => Promise<RunningWorker>;
  close: () => Promise<void>;
};

/** A database of its own and the real Temporal server; workers start and stop within the process. */
export async function openRunning(): Promise<Running> {
  const database = await openTestDatabase();
  const sql = connect(database.url, { max: 6 });
  const connection = await Connection.connect({ address: temporalAddress() });
  const client = new Client({ connection });
  const taskQueue = `test-${randomUUID()}`;
  const workers: RunningWorker[] = [];
  const startWorker = async (env: Partial<WorkerEnvironment> = {}) => {
    const worker = await runWorker(
      {
        DATABASE_URL: database.url,
        TEMPORAL_ADDRESS: temporalAddress(),
        BASE_URL: 'http://town.example',
        DATA_DIR: tmpdir(),
        LOG_LEVEL: 'error',
        sealLogPath: '',
        ...env,
      },
      pino({ level: 'silent' }),
      taskQueue,
    );
    workers.push(worker);
    return worker;
  };
  return {
    sql,
    client,
    taskQueue,
    startWorker,
    close: async () => {
      for (const worker of workers) await worker.stop();
      await connection.close();
      await sql.end({ timeout: 2 });
      await database.close();
    },
  };
}

/** Looks again until it is so; gives up with words after a minute. */
export async function eventually(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 60_000;
  while (!(await isSo())) {
    if (Date.now() > giveUpAt) throw new Error(`still not so: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Until nothing waits in the outbox and every message has been dealt with. */
export const settled = (sql: Sql) =>
  eventually('the outbox is empty and no mail is pending', async () => {
    const [row] = await sql<{ waiting: number }[]>`
      select (select count(*) from outbox)::int + (select count(*) from messages where mail_status = 'pending')::int as waiting`;
    return row?.waiting === 0;
  });

/** Writes the history of a workflow, by default of its latest run, for the replay test (`tests/replay`). */
export async function recordHistory(client: Client, name: string, workflowId: string, runId?: string): Promise<void> {
  const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  // Who ran it does not belong into the repository.
  const text = historyToJSON(history)
    .replace(/"(identity|binaryChecksum)": "[^"]*"/g, '"$1": "worker"')
    .replace(/"\d+@[^"]*"/g, '"worker-sticky"');
  writeFileSync(
    path.resolve('tests/replay/histories', `${name}.json`),
    `${JSON.stringify({ workflowId, history: JSON.parse(text) }, null, 1)}\n`,
  );
}
