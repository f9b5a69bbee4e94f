import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CASE_MOVED } from '../../contracts/workflows.ts';
import { DAY_MS } from './paper-world.ts';
import { openStage, play, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await (stage as Stage | undefined)?.close();
});

const decided = { decision: { taskId: 'task', effect: 'pass' as const }, openStep: null };

test('lines without objection are published on time; a line struck meanwhile is followed by a reserve with its own notice', async () => {
  await play(stage, 'selectionRoundWorkflow', async ({ round, moveTo, log, begin }, start) => {
    round.noticeEndsAt = (await begin()) + 7 * DAY_MS;
    round.left = 1; // paused
    moveTo('notice');
    const handle = await start();
    await stage.environment.sleep(8 * DAY_MS);
    moveTo('publication', decided);
    await handle.signal(CASE_MOVED, round.version);
    await stage.environment.sleep(2 * DAY_MS);
    // The verdict: upheld.
    round.standing.followUps = 1;
    await handle.signal(CASE_MOVED, 0);
    await stage.environment.sleep(8 * DAY_MS);
    round.left = 0;
    moveTo('publication', decided);
    await handle.signal(CASE_MOVED, round.version);
    expect(await handle.result()).toBe('published');
    expect(log).toEqual([
      'day 7: notice ended',
      'day 8: published',
      'day 10: follow-up noticed',
      'day 17: notice ended',
      'day 18: published',
    ]);
  });
});

test('a notice whose every line is paused waits without a timer; a line restored afterwards is published', async () => {
  await play(stage, 'selectionRoundWorkflow', async ({ round, moveTo, log, begin }, start) => {
    round.noticeEndsAt = (await begin()) + 7 * DAY_MS;
    round.onlyPaused = true;
    moveTo('notice');
    const handle = await start();
    await stage.environment.sleep(30 * DAY_MS);
    round.onlyPaused = false;
    round.standing.ready = 1;
    await handle.signal(CASE_MOVED, 0);
    await stage.environment.sleep(DAY_MS);
    moveTo('publication', decided);
    await handle.signal(CASE_MOVED, round.version);
    expect(await handle.result()).toBe('published');
    expect(log).toEqual(['day 7: notice ended', 'day 30: publication asked for', 'day 31: published']);
  });
});

test('a place given up while the office publishes is filled at once', async () => {
  await play(stage, 'selectionRoundWorkflow', async ({ round, moveTo, log }, start) => {
    moveTo('publication', { openStep: 'publish', followUps: 1 });
    const handle = await start();
    await stage.environment.sleep(DAY_MS);
    moveTo('publication', decided);
    await handle.signal(CASE_MOVED, round.version);
    expect(await handle.result()).toBe('published');
    expect(log).toEqual(['day 0: follow-up noticed', 'day 1: published']);
  });
});

test.each(['objectionWorkflow', 'reversalWorkflow'] as const)(
  '%s reminds once, marks late once, and ends with the decision',
  async (workflow) => {
    await play(stage, workflow, async ({ matter, log, begin }, start) => {
      const at = await begin();
      matter.timed = { remindAt: at + 7 * DAY_MS, dueAt: at + 10 * DAY_MS };
      const handle = await start();
      await stage.environment.sleep(20 * DAY_MS);
      matter.outcome = 'rejected';
      matter.version += 1;
      await handle.signal(CASE_MOVED, matter.version);
      expect(await handle.result()).toBe('rejected');
      expect(log).toEqual(['day 7: reminded', 'day 10: overdue']);
    });
  },
);

test('an objection rejected restores its line within the notice: it ends on its own last day', async () => {
  await play(stage, 'selectionRoundWorkflow', async ({ round, moveTo, log, begin }, start) => {
    round.noticeEndsAt = (await begin()) + 7 * DAY_MS;
    moveTo('notice');
    const handle = await start();
    await stage.environment.sleep(3 * DAY_MS);
    await handle.signal(CASE_MOVED, 0); // paused
    await stage.environment.sleep(2 * DAY_MS);
    await handle.signal(CASE_MOVED, 0); // restored
    await stage.environment.sleep(3 * DAY_MS);
    moveTo('publication', decided);
    await handle.signal(CASE_MOVED, round.version);
    expect(await handle.result()).toBe('published');
    expect(log).toEqual(['day 7: notice ended', 'day 8: published']);
  });
});

test('a line upheld in part is noticed again for a whole period, while the others are published on time', async () => {
  await play(stage, 'selectionRoundWorkflow', async ({ round, moveTo, log, begin }, start) => {
    round.noticeEndsAt = (await begin()) + 7 * DAY_MS;
    round.left = 1;
    moveTo('notice');
    const handle = await start();
    await stage.environment.sleep(8 * DAY_MS);
    // Amended while the office has the others to publish: the new notice does not wait for it.
    round.standing.followUps = 1;
    await handle.signal(CASE_MOVED, 0);
    await stage.environment.sleep(DAY_MS);
    moveTo('publication', decided);
    await handle.signal(CASE_MOVED, round.version);
    await stage.environment.sleep(8 * DAY_MS);
    round.left = 0;
    moveTo('publication', decided);
    await handle.signal(CASE_MOVED, round.version);
    expect(await handle.result()).toBe('published');
    expect(log).toEqual([
      'day 7: notice ended',
      'day 8: follow-up noticed',
      'day 9: published',
      'day 15: notice ended',
      'day 17: published',
    ]);
  });
});

test('a place for which no reserve is left is published as left open without another notice', async () => {
  await play(stage, 'selectionRoundWorkflow', async ({ round, moveTo, log }, start) => {
    round.noticeEndsAt = null;
    round.noReserve = true;
    moveTo('notice', { followUps: 1 });
    const handle = await start();
    await stage.environment.sleep(2 * DAY_MS);
    moveTo('publication', decided);
    await handle.signal(CASE_MOVED, round.version);
    expect(await handle.result()).toBe('published');
    expect(log).toEqual(['day 0: place left open', 'day 0: publication asked for', 'day 2: published']);
  });
});

test('an award revoked takes a published round up again: the reserve has its whole notice before it is published', async () => {
  await play(stage, 'reversalWorkflow', async ({ matter }, start) => {
    const handle = await start();
    matter.outcome = 'approved';
    matter.version += 1;
    await handle.signal(CASE_MOVED, matter.version);
    expect(await handle.result()).toBe('approved');
  });
  await play(stage, 'selectionRoundWorkflow', async ({ round, moveTo, log }, start) => {
    round.noticeEndsAt = null;
    moveTo('notice', { followUps: 1 });
    const handle = await start();
    await stage.environment.sleep(9 * DAY_MS);
    moveTo('publication', decided);
    await handle.signal(CASE_MOVED, round.version);
    expect(await handle.result()).toBe('published');
    expect(log).toEqual(['day 0: follow-up noticed', 'day 7: notice ended', 'day 9: published']);
  });
});

test('a category called again waits as a draft without a timer; once open, its call closes by itself', async () => {
  await play(stage, 'selectionRoundWorkflow', async ({ round, moveTo, log, begin }, start) => {
    const at = await begin();
    round.closesAt = at + 20 * DAY_MS;
    round.standing.circulating = 1;
    moveTo('draft', { circulating: 1 });
    const handle = await start();
    await stage.environment.sleep(25 * DAY_MS);
    expect(log).toEqual([]);
    round.closesAt = at + 60 * DAY_MS;
    moveTo('open');
    await handle.signal(CASE_MOVED, round.version);
    await stage.environment.sleep(40 * DAY_MS);
    expect(log).toEqual(['day 60: closed']);
    await handle.terminate();
  });
});
