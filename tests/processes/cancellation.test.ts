/** 取消: up to its notice a round can be called off; whatever was under way in it ends, is told, and is not reminded any more. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Problem } from '../../contracts/problem-error.ts';
import { ROUND_STATUSES, type RoundStatus } from '../../contracts/vocabulary.ts';
import { demandOpenRound, lockApplication } from '../../db/drafts.ts';
import { checkInvariants } from '../../db/invariants.ts';
import { closeRound, drawPanels } from '../../db/round-process.ts';
import { CANCELLABLE, cancelRound } from '../../db/round-cancellation.ts';
import { makeWorld } from '../support/world.ts';
import { eventually, openRunning, type Running, recordHistory, settled } from './running.ts';

let running: Running;
beforeEach(async () => {
  running = await openRunning();
});
afterEach(async () => {
  await running.close();
});

const REASON = '专项资金预算调整';
const cancel = (roundId: string) => running.sql.begin((tx) => cancelRound(tx, roundId, { reason: REASON }, 'city'));
const refusalOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    (error: Problem) => error,
  );
const broken = async () =>
  (await checkInvariants(running.sql)).filter(({ violations, error }) => violations > 0 || error !== null);

test('which statuses a round can be cancelled in: every one before its notice, none after', () => {
  const after: RoundStatus[] = ['notice', 'publication', 'published', 'cancelled'];
  expect(ROUND_STATUSES.filter((status) => !CANCELLABLE.includes(status))).toEqual(after);
});

test.each(ROUND_STATUSES.filter((status) => status !== 'cancelled'))('a round in the status %s', async (status) => {
  const { sql } = running;
  const world = await makeWorld(sql);
  const { id } = await world.application();
  await sql`update rounds set status = ${status}`;
  const refusal = await refusalOf(cancel(world.roundId));
  if (CANCELLABLE.includes(status)) {
    expect(refusal).toBeNull();
    expect([await world.statusOf(world.roundId), await world.statusOf(id)]).toEqual(['cancelled', 'cancelled']);
    expect(await refusalOf(cancel(world.roundId))).toMatchObject({
      code: 'roundCancelled',
      members: { reason: REASON },
    });
    expect(await sql`select status, reason, decided_by from tasks`).toEqual([
      { status: 'cancelled', reason: REASON, decidedBy: 'city' },
    ]);
  } else {
    expect(refusal).toMatchObject({ code: 'wrongState', members: { status, errors: [{ rule: 'noticePublished' }] } });
    expect([await world.statusOf(world.roundId), await world.statusOf(id)]).toEqual([status, 'circulating']);
    expect(await sql`select status from tasks`).toEqual([{ status: 'open' }]);
  }
});

test('submissions that race with the cancellation are in or out, and all of them end with the round', async () => {
  const { sql } = running;
  const world = await makeWorld(sql);
  const drafts: Awaited<ReturnType<typeof world.application>>[] = [];
  for (let no = 0; no < 8; no++) drafts.push(await world.application({ submit: false }));
  const submit = async ({ id, lead }: (typeof drafts)[number]) => {
    const [row] = await sql<{ reply: { ok: boolean; why?: string; status?: string } }[]>`
      select submit_application(${id}, ${lead.signer}, 'TT') as reply`;
    return row?.reply;
  };
  const early = drafts.slice(0, 4).map(submit);
  const [, ...replies] = await Promise.all([cancel(world.roundId), ...early, ...drafts.slice(4).map(submit)]);
  for (const reply of replies) expect(reply?.ok === true || reply?.status === 'cancelled').toBe(true);
  for (const { id } of drafts) expect(await world.statusOf(id)).toBe('cancelled');
  expect(await sql`select 1 from tasks where status = 'open'`).toEqual([]);
  expect(await broken()).toEqual([]);
});

test('a draft that is being saved and the cancellation never wait for each other', async () => {
  const { sql } = running;
  const world = await makeWorld(sql);
  const { id } = await world.application({ draft: true });
  const waiting = () => sql`
    select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  const cancelling = await sql.begin(async (tx) => {
    await lockApplication(tx, id);
    const cancelled = cancel(world.roundId);
    cancelled.catch(() => {}); // awaited below
    await eventually('the cancellation waits for the draft', async () => (await waiting()).length > 0);
    await demandOpenRound(tx, world.roundId);
    return { cancelled };
  });
  await cancelling.cancelled;
  expect([await world.statusOf(world.roundId), await world.statusOf(id)]).toEqual(['cancelled', 'cancelled']);
});

test('a round under way is cancelled: each workflow ends by itself, everybody is told once, and nothing is left behind', async () => {
  const { sql, client, startWorker } = running;
  const world = await makeWorld(sql, { workingDayMs: 3_600_000 });
  const { roundId, officers } = world;
  await startWorker();
  const atDesk = await world.application();
  const correcting = await world.application();
  const qualified = await world.application({ categoryNo: 2 });
  const refused = await world.application({ categoryNo: 2 });
  const draft = await world.application({ draft: true });
  await sql`
    update application_parties set status = 'invited', confirm_by = clock_timestamp() + interval '1 day'
    where application_id = ${draft.id} and role = 'partner'`;
  await world.decide(correcting.id, officers.district, 'correction', {}, '材料不全');
  await world.decide(refused.id, officers.district, 'refused', {}, '不在范围');
  await world.qualify(qualified.id);
  await eventually('a correction', async () => (await world.statusOf(correcting.id)) === 'correcting');

  await cancel(roundId);
  expect(await client.workflow.result(`round/${roundId}`)).toBe('cancelled');
  for (const { id } of [atDesk, correcting, qualified]) {
    await eventually('the application has heard', async () => (await world.messagesAbout(id)).some(ended));
    expect(await client.workflow.result(`application/${id}`)).toBe('cancelled');
  }
  await eventually('the draft has heard', async () => (await world.messagesAbout(draft.id)).some(ended));
  await settled(sql);

  expect(await world.messagesAbout(draft.id)).toEqual([
    `endedWithRound → ${draft.lead.signer}`,
    'endedWithRound → signer-partner',
  ]);
  expect((await world.messagesAbout(refused.id)).some(ended)).toBe(false);
  const told = (await world.messagesAbout(roundId)).filter((line) => /^(tasksVoid|roundCancelled)/.test(line));
  // The officer who cancelled knows.
  expect(told).toEqual(['roundCancelled → group', 'tasksVoid → district']);
  const [asked] = await sql<{ body: string }[]>`select body from messages where template = 'endedWithRound' limit 1`;
  expect(asked?.body).toContain(REASON);
  expect(await world.factsOf(atDesk.id)).toEqual(['drafted', 'submitted', 'endedWithRound']);
  expect(await world.statusOf(refused.id)).toBe('refused');
  // The close that would have come finds nothing to do.
  expect(await closeRound(sql, roundId)).toEqual({ missingMs: 0, expired: [] });
  expect(await world.statusOf(roundId)).toBe('cancelled');
  expect(await broken()).toEqual([]);
  if (process.env.RECORD_HISTORIES) {
    await recordHistory(client, 'round-cancelled', `round/${roundId}`);
    await recordHistory(client, 'application-ended-with-round', `application/${correcting.id}`);
  }
});

const ended = (line: string) => line.startsWith('endedWithRound');

test('experts at their sheets: the sheets are void, each expert is told once, and nobody is ranked', async () => {
  const { sql, client, startWorker } = running;
  const world = await makeWorld(sql, { workingDayMs: 3_600_000 });
  const { roundId, officers, statusOf } = world;
  await startWorker();
  const first = await world.application();
  const second = await world.application();
  for (const { id } of [first, second]) await world.qualify(id);
  await world.moveClosing(0);
  await eventually('the panel', async () => (await statusOf(roundId)) === 'panel');
  await sql.begin((tx) => drawPanels(tx, roundId, officers.city));
  await eventually('experts told', async () =>
    (await world.messagesAbout(roundId)).some((l) => l.startsWith('scores')),
  );

  await cancel(roundId);
  expect(await client.workflow.result(`round/${roundId}`)).toBe('cancelled');
  await settled(sql);
  const told = await sql<{ values: { count: number } }[]>`
    select values from messages where template = 'tasksVoid' and user_id like 'expert-%'`;
  expect(told.map(({ values }) => values.count)).toEqual([2, 2, 2, 2, 2]);
  expect(await sql`select 1 from rankings`).toEqual([]);
  expect([await statusOf(first.id), await statusOf(second.id)]).toEqual(['cancelled', 'cancelled']);
  expect(await broken()).toEqual([]);
});
