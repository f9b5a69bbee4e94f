/** Postgres dies by SIGKILL while officers decide: every acknowledged decision is there afterwards, none of them twice. */
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, jest, test } from '@jest/globals';
import { migrate } from '../../db/migrate.ts';
import { ensureDatabase, startPostgres } from '../../scripts/embedded-postgres.ts';
import { freePort } from '../../scripts/ports.ts';
import { preparePostgresPlace, removePostgresPlace } from '../../scripts/postgres-place.ts';
import { startSystem } from '../support/system.ts';
import { makeWorld } from '../support/world.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
}, 60_000);

// A query of a transaction that has failed already may be refused when nobody waits for it any more. The API's process survives
// that (db/lost-connection.ts); Jest counts it against the test and leaves no way to say so, hence another try.
jest.retryTimes(2, { logErrorsBeforeRetry: true });

const CASES = 40;
const KILLED_AFTER = 12;
const PATIENCE_MS = 60_000;

/** A server of its own that keeps its word about the disk. */
async function durablePostgres() {
  const folder = mkdtempSync(path.join(tmpdir(), 'tenfold-crash-'));
  chmodSync(folder, 0o755);
  const place = await preparePostgresPlace(path.join(folder, 'postgres'));
  const options = { place, port: await freePort(), password: randomUUID(), logFile: path.join(folder, 'postgres.log') };
  let server = await startPostgres({ ...options, settings: ['fsync=on', 'synchronous_commit=on'] });
  endings.push(async () => {
    await server.stop();
    removePostgresPlace(place);
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    server,
    kill: async () => {
      server.child.kill('SIGKILL');
      await server.exited;
    },
    startAgain: async () => {
      server = await startPostgres({ ...options, settings: ['fsync=on', 'synchronous_commit=on'] });
    },
  };
}

test('decisions while Postgres is killed: all are taken in the end, each once, and acknowledged ones stay as they were', async () => {
  const { server, kill, startAgain } = await durablePostgres();
  await ensureDatabase(server, 'crash');
  const url = server.url('crash');
  await migrate(url);
  const system = await startSystem({ database: { url, close: async () => {} }, seeded: false });
  endings.push(() => system.close());
  const world = await makeWorld(system.sql as never);
  const cases: { caseId: string; taskId: string; key: string }[] = [];
  for (let no = 0; no < CASES; no++) {
    const { id } = await world.application();
    const task = await world.openTask(id);
    cases.push({ caseId: id, taskId: task?.id as string, key: randomUUID() });
  }
  const officer = await system.as('district@town.example');
  const acknowledged = new Map<string, string>();
  const failures = new Set<number>();
  let killed: Promise<void> | undefined;

  /** One officer's click, repeated under its key until there is an answer. */
  const decide = async ({ taskId, key }: (typeof cases)[number]) => {
    const giveUpAt = Date.now() + PATIENCE_MS;
    for (;;) {
      const reply = await officer.call('POST', `/tasks/${taskId}/decision`, {
        body: { outcome: 'accepted', contentVersion: 1 },
        key,
      });
      if (reply.status === 200) {
        acknowledged.set(taskId, reply.text);
        if (acknowledged.size === KILLED_AFTER) killed ??= kill().then(startAgain);
        return;
      }
      failures.add(reply.status);
      if (Date.now() > giveUpAt) throw new Error(`never decided: ${reply.text}`);
      await delay(50);
    }
  };
  // Eight officers at their screens, so that some decisions are under way at the moment of the kill.
  const queue = [...cases];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await decide(next);
  };
  await Promise.all(Array.from({ length: 8 }, work));
  await killed;

  expect(acknowledged.size).toBe(CASES);
  expect([...failures]).toEqual([503]); // the crash was felt, and said to be passing
  const facts = await system.sql<
    { caseId: string; version: number; payload: { taskId?: string; nextTaskId?: string } }[]
  >`
    select case_id, version, payload from facts where kind = 'taskDecided'`;
  expect(facts).toHaveLength(CASES);
  for (const { caseId, taskId, key } of cases) {
    const reply = JSON.parse(acknowledged.get(taskId) as string) as { version: number; next: { taskId: string } };
    expect(facts.find((fact) => fact.caseId === caseId)).toMatchObject({
      version: reply.version,
      payload: { taskId, nextTaskId: reply.next.taskId },
    });
    const open = await system.sql<
      { id: string; step: string }[]
    >`select id, step from tasks where case_id = ${caseId} and status = 'open'`;
    expect(open).toEqual([{ id: reply.next.taskId, step: 'recommendation' }]);
    const replay = await officer.call('POST', `/tasks/${taskId}/decision`, {
      body: { outcome: 'accepted', contentVersion: 1 },
      key,
    });
    expect(replay.text).toBe(acknowledged.get(taskId));
  }
}, 180_000);
