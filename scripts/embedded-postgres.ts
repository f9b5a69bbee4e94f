import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { owner, type PostgresPlace } from './postgres-place.ts';
import { commandOf, isAlive, stopProcess } from './processes.ts';

/** A running embedded server. `exited` settles with its exit code when the server ends, wanted or not. */
export interface RunningPostgres {
  pid: number;
  child: ChildProcess;
  exited: Promise<number | null>;
  /** Connection string of one database of this server. */
  url(database: string): string;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  place: PostgresPlace;
  port: number;
  password: string;
  /** Where the server's own log goes (appended). */
  logFile: string;
  /** `name=value` settings given on the command line. */
  settings?: string[];
}

const USER = 'tenfold';

/** Creates the cluster if the place is empty. Collation is `C.UTF-8` of Postgres itself, the same on every machine. */
export async function initialisePostgres(place: PostgresPlace, password: string): Promise<void> {
  if (existsSync(path.join(place.dataDir, 'PG_VERSION'))) return;
  // Made beside its place and moved there whole: an interrupted initdb must never be taken for a cluster.
  const draft = `${place.dataDir}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  owner.give(draft);
  const passwordFile = path.join(tmpdir(), `tenfold-initdb-${process.pid}-${Date.now()}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  owner.give(passwordFile);
  try {
    const initdb = spawn(
      path.join(place.binDir, 'initdb'),
      [
        `--pgdata=${draft}`,
        `--username=${USER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      { ...owner.ids(), cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'C' } },
    );
    let output = '';
    initdb.stdout.on('data', (chunk) => {
      output += String(chunk);
    });
    initdb.stderr.on('data', (chunk) => {
      output += String(chunk);
    });
    const code = await exitOf(initdb);
    if (code !== 0) throw new Error(`initdb failed (${code}):\n${output}`);
    renameSync(draft, place.dataDir);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/**
 * Starts the server and waits until it answers a query.
 * Backends that outlived a killed server block the start for as long as they are busy: those are waited for.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  await initialisePostgres(options.place, options.password);
  const deadline = Date.now() + 60_000;
  for (;;) {
    const attempt = await tryStart(options);
    if ('pid' in attempt) return attempt;
    const inTheWay = /pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(attempt.log);
    if (!inTheWay || Date.now() > deadline) {
      throw new Error(`Postgres did not start; its log ${options.logFile} ends with:\n${attempt.log}`);
    }
    await delay(250);
  }
}

async function tryStart(options: PostgresOptions): Promise<RunningPostgres | { log: string }> {
  mkdirSync(path.dirname(options.logFile), { recursive: true });
  const sizeBefore = existsSync(options.logFile) ? readFileSync(options.logFile).length : 0;
  const log = openSync(options.logFile, 'a');
  const settings = [
    'unix_socket_directories=',
    'listen_addresses=127.0.0.1',
    'timezone=UTC',
    ...(options.settings ?? []),
  ];
  const child = spawn(
    path.join(options.place.binDir, 'postgres'),
    ['-D', options.place.dataDir, '-p', String(options.port), ...settings.flatMap((setting) => ['-c', setting])],
    // A group of its own: Ctrl-C in the terminal must reach the supervisor only, which stops the parts in order.
    { ...owner.ids(), cwd: '/', detached: true, stdio: ['ignore', log, log], env: { ...process.env, LC_ALL: 'C' } },
  );
  closeSync(log);
  const exited = exitOf(child);
  let ended = false;
  void exited.then(() => {
    ended = true;
  });
  const url = (database: string) =>
    `postgres://${USER}:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/${database}`;
  while (!ended) {
    if (await answers(url('postgres'))) {
      const pid = child.pid as number;
      return { pid, child, exited, url, stop: () => stopPostgres(child, exited) };
    }
    await delay(50);
  }
  return { log: readFileSync(options.logFile).subarray(sizeBefore).toString('utf8').slice(-2000) };
}

async function stopPostgres(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT');
  const patience = AbortSignal.timeout(30_000);
  const giveUp = () => child.kill('SIGQUIT');
  patience.addEventListener('abort', giveUp);
  await exited;
  patience.removeEventListener('abort', giveUp);
}

/** Creates a database unless it exists. */
export async function ensureDatabase(server: RunningPostgres, name: string): Promise<void> {
  const sql = postgres(server.url('postgres'), { max: 1, onnotice: () => {} });
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${name}`;
    if (!found) await sql`create database ${sql(name)}`;
  } finally {
    await sql.end();
  }
}

/**
 * Stops the server that a killed supervisor left behind on this data directory, and clears a lock file whose process
 * number now belongs to something else. Returns what was done, to be told.
 */
export async function stopSurvivingPostgres(place: PostgresPlace): Promise<'nothing' | 'stopped'> {
  const lockFile = path.join(place.dataDir, 'postmaster.pid');
  if (!existsSync(lockFile)) return 'nothing';
  const pid = Number.parseInt(readFileSync(lockFile, 'utf8'), 10);
  if (Number.isInteger(pid) && pid > 0 && isAlive(pid)) {
    if (/postgres/.test(commandOf(pid))) {
      await stopProcess(pid, ['SIGINT', 'SIGQUIT'], 20_000);
      return 'stopped';
    }
    rmSync(lockFile, { force: true });
  }
  return 'nothing';
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(-1));
    child.once('exit', (code) => resolve(code));
  });
}
