import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CASE_MOVED } from '../../contracts/workflows.ts';
import { DAY_MS } from './paper-world.ts';
import { openStage, play, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  // Without a stage the tests have failed already, with the reason.
  await (stage as Stage | undefined)?.close();
});

const halted = (effect: 'correct' | 'sendBack', desk: number) => ({ kind: 'halted' as const, effect, desk });

test('a correction that nobody answers is reminded of once and lapses at its deadline: deemed withdrawn', async () => {
  await play(stage, 'applicationWorkflow', async ({ application, log }, start) => {
    application.standing = halted('correct', 0);
    const handle = await start();
    expect(await handle.result()).toBe('deemedWithdrawn');
    expect(log).toEqual(['day 0: correction opened', 'day 3: reminded', 'day 5: correction lapsed']);
  });
});

test('a correction answered before its deadline goes back to the desk that asked, and the application on to its award', async () => {
  await play(stage, 'applicationWorkflow', async ({ application, log }, start) => {
    application.standing = halted('correct', 1);
    const handle = await start();
    await stage.environment.sleep(2 * DAY_MS);
    application.standing = { kind: 'corrected', desk: 1 };
    application.version += 1;
    application.onIssued = () => {
      application.standing = { kind: 'passed' };
    };
    await handle.signal(CASE_MOVED, application.version);
    await stage.environment.sleep(30 * DAY_MS);
    application.standing = { kind: 'closed', status: 'awarded' };
    application.version += 2;
    await handle.signal(CASE_MOVED, application.version);
    expect(await handle.result()).toBe('awarded');
    expect(log).toEqual(['day 0: correction opened', 'day 2: slip issued from desk 1']);
  });
});

test('a desk that does not decide is reminded once, marked overdue once, and may still decide', async () => {
  await play(stage, 'applicationWorkflow', async ({ application, log, begin }, start) => {
    const at = await begin();
    application.standing = { kind: 'atDesk', step: 'formCheck', watch: { remindAt: null, dueAt: null } };
    application.timed = { remindAt: at + 4 * DAY_MS, dueAt: at + 5 * DAY_MS };
    const handle = await start();
    await stage.environment.sleep(9 * DAY_MS);
    application.standing = { kind: 'closed', status: 'refused' };
    application.version += 1;
    await handle.signal(CASE_MOVED, application.version);
    expect(await handle.result()).toBe('refused');
    expect(log).toEqual(['day 4: reminded', 'day 5: overdue']);
  });
});

test('a desk that stays late is brought before its supervisor once, days after it was marked overdue, and may still decide', async () => {
  await play(stage, 'applicationWorkflow', async ({ application, log, begin }, start) => {
    const at = await begin();
    application.standing = { kind: 'atDesk', step: 'formCheck', watch: { remindAt: null, dueAt: null } };
    application.timed = { remindAt: at + 4 * DAY_MS, dueAt: at + 5 * DAY_MS, escalateAt: at + 7 * DAY_MS };
    const handle = await start();
    await stage.environment.sleep(30 * DAY_MS);
    application.standing = { kind: 'closed', status: 'refused' };
    application.version += 1;
    await handle.signal(CASE_MOVED, application.version);
    expect(await handle.result()).toBe('refused');
    expect(log).toEqual(['day 4: reminded', 'day 5: overdue', 'day 7: escalated']);
  });
});

test('a reminder missed together with its deadline is not sent: the desk is marked overdue alone', async () => {
  await play(stage, 'applicationWorkflow', async ({ application, log, begin }, start) => {
    const at = await begin();
    application.standing = { kind: 'atDesk', step: 'formCheck', watch: { remindAt: null, dueAt: null } };
    application.timed = { remindAt: at - 2 * DAY_MS, dueAt: at - DAY_MS };
    const handle = await start();
    await stage.environment.sleep(DAY_MS);
    application.standing = { kind: 'closed', status: 'withdrawn' };
    application.version += 1;
    await handle.signal(CASE_MOVED, application.version);
    expect(await handle.result()).toBe('withdrawn');
    expect(log).toEqual(['day 0: overdue']);
  });
});

test('a step sent back is decided again by the desk before', async () => {
  await play(stage, 'applicationWorkflow', async ({ application, log }, start) => {
    application.standing = halted('sendBack', 2);
    application.onIssued = () => {
      application.standing = { kind: 'closed', status: 'notSelected' };
    };
    expect(await (await start()).result()).toBe('notSelected');
    expect(log).toEqual(['day 0: slip issued from desk 1']);
  });
});

test('signals repeated, late and out of order change nothing', async () => {
  await play(stage, 'applicationWorkflow', async ({ application, log }, start) => {
    application.standing = halted('correct', 0);
    const handle = await start();
    await stage.environment.sleep(DAY_MS);
    for (const version of [1, 2, 1, 0, 2]) await handle.signal(CASE_MOVED, version);
    expect(await handle.result()).toBe('deemedWithdrawn');
    expect(log).toEqual(['day 0: correction opened', 'day 3: reminded', 'day 5: correction lapsed']);
  });
});

test.each([
  ['at a desk', { kind: 'atDesk' as const, step: 'formCheck', watch: { remindAt: null, dueAt: null } }],
  ['back for a correction', { kind: 'correcting' as const, watch: { remindAt: null, dueAt: null } }],
  ['with its round', { kind: 'passed' as const }],
])('an application %s whose round is cancelled ends with it: no reminder, no lapse', async (_, standing) => {
  await play(stage, 'applicationWorkflow', async ({ application, log, begin }, start) => {
    const at = await begin();
    application.standing = standing;
    application.timed = { remindAt: at + 4 * DAY_MS, dueAt: at + 5 * DAY_MS };
    const handle = await start();
    await stage.environment.sleep(2 * DAY_MS);
    application.standing = { kind: 'closed', status: 'cancelled' };
    application.version += 1;
    await handle.signal(CASE_MOVED, application.version);
    expect(await handle.result()).toBe('cancelled');
    await stage.environment.sleep(30 * DAY_MS);
    expect(log).toEqual([]);
  });
});
