import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
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

const decided = (effect: 'pass' | 'sendBack') => ({ decision: { taskId: 'task', effect }, openStep: null });

test('a call closes by itself, and its notice ends after its days: the round is published', async () => {
  await play(stage, 'selectionRoundWorkflow', async ({ round, moveTo, log, begin }, start) => {
    round.closesAt = (await begin()) + 30 * DAY_MS;
    round.standing.circulating = 1;
    const handle = await start();
    const moves = async (days: number, move: () => void) => {
      await stage.environment.sleep(days * DAY_MS);
      move();
      await handle.signal(CASE_MOVED, 0);
    };
    await moves(40, () => {
      round.standing.circulating = 0;
    });
    await moves(2, () => moveTo('scoring', { scoresOpen: 2 }));
    await moves(5, () => {
      round.standing.scoresOpen = 0;
    });
    await moves(1, () => moveTo('ranked', decided('pass')));
    await moves(3, () => moveTo('deliberation', decided('pass')));
    await moves(10, () => moveTo('publication', decided('pass')));
    expect(await handle.result()).toBe('published');
    expect(log).toEqual([
      'day 30: closed',
      'day 40: circulation settled',
      'day 47: ranked',
      'day 48: forwarded',
      'day 51: notice published',
      'day 58: notice ended',
      'day 61: published',
    ]);
  });
});

test('an extension moves the close; the old instant passes without one', async () => {
  await play(stage, 'selectionRoundWorkflow', async ({ round, log, begin }, start) => {
    const at = await begin();
    round.closesAt = at + 10 * DAY_MS;
    round.standing.circulating = 1;
    const handle = await start();
    await stage.environment.sleep(9 * DAY_MS);
    round.closesAt = at + 20 * DAY_MS;
    round.version += 1;
    await handle.signal(CASE_MOVED, round.version);
    await stage.environment.sleep(5 * DAY_MS);
    expect(log).toEqual([]);
    await stage.environment.sleep(7 * DAY_MS);
    expect(log).toEqual(['day 20: closed']);
    await handle.terminate();
  });
});

test('the database refuses a close whose instant has not come by its own clock: the workflow waits for the rest', async () => {
  await play(stage, 'selectionRoundWorkflow', async ({ round, log, begin }, start) => {
    round.closesAt = (await begin()) + DAY_MS;
    round.lagMs = 2 * DAY_MS;
    round.standing.circulating = 1;
    const handle = await start();
    await stage.environment.sleep(4 * DAY_MS);
    expect(log).toEqual(['day 1: close refused', 'day 3: closed']);
    await handle.terminate();
  });
});

test('a proposal returned is scored and ranked again; one sent back by the group is proposed again', async () => {
  await play(stage, 'selectionRoundWorkflow', async ({ round, moveTo, log }, start) => {
    moveTo('ranked', decided('sendBack'));
    const handle = await start();
    await stage.environment.sleep(DAY_MS);
    round.standing.scoresOpen = 0;
    await handle.signal(CASE_MOVED, 0);
    await stage.environment.sleep(DAY_MS);
    moveTo('deliberation', decided('sendBack'));
    await handle.signal(CASE_MOVED, round.version);
    await stage.environment.sleep(DAY_MS);
    expect(log).toEqual(['day 0: scored again', 'day 1: ranked', 'day 2: proposal returned']);
    expect(round.standing).toMatchObject({ status: 'ranked', openStep: 'propose' });
    await handle.terminate();
  });
});

test('a seat replaced after a recusal has its own days: reminded and marked overdue by them, ranked once it has signed', async () => {
  await play(stage, 'selectionRoundWorkflow', async ({ round, moveTo, log, begin }, start) => {
    const at = await begin();
    moveTo('scoring', { scoresOpen: 5 });
    round.timed = { remindAt: at + 8 * DAY_MS, dueAt: at + 10 * DAY_MS };
    const handle = await start();
    await stage.environment.sleep(6 * DAY_MS);
    // Recusal: four have signed, the fifth seat is somebody else's from now on.
    round.version += 1;
    round.standing.scoresOpen = 1;
    round.timed = { remindAt: at + 14 * DAY_MS, dueAt: at + 16 * DAY_MS };
    await handle.signal(CASE_MOVED, round.version);
    await stage.environment.sleep(12 * DAY_MS);
    round.standing.scoresOpen = 0;
    await handle.signal(CASE_MOVED, 0);
    await stage.environment.sleep(DAY_MS);
    expect(log).toEqual(['day 14: reminded', 'day 16: overdue', 'day 18: ranked']);
    await handle.terminate();
  });
});

test('an office task that waits is reminded of and marked overdue, once each', async () => {
  await play(stage, 'selectionRoundWorkflow', async ({ round, moveTo, log, begin }, start) => {
    const at = await begin();
    moveTo('panel', { openStep: 'drawPanel' });
    round.timed = { remindAt: at + 4 * DAY_MS, dueAt: at + 5 * DAY_MS };
    const handle = await start();
    await stage.environment.sleep(20 * DAY_MS);
    expect(log).toEqual(['day 4: reminded', 'day 5: overdue']);
    moveTo('cancelled');
    await handle.signal(CASE_MOVED, round.version);
    expect(await handle.result()).toBe('cancelled');
  });
});

test('a call that is cancelled never closes: the round ends at once', async () => {
  await play(stage, 'selectionRoundWorkflow', async ({ round, moveTo, log, begin }, start) => {
    round.closesAt = (await begin()) + 30 * DAY_MS;
    const handle = await start();
    await stage.environment.sleep(10 * DAY_MS);
    moveTo('cancelled');
    await handle.signal(CASE_MOVED, round.version);
    expect(await handle.result()).toBe('cancelled');
    await stage.environment.sleep(40 * DAY_MS);
    expect(log).toEqual([]);
  });
});

test('a round cancelled while the experts score reminds nobody any more, and ranks nobody though no sheet is open', async () => {
  await play(stage, 'selectionRoundWorkflow', async ({ round, moveTo, log, begin }, start) => {
    const at = await begin();
    moveTo('scoring', { scoresOpen: 5 });
    round.timed = { remindAt: at + 8 * DAY_MS, dueAt: at + 10 * DAY_MS, escalateAt: at + 12 * DAY_MS };
    const handle = await start();
    await stage.environment.sleep(9 * DAY_MS);
    moveTo('cancelled', { scoresOpen: 0 });
    await handle.signal(CASE_MOVED, round.version);
    expect(await handle.result()).toBe('cancelled');
    await stage.environment.sleep(30 * DAY_MS);
    expect(log).toEqual(['day 8: reminded']);
  });
});

test('mail that fails is tried again until it leaves; one refused for good is given up at once', async () => {
  await play(stage, 'messageWorkflow', async ({ log, mail }, start) => {
    let attempts = 0;
    mail.deliver = async () => {
      attempts += 1;
      if (attempts < 4) throw ApplicationFailure.create({ message: 'no route', type: 'MailFailed' });
    };
    await (await start()).result();
    expect(attempts).toBe(4);
    expect(log).toEqual([]);
  });
  await play(stage, 'messageWorkflow', async ({ mail }, start) => {
    let attempts = 0;
    let givenUp = 0;
    mail.deliver = async () => {
      attempts += 1;
      throw ApplicationFailure.nonRetryable('no such mailbox', 'MailFailed');
    };
    mail.giveUp = async () => {
      givenUp += 1;
    };
    await (await start()).result();
    expect([attempts, givenUp]).toEqual([1, 1]);
  });
});
