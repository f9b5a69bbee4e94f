/** Main of the worker process: `DATABASE_URL=… TEMPORAL_ADDRESS=… node dist/worker/main.js`. */
import { setPriority } from 'node:os';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { surviveLostConnections } from '../db/lost-connection.ts';
import { readEnvironment } from './environment.ts';
import { serveHealth } from './health.ts';
import { runWorker } from './run-worker.ts';

/** Niceness of work that nobody waits for at a screen. */
const BACKGROUND = 10;

// On a machine that runs everything, a person's click goes before what it sets off. First of all: threads inherit it.
setPriority(BACKGROUND);

const env = readEnvironment(process.env);
const log = pino({ name: 'worker', level: env.LOG_LEVEL });

// The SDK speaks through the same log; its own signal handling is off, the order of the end is ours.
Runtime.install({
  shutdownSignals: [],
  telemetryOptions: { logging: { filter: 'error', forward: {} } },
  logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
    const write = level === 'ERROR' ? log.error : log.warn;
    write.call(log, { ...meta }, message);
  }),
});

surviveLostConnections((error) => log.warn({ reason: String(error) }, 'a query of a lost connection'));

let polls = () => false;
const closeHealth = env.HEALTH_PORT === undefined ? null : serveHealth(env.HEALTH_PORT, () => polls());
const worker = await runWorker(env, log);
polls = worker.polls;
const end = (signal: string) => {
  log.info({ signal }, 'worker stopping');
  void worker.stop();
};
process.once('SIGTERM', end);
process.once('SIGINT', end);

try {
  await worker.ended;
  await worker.stop();
  log.info('worker stopped');
} catch (error) {
  log.fatal({ reason: String(error) }, 'worker failed');
  await worker.stop();
  process.exitCode = 1;
} finally {
  await closeHealth?.();
}
