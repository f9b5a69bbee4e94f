import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { CASE_MOVED, WORKFLOW_OF } from '../../contracts/workflows.ts';
import { drainOutbox, outboxLag } from '../../db/outbox.ts';
import { relayPass } from '../../worker/relay.ts';
import { makeWorld } from '../support/world.ts';
import { eventually, openRunning, type Running, settled } from './running.ts';

let running: Running;
beforeEach(async () => {
  running = await openRunning();
});
afterEach(async () => {
  await running.close();
});

const told = ['submitted', 'stepPassed', 'stepPassed', 'stepPassed'];

test('with the worker stopped a case passes every desk; once started it catches up, and a restart repeats nothing', async () => {
  const { sql, startWorker } = running;
  const world = await makeWorld(sql);
  const { id, lead } = await world.application();
  await world.qualify(id);
  expect(await world.statusOf(id)).toBe('qualified');
  expect(await world.messagesAbout(id)).toEqual([]);
  expect((await outboxLag(sql)).waiting).toBeGreaterThan(4);

  const first = await startWorker();
  await eventually('the parties have been told', async () => (await world.messagesAbout(id)).length >= 2 * told.length);
  await settled(sql);
  const facts = await world.factsOf(id);
  const messages = await world.messagesAbout(id);
  expect(facts).toEqual(['drafted', 'submitted', 'taskDecided', 'taskDecided', 'taskDecided']);
  expect(messages).toEqual(
    [lead.signer, world.partner.signer].flatMap((who) => told.map((what) => `${what} → ${who}`)).sort(),
  );
  await first.stop();

  await sql`insert into outbox (kind, subject_id, version, created_at) values ('application', ${id}, 1, clock_timestamp())`;
  await startWorker();
  await settled(sql);
  expect(await world.factsOf(id)).toEqual(facts);
  expect(await world.messagesAbout(id)).toEqual(messages);
  expect(await outboxLag(sql)).toEqual({ waiting: 0, oldestSeconds: 0 });
});

test('a relay that dies between signalling and deleting repeats nothing: the next one signals again, harmlessly', async () => {
  const { sql, client, taskQueue, startWorker } = running;
  const world = await makeWorld(sql);
  const { id } = await world.application();
  const dies = drainOutbox(sql, 200, async (items) => {
    for (const { kind, subjectId, version } of items) {
      const { type, id: idOf } = WORKFLOW_OF[kind];
      await client.workflow.signalWithStart(type, {
        taskQueue,
        workflowId: idOf(subjectId, version),
        args: [{ caseId: subjectId }],
        signal: CASE_MOVED,
        signalArgs: [version],
      });
    }
    throw new Error('killed');
  });
  await expect(dies).rejects.toThrow('killed');
  expect((await outboxLag(sql)).waiting).toBeGreaterThan(0);

  expect(await relayPass(sql, client, taskQueue)).toBeGreaterThan(0);
  expect((await outboxLag(sql)).waiting).toBe(0);
  await startWorker();
  await eventually('the parties have been told', async () => (await world.messagesAbout(id)).length > 0);
  await settled(sql);
  expect(await world.factsOf(id)).toEqual(['drafted', 'submitted']);
  const messages = await world.messagesAbout(id);
  expect(messages).toEqual([...new Set(messages)]);
  expect(messages).toEqual(expect.arrayContaining(['taskWaiting → district', 'submitted → signer-partner']));
});

test('two relays share the outbox: each subject is delivered by one of them', async () => {
  const { sql } = running;
  const world = await makeWorld(sql);
  for (let no = 0; no < 3; no++) await world.application();
  const delivered: string[] = [];
  const drain = () =>
    drainOutbox(sql, 2, async (items) => {
      delivered.push(...items.map((item) => `${item.kind}/${item.subjectId}/${item.version}`));
      return items.map(() => ({ outcome: 'arrived' as const }));
    });
  await Promise.all([drain(), drain(), drain()]);
  expect(new Set(delivered).size).toBe(delivered.length);
});

test('a stir is not lost behind a version of the same case; of a message the last sending counts', async () => {
  const { sql } = running;
  const world = await makeWorld(sql);
  const { id } = await world.application();
  await sql`delete from outbox`;
  const put = (kind: string, version: number) => sql`
    insert into outbox (kind, subject_id, version, created_at) values (${kind}, ${id}, ${version}, clock_timestamp())`;
  for (const version of [3, 0, 4]) await put('application', version);
  for (const version of [0, 2, 1]) await put('message', version);
  const delivered: string[] = [];
  await drainOutbox(sql, 10, async (items) => {
    delivered.push(...items.map(({ kind, version }) => `${kind} ${version}`));
    return items.map(() => ({ outcome: 'arrived' as const }));
  });
  expect(delivered.sort()).toEqual(['application 0', 'message 2']);
  expect((await outboxLag(sql)).waiting).toBe(0);
});
