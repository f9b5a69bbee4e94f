/** The plainest Temporal workflow with the same two decisions: each task is opened by the workflow, each decision is an update. */
import { allHandlersFinished, condition, defineUpdate, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { BareActivities } from './activities.ts';

const database = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '30 seconds' });

/** Answers with the number of the task that is open next, 0 after the last. */
export const decide = defineUpdate<number, [outcome: string]>('decide');

export async function twoDecisionsWorkflow({ caseId }: { caseId: string }): Promise<void> {
  const outcomes: string[] = [];
  let carriedOut = 0;
  setHandler(decide, async (outcome) => {
    const own = outcomes.push(outcome);
    await condition(() => carriedOut >= own);
    return own === 1 ? 2 : 0;
  });
  await database.openTask(caseId, 1);
  for (const no of [1, 2]) {
    await condition(() => outcomes.length >= no);
    await database.closeTask(caseId, no, outcomes[no - 1] ?? '', no === 1 ? 2 : null);
    carriedOut = no;
  }
  await condition(allHandlersFinished);
}
