/** What happens while a part is away: nothing is lost, nothing is repeated. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { startTemporal, temporalCli } from '../../scripts/temporal-server.ts';
import { freePort } from '../../scripts/ports.ts';
import { applyJointly, decide, sampleApplication } from '../support/story.ts';
import { openScene, type Scene, until } from '../support/scene.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
}, 60_000);

const food = sampleApplication('food');
const PARTIES = 5; // people of both parties

/** Messages about a case by template: how many, and to how many keys. Equal numbers: nobody was told twice. */
async function told(scene: Scene, caseId: string) {
  const rows = await scene.sql<{ template: string; count: number; people: number }[]>`
    select template, count(*)::int as count, count(distinct (email, "values"))::int as people from messages
    where case_id = ${caseId} group by template order by template`;
  expect(rows.every(({ count, people }) => count === people)).toBe(true);
  return Object.fromEntries(rows.map(({ template, count }) => [template, count]));
}
async function factsOf(scene: Scene, caseId: string) {
  const rows = await scene.sql<
    { version: number; kind: string }[]
  >`select version, kind from facts where case_id = ${caseId} order by version`;
  expect(rows.map(({ version }) => version)).toEqual(rows.map((_, index) => index + 1));
  return rows.map(({ kind }) => kind);
}
const settled = (scene: Scene) =>
  until('an empty outbox and no mail on its way', async () => {
    const [left] = await scene.sql<{ none: boolean }[]>`
      select not exists (select 1 from outbox) and not exists (select 1 from messages where mail_status = 'pending') as none`;
    return left?.none;
  });

test('with the worker away and the API restarted a case passes every desk; afterwards all catches up once', async () => {
  const scene = await openScene();
  endings.push(() => scene.close());
  const roundId = await scene.openRound();
  const { id } = await applyJointly(scene.stage, scene.ids, roundId, food);
  const jinshui = await scene.as('jinshui.officer@demo.tenfold.example');
  await decide(jinshui, id, 'formCheck', { outcome: 'accepted' });
  await scene.system.restartApi();
  expect(await decide(jinshui, id, 'recommendation', { outcome: 'recommended' })).toMatchObject({
    next: { step: 'qualification' },
  });
  await decide(scene.city, id, 'qualification', { outcome: 'qualified' });
  const owner = await scene.as('yuweiyuan.owner@demo.tenfold.example');
  const before = await scene.view(owner, id);
  expect(before.status).toBe('qualified');
  expect(before.timeline.filter(({ state }) => state === 'done').map(({ step }) => step)).toEqual([
    'submitted',
    'formCheck',
    'recommendation',
    'qualification',
  ]);
  const invited = { partyInvited: 2, partyConfirmed: 3 }; // written with their own facts
  expect(await told(scene, id)).toEqual(invited);

  // Another case whose desk is late by the time somebody watches.
  const lateRound = await scene.openRound({ workingDayMs: 100 });
  const { id: late } = await applyJointly(scene.stage, scene.ids, lateRound, food);
  await until(
    'late',
    async () =>
      (await scene.sql`select 1 from tasks where case_id = ${late} and due_at < clock_timestamp()`).length > 0,
  );

  await scene.system.startWorker();
  await until('told', async () => (await told(scene, id)).stepPassed === 3 * PARTIES);
  await until('overdue', async () => (await told(scene, late)).taskOverdue !== undefined);
  await settled(scene);
  const expected = { ...invited, submitted: PARTIES, stepPassed: 3 * PARTIES };
  expect(await told(scene, id)).toEqual(expected);
  const facts = await factsOf(scene, id);
  expect(facts.filter((kind) => kind === 'taskDecided')).toHaveLength(3);
  // The two officers of the desk and the two of the city, once; a reminder after the deadline helps nobody.
  expect(await told(scene, late)).toMatchObject({ submitted: PARTIES, taskWaiting: 2, taskOverdue: 4 });
  expect((await factsOf(scene, late)).filter((kind) => kind === 'taskOverdue')).toHaveLength(1);
  expect((await told(scene, late)).taskReminder).toBeUndefined();

  // A restart, and the same signals once more: nothing moves.
  const lateTold = await told(scene, late);
  await scene.system.stopWorker();
  await scene.sql`insert into outbox (kind, subject_id, version, created_at)
    select kind, id, version, clock_timestamp() from cases where kind in ('application', 'round')`;
  await scene.system.startWorker();
  await settled(scene);
  expect([await told(scene, id), await told(scene, late), await factsOf(scene, id)]).toEqual([
    expected,
    lateTold,
    facts,
  ]);
}, 180_000);

test('Temporal is killed in the middle: people go on deciding, and after its return everybody is told once', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tenfold-temporal-'));
  const options = {
    cli: temporalCli(),
    port: await freePort(),
    logFile: path.join(folder, 'temporal.log'),
    dbFile: path.join(folder, 'temporal.db'),
  };
  let temporal = await startTemporal(options);
  endings.push(async () => {
    await temporal.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const scene = await openScene({ worker: true, temporalAddress: temporal.address });
  endings.push(() => scene.close());
  const roundId = await scene.openRound();
  const { id } = await applyJointly(scene.stage, scene.ids, roundId, food);
  const jinshui = await scene.as('jinshui.officer@demo.tenfold.example');
  await decide(jinshui, id, 'formCheck', { outcome: 'accepted' });
  await until('told of the first desk', async () => (await told(scene, id)).stepPassed === PARTIES);

  temporal.child.kill('SIGKILL');
  await temporal.exited;
  expect(await decide(jinshui, id, 'recommendation', { outcome: 'recommended' })).toMatchObject({
    next: { step: 'qualification' },
  });
  expect((await scene.sql`select 1 from outbox where subject_id = ${id}`).length).toBeGreaterThan(0);
  temporal = await startTemporal(options);
  await until('told of the second desk', async () => (await told(scene, id)).stepPassed === 2 * PARTIES);
  await decide(scene.city, id, 'qualification', { outcome: 'qualified' });
  await until('told of the third desk', async () => (await told(scene, id)).stepPassed === 3 * PARTIES);
  await settled(scene);
  expect(await told(scene, id)).toMatchObject({ submitted: PARTIES, stepPassed: 3 * PARTIES });
  expect((await factsOf(scene, id)).filter((kind) => kind === 'taskDecided')).toHaveLength(3);
}, 180_000);
