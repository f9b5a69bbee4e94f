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

const deciding = { kind: 'deciding' as const, watch: { remindAt: null, dueAt: null } };

test('a change of member that nobody confirms lapses at its deadline', async () => {
  await play(stage, 'changeRequestWorkflow', async ({ change, log, begin }, start) => {
    change.timed = { remindAt: null, dueAt: (await begin()) + 14 * DAY_MS };
    expect(await (await start()).result()).toBe('lapsed');
    expect(log).toEqual(['day 14: change lapsed']);
  });
});

test('the office is reminded once, marked overdue once, and its approval is still carried out', async () => {
  await play(stage, 'changeRequestWorkflow', async ({ change, log, begin }, start) => {
    const at = await begin();
    change.standing = deciding;
    change.timed = { remindAt: at + 10 * DAY_MS, dueAt: at + 14 * DAY_MS };
    const handle = await start();
    await stage.environment.sleep(20 * DAY_MS);
    change.standing = { kind: 'decided' };
    await handle.signal(CASE_MOVED, 0);
    expect(await handle.result()).toBe('approved');
    expect(log).toEqual(['day 10: reminded', 'day 14: overdue', 'day 20: change settled']);
  });
});

test('a refusal is carried out and ends the change; a withdrawal ends it without a decision', async () => {
  await play(stage, 'changeRequestWorkflow', async ({ change, log }, start) => {
    change.verdict = 'refused';
    change.standing = { kind: 'decided' };
    expect(await (await start()).result()).toBe('refused');
    expect(log).toEqual(['day 0: change settled']);
  });
  await play(stage, 'changeRequestWorkflow', async ({ change, log }, start) => {
    change.timed = { remindAt: null, dueAt: null };
    const handle = await start();
    change.standing = { kind: 'closed', status: 'withdrawn' };
    change.version += 1;
    await handle.signal(CASE_MOVED, change.version);
    expect(await handle.result()).toBe('withdrawn');
    expect(log).toEqual([]);
  });
});
