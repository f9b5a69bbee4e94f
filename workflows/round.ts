import { continueAsNew } from '@temporalio/workflow';
import type { RoundNews, RoundStanding } from '../contracts/facts.ts';
import type { RoundInput, RoundOutcome } from '../contracts/workflows.ts';
import { bulk, database } from './steps/activities.ts';
import { type CaseFile, historyIsLong, openCase } from './steps/case-file.ts';
import { neverReached } from './steps/closed-union.ts';
import { insist, watch } from './steps/watch.ts';

type Round = CaseFile<RoundNews>;

/** 评选: one round of a contest, from its call to the published result (processes §0, steps 0 and 5–10). */
export async function selectionRoundWorkflow({ caseId, seenVersion = 0 }: RoundInput): Promise<RoundOutcome> {
  const round = openCase<RoundNews>(caseId, seenVersion, database.readRoundNews);
  for (;;) {
    const standing = await round.standing();
    switch (standing.status) {
      case 'draft':
        await round.movedBefore(null);
        break;
      case 'open': // 申报: applications arrive until the window closes
        await call(round, standing);
        break;
      case 'closed': // 初审、资格审查: every slip runs to its end
        await allApplicationsSettled(round, standing);
        break;
      case 'panel': // 随机抽取专家: the office draws, witnessed by the seed
        await watch(round, standing.watch, database.markOverdue);
        break;
      case 'scoring': // 专家评审: each expert signs a sheet for each application
        await score(round, standing);
        break;
      case 'ranked': // 拟定建议名单: the office forwards the frozen ranking or has it scored again
        await propose(round, standing);
        break;
      case 'deliberation': // 审议: the promotion group approves, strikes or sends back
        await deliberate(round, standing);
        break;
      case 'notice': // 公示
        await publicNotice(round, standing);
        break;
      case 'publication': // 公布
        await publish(round, standing);
        break;
      case 'published':
      case 'cancelled':
        return standing.status;
      default:
        throw neverReached(standing.status);
    }
    if (historyIsLong()) {
      await continueAsNew<typeof selectionRoundWorkflow>({ caseId, seenVersion: round.seenVersion() });
    }
  }
}

/** The window may be extended while it is open: the new closing instant arrives as a move of the case. */
async function call(round: Round, { closesAt }: RoundStanding) {
  if (await round.movedBefore(closesAt)) return;
  await insist(round, bulk.closeRound);
}

async function allApplicationsSettled(round: Round, { circulating }: RoundStanding) {
  if (circulating === 0) await database.settleCirculation(round.caseId);
  else await round.movedBefore(null);
}

async function score(round: Round, standing: RoundStanding) {
  if (standing.scoresOpen === 0) await bulk.rankRound(round.caseId);
  else await watch(round, standing.watch, database.markOverdue);
}

async function propose(round: Round, { decision, watch: tasks }: RoundStanding) {
  if (decision === null) await watch(round, tasks, database.markOverdue);
  else if (decision.effect === 'pass') await database.openDeliberation(round.caseId, decision.taskId);
  else await bulk.reopenScoring(round.caseId, decision.taskId);
}

async function deliberate(round: Round, { decision, watch: tasks }: RoundStanding) {
  if (decision === null) await watch(round, tasks, database.markOverdue);
  else if (decision.effect === 'pass') await bulk.publishNotice(round.caseId, decision.taskId);
  else await database.returnProposal(round.caseId, decision.taskId);
}

/** An objection pauses its line alone. Whatever left a notice is followed by a reserve or by its amendment, on a notice of its own. */
async function publicNotice(round: Round, { noticeEndsAt, ready, followUps }: RoundStanding) {
  if (followUps > 0) await bulk.openFollowUps(round.caseId);
  else if (ready > 0 || !(await round.movedBefore(noticeEndsAt))) await insist(round, database.endNotice);
}

/** What is through its notice is published; while lines are left, the round goes back to their notices. */
async function publish(round: Round, { decision, followUps, watch: tasks }: RoundStanding) {
  if (followUps > 0) await bulk.openFollowUps(round.caseId);
  else if (decision === null) await watch(round, tasks, database.markOverdue);
  else await bulk.publishResults(round.caseId, decision.taskId);
}
