import { continueAsNew } from '@temporalio/workflow';
import type { CaseNews } from '../contracts/facts.ts';
import type { ApplicationInput, ApplicationOutcome } from '../contracts/workflows.ts';
import { database } from './steps/activities.ts';
import { historyIsLong, openCase } from './steps/case-file.ts';
import { type Application, type Circulation, circulate } from './steps/circulate.ts';

/** 申报: one application from its first submission to its verdict (processes §0, steps 1–4, then its round's result). */
export async function applicationWorkflow({ caseId, seenVersion = 0 }: ApplicationInput): Promise<ApplicationOutcome> {
  const application = openCase<CaseNews>(caseId, seenVersion, database.readNews);
  const verdict = await circulate(application); // 形式审查 → 推荐 → 资格审查
  if (verdict.kind === 'closed') return outcomeOf(verdict);
  return outcomeOf(await verdictOfRound(application)); // 评审 → 公示 → 公布
}

/** The round reviews, ranks and publishes; the application only waits. Its applicant may still withdraw. */
async function verdictOfRound(application: Application): Promise<Extract<Circulation, { kind: 'closed' }>> {
  for (;;) {
    const standing = await application.standing();
    if (standing.kind === 'closed') return standing;
    if (historyIsLong()) {
      await continueAsNew<typeof applicationWorkflow>({
        caseId: application.caseId,
        seenVersion: application.seenVersion(),
      });
    }
    await application.movedBefore(null);
  }
}

function outcomeOf({ status }: Extract<Circulation, { kind: 'closed' }>): ApplicationOutcome {
  return status as ApplicationOutcome; // `closed` is read for final statuses only
}
