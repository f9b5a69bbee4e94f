import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, freePortsInARow } from '../../scripts/ports.ts';

/** A whole Tenfold of the test's own, started the way people start it. */
export interface Installation {
  baseUrl: string;
  dataDir: string;
  env: NodeJS.ProcessEnv;
  /** Connection string of its database. */
  databaseUrl(): string;
  /** Runs the start command until it says that all is ready; resolves with what it printed. */
  start(): Promise<string>;
  /** Ctrl-C; resolves with the exit code. */
  interrupt(): Promise<number | null>;
  /** `kill -9` of the supervisor and every part at once. */
  killEverything(): Promise<void>;
  /** Process numbers that its notes name, the supervisor's among them. */
  processes(): number[];
  /** Stops what still runs and removes the files. */
  remove(): Promise<void>;
}

/** Prepares ports and a data directory; nothing runs yet. */
export async function prepareInstallation(
  overrides: NodeJS.ProcessEnv = {},
  startArguments: string[] = [],
): Promise<Installation> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'tenfold-installation-'));
  chmodSync(dataDir, 0o755);
  const [port, pgPort, temporalPort] = [await freePort(), await freePort(), await freePortsInARow(8)];
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PORT: String(port),
    PG_PORT: String(pgPort),
    TEMPORAL_PORT: String(temporalPort),
    DATA_DIR: dataDir,
    ...overrides,
  };
  for (const name of ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'BASE_URL', 'NODE_ENV', 'NODE_OPTIONS']) {
    if (overrides[name] === undefined) delete env[name];
  }
  let child: ChildProcess | undefined;
  let ended: Promise<number | null> = Promise.resolve(null);

  const start = () =>
    new Promise<string>((resolve, reject) => {
      let output = '';
      const running = spawn(process.execPath, ['scripts/start.mjs', ...startArguments], {
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = running;
      const read = (chunk: Buffer) => {
        output += chunk.toString('utf8');
        if (output.includes('Ctrl-C')) resolve(output);
      };
      running.stdout.on('data', read);
      running.stderr.on('data', read);
      ended = new Promise((settle) => running.once('exit', (code) => settle(code)));
      void ended.then((code) => reject(new Error(`npm start ended with ${code}:\n${output}`)));
    });

  const processes = () => {
    const folder = path.join(dataDir, 'run');
    if (!existsSync(folder)) return [];
    return readdirSync(folder).map(
      (name) => (JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as { pid: number }).pid,
    );
  };

  const killEverything = async () => {
    for (const pid of processes()) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // Already gone.
      }
    }
    await ended;
  };

  return {
    baseUrl: `http://127.0.0.1:${port}`,
    dataDir,
    env,
    databaseUrl: () => {
      const { databasePassword } = JSON.parse(readFileSync(path.join(dataDir, 'secrets.json'), 'utf8')) as {
        databasePassword: string;
      };
      return `postgres://tenfold:${encodeURIComponent(databasePassword)}@127.0.0.1:${pgPort}/tenfold`;
    },
    start,
    interrupt: () => {
      child?.kill('SIGINT');
      return ended;
    },
    killEverything,
    processes,
    remove: async () => {
      await killEverything();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
    },
  };
}
