import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createActivities } from '../activities/index.ts';
import { createMailer } from '../activities/mailer.ts';
import { TASK_QUEUE } from '../contracts/workflows.ts';
import { connect } from '../db/client.ts';
import type { WorkerEnvironment } from './environment.ts';
import { createProcessor } from './processor.ts';
import { startRelay } from './relay.ts';
import { startSweeps } from './sweeps.ts';

const LONGEST_WAIT_MS = 5_000;

export type RunningWorker = {
  /** Settles when the worker has stopped; rejects when it failed. */
  ended: Promise<void>;
  /** True while it takes work. */
  polls: () => boolean;
  /** Stops in order: no new signals, no new sweeps, tasks under way to their end, connections. */
  stop: () => Promise<void>;
};

/** Worker, relay and sweeps in this process. Waits for Postgres and Temporal as long as they take, and says so. */
export async function runWorker(
  env: WorkerEnvironment,
  log: Logger,
  taskQueue: string = TASK_QUEUE,
): Promise<RunningWorker> {
  const sql = connect(env.DATABASE_URL, { name: 'tenfold-worker' });
  await insist('Postgres', log, async () => void (await sql`select 1 from outbox limit 1`));
  const address = env.TEMPORAL_ADDRESS;
  const native = await insist('Temporal', log, () => NativeConnection.connect({ address }));
  const connection = await insist('Temporal', log, () => Connection.connect({ address }));
  const mailer = createMailer(env.SMTP_URL, env.BASE_URL, env.MAIL_FROM);
  if (!mailer) log.info('no SMTP_URL: mail is kept for the operator to read');
  const processor = await createProcessor(native, createActivities({ sql, mailer }), taskQueue, sql);
  const relay = await startRelay(sql, new Client({ connection }), taskQueue, log);
  const stopSweeps = startSweeps(sql, { signingKey: env.AUDIT_SIGNING_KEY, logPath: env.sealLogPath }, log);
  log.info({ temporal: address, taskQueue }, 'worker ready');
  let stopping: Promise<void> | undefined;
  const ended = processor.run();
  const stop = async () => {
    await relay.stop();
    await stopSweeps();
    if (processor.getState() === 'RUNNING') processor.shutdown();
    await ended.catch(() => {});
    mailer?.close();
    await connection.close();
    await native.close();
    await sql.end({ timeout: 5 });
  };
  return {
    ended,
    polls: () => processor.getState() === 'RUNNING',
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** Tries until it works; each failure is a line in the log. */
async function insist<T>(what: string, log: Logger, attempt: () => Promise<T>): Promise<T> {
  for (let waitMs = 250; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await attempt();
    } catch (error) {
      log.warn({ reason: String(error), againInMs: waitMs }, `${what} does not answer yet`);
      await delay(waitMs);
    }
  }
}
