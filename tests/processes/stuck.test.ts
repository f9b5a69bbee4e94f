/** Stuck workflows on a real Temporal server: found with their cause, and a retry that is believed only when something moved. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Connection, Client as Temporal } from '@temporalio/client';
import type { z } from 'zod';
import type { Stuck, StuckRetried } from '../../contracts/operations.ts';
import { noteStepFailure } from '../../db/step-failures.ts';
import { applyJointly, sampleApplication } from '../support/story.ts';
import { openScene, type Scene, until } from '../support/scene.ts';
import type { Client } from '../support/system.ts';
import { temporalAddress } from '../support/temporal.ts';

let scene: Scene;
let operator: Client;
let temporal: Temporal;
let caseId: string;

beforeAll(async () => {
  scene = await openScene({ worker: true, engine: true });
  operator = await scene.person('operator');
  temporal = new Temporal({ connection: await Connection.connect({ address: temporalAddress() }) });
  const roundId = await scene.openRound();
  caseId = (await applyJointly(scene.stage, scene.ids, roundId, sampleApplication('food'))).id;
  await until('its workflow runs', async () => (await status()) === 'RUNNING');
}, 180_000);
afterAll(async () => {
  await temporal?.connection.close();
  await scene?.close();
});

const handle = () => temporal.workflow.getHandle(`application/${caseId}`);
const status = async () =>
  (
    await handle()
      .describe()
      .catch(() => null)
  )?.status.name;
const stuck = () => operator.get<z.infer<typeof Stuck>>('/operations/stuck');
const aboutCase = async () => (await stuck()).items.filter((item) => item.caseId === caseId);
const retry = (id: string) => operator.post<z.infer<typeof StuckRetried>>('/operations/stuck/retry', { id });
/** The case as if its facts had happened longer ago: workflows get a minute. */
const age = () =>
  scene.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update facts set at = at - interval '1 hour'`;
  });

test('nothing is stuck while the workflow is well; workers and the page of the engine are named', async () => {
  await age();
  const { items, engine } = await stuck();
  expect(items).toEqual([]);
  expect(engine).toMatchObject({ state: 'answers', url: 'http://temporal.example', looked: 2, open: 2 });
  expect(engine.workers.length).toBeGreaterThan(0);
});

test('a workflow that was terminated is named with its case; the retry starts another, and it is seen to run', async () => {
  await handle().terminate('by mistake');
  await until('it is seen', async () => (await aboutCase()).length > 0);
  const [item] = await aboutCase();
  expect(item).toMatchObject({
    cause: 'workflowEnded',
    detail: 'TERMINATED',
    retriable: true,
    workflowUrl: `http://temporal.example/namespaces/default/workflows/application%2F${caseId}`,
  });
  expect(await retry(item?.id ?? '')).toMatchObject({ outcome: 'moved', action: 'restarted' });
  expect(await status()).toBe('RUNNING');
  expect(await aboutCase()).toEqual([]);
  expect(await retry(item?.id ?? '')).toMatchObject({ outcome: 'alreadyMoved', action: 'none' });
  const facts = await scene.sql<{ outcome: string }[]>`
    select payload ->> 'outcome' as outcome from facts where kind = 'stuckRetried' order by version`;
  expect(facts.map(({ outcome }) => outcome)).toEqual(['moved', 'alreadyMoved']);
});

test('a message is not sent again by the new run', async () => {
  const rows = await scene.sql<{ count: number; people: number }[]>`
    select count(*)::int as count, count(distinct email)::int as people from messages
    where case_id = ${caseId} and template = 'submitted'`;
  expect(rows[0]?.count).toBe(rows[0]?.people);
});

test('a step that the database refuses is named with its class; when it fails no more, the retry is believed', async () => {
  const error = Object.assign(new Error('null value in column "due_at"'), { code: '23502' });
  await noteStepFailure(scene.sql, { workflowId: `application/${caseId}`, step: 'openCorrection', attempt: 7, error });
  const [item] = await aboutCase();
  expect(item).toMatchObject({
    cause: 'databaseRefuses',
    detail: 'openCorrection',
    attempts: 7,
    error: expect.stringContaining('23502'),
  });
  expect(await retry(item?.id ?? '')).toMatchObject({ outcome: 'moved', action: 'restarted' });
});

test('a workflow whose code fails is named with what it said; the retry has a new run take the case up', async () => {
  const { taskQueue } = await handle().describe();
  await handle().terminate('to be replaced');
  await temporal.workflow.start('workflowOfAnotherRelease', {
    taskQueue,
    workflowId: `application/${caseId}`,
    args: [],
  });
  const item = await until('it is seen to fail', async () =>
    (await aboutCase()).find(({ cause }) => cause === 'turnFails'),
  );
  expect(item.error).toContain('workflowOfAnotherRelease');
  expect(await retry(item.id)).toMatchObject({ outcome: 'moved', action: 'restarted' });
  expect((await handle().describe()).type).toBe('applicationWorkflow');
});

test('a mail that was given up is sent again and believed once it has left; not while its address bounces', async () => {
  const [row] = await scene.sql<{ id: string; email: string }[]>`
    update messages set mail_status = 'failed', mail_error = 'no route'
    where id = (select id from messages where mail_status = 'kept' order by created_at limit 1) returning id, email`;
  const { id, email } = row as { id: string; email: string };
  await scene.sql`insert into bouncing_addresses (email, since, source, diagnostic) values (${email}, now(), 'dsn', '5.1.1')`;
  expect(await retry(`mailFailed/${id}`)).toMatchObject({
    outcome: 'stillStuck',
    reason: 'addressBounces',
    error: 'no route',
  });
  await scene.sql`delete from bouncing_addresses`;
  expect(await retry(`mailFailed/${id}`)).toMatchObject({ outcome: 'moved', action: 'queued' });
});

describe('a retry that could not work says so', () => {
  test('what only people can move is not retried', async () => {
    await scene.sql`update tasks set due_at = now() - interval '1 hour' where case_id = ${caseId} and status = 'open'`;
    const item = (await aboutCase()).find(({ cause }) => cause === 'taskOverdue');
    expect(item?.retriable).toBe(false);
    await expect(retry(item?.id ?? '')).rejects.toMatchObject({ status: 409 });
    await scene.sql`update tasks set due_at = now() + interval '1 day' where case_id = ${caseId} and status = 'open'`;
  });

  test('the same cause afterwards: still stuck, with the cause', async () => {
    await age();
    // Nobody can open a task for it: the slip is not halted and the workflow has nothing to do.
    await scene.sql`update tasks set status = 'cancelled' where case_id = ${caseId}`;
    const [item] = await aboutCase();
    expect(item).toMatchObject({ cause: 'noTask' });
    expect(await retry(item?.id ?? '')).toMatchObject({
      outcome: 'stillStuck',
      action: 'signalled',
      reason: 'sameCause',
      cause: 'noTask',
    });
  });

  test('without a worker nothing moves, and nothing is claimed', async () => {
    await scene.sql`update tasks set status = 'open' where case_id = ${caseId}`;
    await scene.system.stopWorker();
    await handle().terminate('while nobody works');
    const [item] = await aboutCase();
    expect(item).toMatchObject({ cause: 'workflowEnded' });
    const reply = await retry(item?.id ?? '');
    expect(reply).toMatchObject({ outcome: 'stillStuck' });
    expect(['noWorker', 'noAnswer']).toContain(reply.reason);
  });
});
