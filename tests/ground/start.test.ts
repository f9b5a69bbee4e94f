import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import postgres from 'postgres';
import { isAlive } from '../../scripts/processes.ts';
import { type Installation, prepareInstallation } from '../support/installation.ts';

const MINUTES = 60_000;
let installation: Installation;
let firstOutput: string;

beforeAll(async () => {
  installation = await prepareInstallation();
  firstOutput = await installation.start();
}, 5 * MINUTES);

afterAll(async () => {
  await installation.remove();
}, MINUTES);

/** Rows of every table: what a restart must not lose. */
async function countRows(): Promise<Record<string, number>> {
  const sql = postgres(installation.databaseUrl(), { max: 1, onnotice: () => {} });
  try {
    const tables = await sql<{ name: string }[]>`
      select table_schema || '.' || table_name as name from information_schema.tables
      where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`;
    const counts: Record<string, number> = {};
    for (const { name } of tables) {
      const [row] = await sql<{ count: number }[]>`select count(*)::int as count from ${sql(name)}`;
      counts[name] = row?.count ?? 0;
    }
    return counts;
  } finally {
    await sql.end();
  }
}

test('the first start ends with the address, demo accounts by role and three things to try, in both languages', () => {
  expect(firstOutput).toContain(installation.env.PORT);
  expect(firstOutput).toMatch(/Demo accounts by role \/ 各角色演示账号/);
  expect(firstOutput).toMatch(/\S+@\S+/);
  expect(firstOutput).toMatch(/3\. .*\n.*[\u4e00-\u9fff]/);
});

test('the pages and the signs of life answer', async () => {
  expect((await fetch(`${installation.baseUrl}/healthz`)).status).toBe(200);
  expect((await fetch(`${installation.baseUrl}/readyz`)).status).toBe(200);
  const page = await fetch(`${installation.baseUrl}/`, { headers: { accept: 'text/html' } });
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<html');
});

test('a second start on the same data directory is refused and leaves the first alone', async () => {
  const second = spawnSync(process.execPath, ['scripts/start.mjs'], { env: installation.env, encoding: 'utf8' });
  expect(second.status).toBe(1);
  expect(second.stderr).toContain('already served by a running Tenfold');
  expect((await fetch(`${installation.baseUrl}/healthz`)).status).toBe(200);
});

test('another copy on the same web port is told which variable to set', async () => {
  const other = await prepareInstallation({ PORT: installation.env.PORT });
  const refused = spawnSync(process.execPath, ['scripts/start.mjs'], { env: other.env, encoding: 'utf8' });
  expect(refused.status).toBe(1);
  expect(refused.stderr).toMatch(/PORT=\d+ npm start/);
  await other.remove();
});

test(
  'after kill -9 of every part it starts again and finds everything; Ctrl-C then leaves no process behind',
  async () => {
    const before = await countRows();
    expect(Object.values(before).some((count) => count > 0)).toBe(true);
    await installation.killEverything();
    await installation.start();
    const after = await countRows();
    const lost = Object.keys(before).filter((table) => (after[table] ?? 0) < (before[table] ?? 0));
    expect(lost).toEqual([]);
    const pids = installation.processes();
    expect(await installation.interrupt()).toBe(0);
    expect(pids.filter(isAlive)).toEqual([]);
  },
  2 * MINUTES,
);
