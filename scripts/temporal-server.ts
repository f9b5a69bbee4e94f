import { existsSync } from 'node:fs';
import path from 'node:path';
import { type RunningServer, startServer } from './server-process.ts';
import { prepareNamespace } from './temporal-namespace.ts';

export interface RunningTemporal extends RunningServer {
  /** host:port of the gRPC frontend. */
  address: string;
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

/** The CLI that `npm start` and `npm test` found, else the project's own copy, else whatever PATH holds. */
export function temporalCli(): string {
  const cached = path.resolve('.cache/bin/temporal');
  return process.env.TEMPORAL_CLI_PATH ?? (existsSync(cached) ? cached : 'temporal');
}

/**
 * Starts a Temporal dev server and waits until its `default` namespace answers.
 * With a file, every commit is on disk before it is acknowledged (WAL, full sync).
 */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  const address = `127.0.0.1:${options.port}`;
  const running = await startServer({
    name: 'Temporal',
    program: options.cli,
    args: serverArguments(options),
    logFile: options.logFile,
    isReady: () => prepareNamespace(address),
  });
  return { ...running, address };
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
