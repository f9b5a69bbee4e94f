import type { MatterNews } from '../contracts/facts.ts';
import type { MatterInput } from '../contracts/workflows.ts';
import { database } from './steps/activities.ts';
import { type CaseFile, openCase } from './steps/case-file.ts';
import { watch } from './steps/watch.ts';

/** 异议: one objection until its verdict (processes §0, step 9a). Its consequences are the round's. */
export async function objectionWorkflow({ caseId, seenVersion = 0 }: MatterInput): Promise<string> {
  return decided(openCase<MatterNews>(caseId, seenVersion, database.readMatterNews));
}

/** 撤销原决定: one reversal from its proposal to the decision of the promotion group. */
export async function reversalWorkflow({ caseId, seenVersion = 0 }: MatterInput): Promise<string> {
  return decided(openCase<MatterNews>(caseId, seenVersion, database.readMatterNews));
}

/** Whoever has the matter is reminded, and marked late; it stays theirs until they decide. */
async function decided(matter: CaseFile<MatterNews>): Promise<string> {
  for (;;) {
    const { outcome, watch: timers } = await matter.standing();
    if (outcome !== null) return outcome;
    await watch(matter, timers, database.markOverdue);
  }
}
