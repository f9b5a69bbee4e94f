/** When mail leaves, with skipped time. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import { openStage, play, type Stage } from './stage.ts';

const HOUR_MS = 3_600_000;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test.each(['messageWorkflow', 'digestWorkflow'] as const)(
  '%s that is due in nine hours waits for them and leaves once',
  async (workflow) => {
    await play(stage, workflow, async ({ mail }, start) => {
      const at = await stage.environment.currentTimeMs();
      mail.leavesAt = at + 9 * HOUR_MS;
      const left: number[] = [];
      mail.deliver = async () => void left.push((await stage.environment.currentTimeMs()) - at);
      await (await start()).result();
      expect(left).toHaveLength(1);
      expect(left[0]).toBeGreaterThanOrEqual(9 * HOUR_MS);
      expect(left[0]).toBeLessThan(10 * HOUR_MS);
    });
  },
);

test('a digest that is refused for good is given up, so that the operator sees it', async () => {
  await play(stage, 'digestWorkflow', async ({ mail }, start) => {
    let givenUp = 0;
    mail.deliver = async () => {
      throw ApplicationFailure.nonRetryable('no such mailbox', 'MailFailed');
    };
    mail.giveUp = async () => {
      givenUp += 1;
    };
    await (await start()).result();
    expect(givenUp).toBe(1);
  });
});
