import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';

export interface RunningTemporal {
  pid: number;
  child: ChildProcess;
  /** host:port of the gRPC frontend. */
  address: string;
  exited: Promise<number | null>;
  stop(): Promise<void>;
}

export interface TemporalOptions {
  /** The Temporal CLI to run. */
  cli: string;
  port: number;
  logFile: string;
  /** SQLite file that keeps everything; in memory without it. */
  dbFile?: string;
  /** Port of Temporal's own web page; left out, there is none. */
  uiPort?: number;
}

/** Ten years: a case's workflow id must stay taken long after the workflow closed, so that nothing starts it twice. */
const RETENTION_SECONDS = 3650 * 24 * 3600;

/** The CLI that `npm start` and `npm test` found, else the project's own copy, else whatever PATH holds. */
export function temporalCli(): string {
  const cached = path.resolve('.cache/bin/temporal');
  return process.env.TEMPORAL_CLI_PATH ?? (existsSync(cached) ? cached : 'temporal');
}

/** Niceness of what works behind the people at their screens. */
const BACKGROUND = 5;

/** On a machine that runs everything, a person's click goes before what it sets off. */
function giveWay(pid: number): void {
  try {
    setPriority(pid, BACKGROUND);
  } catch {
    // Gone already: that is told where its exit is awaited.
  }
}

/**
 * Starts a Temporal dev server and waits until its `default` namespace answers.
 * With a file, every commit is on disk before it is acknowledged (WAL, full sync).
 */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  mkdirSync(path.dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a');
  const child = spawn(options.cli, serverArguments(options), {
    // A group of its own: Ctrl-C in the terminal must reach the supervisor only, which stops the parts in order.
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  if (child.pid !== undefined) giveWay(child.pid);
  let failure: Error | undefined;
  const exited = new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      failure = error;
      resolve(-1);
    });
    child.once('exit', (code) => resolve(code));
  });
  let ended = false;
  void exited.then(() => {
    ended = true;
  });
  const address = `127.0.0.1:${options.port}`;
  const deadline = Date.now() + 60_000;
  while (!(await prepareNamespace(address))) {
    if (ended || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(
        `Temporal did not start${failure ? ` (${failure.message})` : ''}; its log ${options.logFile} ends with:\n` +
          readFileSync(options.logFile, 'utf8').slice(-2000),
      );
    }
    await delay(100);
  }
  return { pid: child.pid as number, child, address, exited, stop: () => stopTemporal(child, exited) };
}

function serverArguments(options: TemporalOptions): string[] {
  const file = options.dbFile
    ? ['--db-filename', options.dbFile, '--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=FULL']
    : [];
  const page = options.uiPort === undefined ? ['--headless'] : ['--ui-port', String(options.uiPort)];
  return [
    'server',
    'start-dev',
    ...['--ip', '127.0.0.1', '--port', String(options.port), '--log-level', 'warn'],
    ...['--dynamic-config-value', 'system.enableActivityEagerExecution=true'],
    ...file,
    ...page,
  ];
}

/** True once the namespace exists and keeps closed workflows as long as we need them. */
async function prepareNamespace(address: string): Promise<boolean> {
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ address, connectTimeout: 2000 });
    const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' });
    if (Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) !== RETENTION_SECONDS) {
      await connection.workflowService.updateNamespace({
        namespace: 'default',
        config: { workflowExecutionRetentionTtl: { seconds: RETENTION_SECONDS as never } },
      });
    }
    return true;
  } catch {
    return false;
  } finally {
    await connection?.close();
  }
}

async function stopTemporal(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const patience = AbortSignal.timeout(10_000);
  const giveUp = () => child.kill('SIGKILL');
  patience.addEventListener('abort', giveUp);
  await exited;
  patience.removeEventListener('abort', giveUp);
}
