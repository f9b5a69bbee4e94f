import type { CaseNews, Standing } from '../../contracts/facts.ts';
import { database } from './activities.ts';
import type { CaseFile } from './case-file.ts';
import { neverReached } from './closed-union.ts';
import { watch } from './watch.ts';

export type Application = CaseFile<CaseNews>;
export type Circulation = Extract<Standing, { kind: 'passed' | 'closed' }>;

/**
 * The application goes from desk to desk along its slip (processes §0, steps 2–4). The database hands it along; here it is
 * watched: who is late is reminded, a correction is asked for, awaited and lapses, and the slip is issued again.
 */
export async function circulate(application: Application): Promise<Circulation> {
  for (;;) {
    const standing = await application.standing();
    switch (standing.kind) {
      case 'waiting':
        await application.movedBefore(null);
        break;
      case 'atDesk':
        await watch(application, standing.watch, database.markOverdue);
        break;
      case 'halted':
        await resolveHalt(application, standing);
        break;
      case 'correcting': // 补正: silence until the deadline counts as withdrawal
        await watch(application, standing.watch, database.lapseCorrection);
        break;
      case 'corrected': // back to the desk that asked
        await database.reissueSlip(application.caseId, standing.desk);
        break;
      case 'passed':
      case 'closed':
        return standing;
      default:
        throw neverReached(standing);
    }
  }
}

async function resolveHalt(application: Application, { effect, desk }: Extract<Standing, { kind: 'halted' }>) {
  switch (effect) {
    case 'correct':
      return database.openCorrection(application.caseId);
    case 'sendBack': // 退回: the desk before decides again
      return database.reissueSlip(application.caseId, Math.max(desk - 1, 0));
    case 'refuse': // the refusal is the end; its status arrives with the same commit
      await application.movedBefore(null);
      return;
    default:
      throw neverReached(effect);
  }
}
