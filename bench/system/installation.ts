/** The measured system: a copy of its own, on files of its own, started the way people start it. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, freePortsInARow } from '../../scripts/ports.ts';
import { processorSeconds, residentMiB } from './weight.ts';

export type Installation = {
  /** Temporal's server on Postgres, or the dev server where Go is not there to build it. */
  topology: 'cluster' | 'dev server';
  baseUrl: string;
  databaseUrl: string;
  temporalAddress: string;
  secondsToReady: number;
  /** Stops it and starts it again on the same files. Returns seconds until ready. */
  restart(): Promise<number>;
  /** Resident MiB by part. */
  memory(): Record<string, number>;
  /** Processor seconds used so far by part. */
  processor(): Record<string, number>;
  stop(): Promise<void>;
};

const PATIENCE_MS = 180_000;

/** One worker: the figures are those of one API and one worker process. */
export async function startInstallation(topology: Installation['topology']): Promise<Installation> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tenfold-bench-'));
  await chmod(folder, 0o755);
  const [port, pgPort, temporalPort] = [await freePort(), await freePort(), await freePortsInARow(8)];
  const env = {
    ...process.env,
    PORT: String(port),
    PG_PORT: String(pgPort),
    TEMPORAL_PORT: String(temporalPort),
    DATA_DIR: folder,
    WORKERS: '1',
    LOG_LEVEL: 'warn',
  };
  const baseUrl = `http://localhost:${port}`;
  let end = async () => {};

  const begin = async () => {
    const began = performance.now();
    const child = spawn(process.execPath, ['scripts/start.mjs', ...(topology === 'cluster' ? ['--cluster'] : [])], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed = (printed + String(chunk)).slice(-2000);
    });
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    end = async () => {
      if (child.exitCode === null) child.kill('SIGTERM');
      await exited;
    };
    for (;;) {
      if (child.exitCode !== null || performance.now() - began > PATIENCE_MS) {
        await end();
        throw new Error(`the system did not start:\n${printed}`);
      }
      const ready = await fetch(`${baseUrl}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
        (reply) => reply.ok,
        () => false,
      );
      if (ready) return (performance.now() - began) / 1000;
      await delay(50);
    }
  };

  const stop = async () => {
    await end();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
  try {
    const secondsToReady = await begin();
    const { databasePassword } = JSON.parse(await readFile(path.join(folder, 'secrets.json'), 'utf8')) as {
      databasePassword: string;
    };
    return {
      topology,
      baseUrl,
      databaseUrl: `postgres://tenfold:${encodeURIComponent(databasePassword)}@127.0.0.1:${pgPort}/tenfold`,
      temporalAddress: `127.0.0.1:${temporalPort}`,
      secondsToReady,
      restart: async () => {
        await end();
        return begin();
      },
      memory: () => Object.fromEntries(partsOf(folder).map(({ name, pid }) => [name, residentMiB(pid)])),
      processor: () => Object.fromEntries(partsOf(folder).map(({ name, pid }) => [name, processorSeconds(pid)])),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The processes that the installation notes: `api`, `worker`, `postgres`, `temporal`; the supervisor, whose children they are, left out. */
function partsOf(folder: string): { name: string; pid: number }[] {
  const notes = path.join(folder, 'run');
  if (!existsSync(notes)) return [];
  return readdirSync(notes)
    .map((file): { name: string; pid: number } => JSON.parse(readFileSync(path.join(notes, file), 'utf8')))
    .filter(({ name }) => name !== 'supervisor');
}
