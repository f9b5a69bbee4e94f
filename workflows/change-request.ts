import { continueAsNew } from '@temporalio/workflow';
import type { ChangeNews } from '../contracts/facts.ts';
import type { ChangeOutcome } from '../contracts/vocabulary.ts';
import type { ChangeInput } from '../contracts/workflows.ts';
import { database } from './steps/activities.ts';
import { historyIsLong, openCase } from './steps/case-file.ts';
import { neverReached } from './steps/closed-union.ts';
import { watch } from './steps/watch.ts';

/** 变更: a change of member after the award (processes §1): who joins confirms, the city office decides within its working days. */
export async function changeRequestWorkflow({ caseId, seenVersion = 0 }: ChangeInput): Promise<ChangeOutcome> {
  const change = openCase<ChangeNews>(caseId, seenVersion, database.readChangeNews);
  for (;;) {
    const standing = await change.standing();
    switch (standing.kind) {
      case 'confirming': // 新成员确认: silence until the deadline ends the request
        await watch(change, standing.watch, database.lapseChange);
        break;
      case 'deciding': // 市办审批: late is marked, not relieved
        await watch(change, standing.watch, database.markOverdue);
        break;
      case 'decided': // 批准则更新成员，签署过的内容不变
        await database.settleChange(caseId);
        break;
      case 'closed':
        return standing.status;
      default:
        throw neverReached(standing);
    }
    if (historyIsLong()) {
      await continueAsNew<typeof changeRequestWorkflow>({ caseId, seenVersion: change.seenVersion() });
    }
  }
}
