/** What workflows ask of the world. Made once per worker with its connections. */

import { lapseChange, readChangeNews, settleChange } from '../db/change-process.ts';
import { lapseCorrection, openCorrection, readNews, reissueSlip } from '../db/circulation.ts';
import type { Sql } from '../db/client.ts';
import { openFollowUps } from '../db/follow-ups.ts';
import { closeDigest, giveUpDigest, giveUpMail } from '../db/mail.ts';
import { readMatterNews } from '../db/matters.ts';
import { endNotice } from '../db/notices.ts';
import { notifyMoved } from '../db/notifier.ts';
import { publishResults } from '../db/publication.ts';
import { rankRound, reopenScoring } from '../db/ranking.ts';
import { markOverdue, remind } from '../db/reminders.ts';
import { closeRound, readRoundNews, settleCirculation } from '../db/round-process.ts';
import { openDeliberation, publishNotice, returnProposal } from '../db/verdict.ts';
import { deliverDigest, deliverMail } from './deliver-mail.ts';
import type { Mailer } from './mailer.ts';
import { notifyOf, tellExpired } from './notify.ts';

export type World = { sql: Sql; mailer: Mailer };

/** Every activity is idempotent: its database step does nothing unless the case is in the state it expects. */
export function createActivities({ sql, mailer }: World) {
  /** Tells open pages that a case moved, after the step's commit. */
  const moved = async <T>(caseId: string, step: Promise<T>): Promise<T> => {
    const result = await step;
    notifyMoved(sql, [caseId]);
    return result;
  };
  const quietly = (caseId: string, step: Promise<unknown>): Promise<void> => moved(caseId, step).then(() => undefined);

  return {
    readNews: (caseId: string) => readNews(sql, caseId),
    readRoundNews: (roundId: string) => readRoundNews(sql, roundId),
    readMatterNews: (caseId: string) => readMatterNews(sql, caseId),
    /** Messages about the facts after `from` up to `to`; the same facts told twice send nothing twice. */
    notifyOf: async (caseId: string, from: number, to: number): Promise<void> => {
      if ((await notifyOf(sql, caseId, from, to)) > 0) notifyMoved(sql, [caseId]);
    },

    remind: (caseId: string) => moved(caseId, remind(sql, caseId)),
    markOverdue: (caseId: string) => moved(caseId, markOverdue(sql, caseId)),
    openCorrection: (caseId: string) => quietly(caseId, openCorrection(sql, caseId)),
    lapseCorrection: (caseId: string) => moved(caseId, lapseCorrection(sql, caseId)),
    reissueSlip: (caseId: string, desk: number) => quietly(caseId, reissueSlip(sql, caseId, desk)),

    readChangeNews: (changeId: string) => readChangeNews(sql, changeId),
    lapseChange: (changeId: string) => moved(changeId, lapseChange(sql, changeId)),
    settleChange: async (changeId: string): Promise<void> => {
      const applicationId = await settleChange(sql, changeId);
      notifyMoved(sql, applicationId === null ? [changeId] : [changeId, applicationId]);
    },

    closeRound: async (roundId: string): Promise<number> => {
      const { missingMs, expired } = await moved(roundId, closeRound(sql, roundId));
      if (missingMs <= 0) await tellExpired(sql, roundId);
      notifyMoved(sql, expired);
      return missingMs;
    },
    settleCirculation: (roundId: string) => quietly(roundId, settleCirculation(sql, roundId)),
    rankRound: (roundId: string) => quietly(roundId, rankRound(sql, roundId)),
    reopenScoring: (roundId: string, taskId: string) => quietly(roundId, reopenScoring(sql, roundId, taskId)),
    openDeliberation: (roundId: string, taskId: string) => quietly(roundId, openDeliberation(sql, roundId, taskId)),
    returnProposal: (roundId: string, taskId: string) => quietly(roundId, returnProposal(sql, roundId, taskId)),
    publishNotice: (roundId: string, taskId: string) => quietly(roundId, publishNotice(sql, roundId, taskId)),
    openFollowUps: (roundId: string) => quietly(roundId, openFollowUps(sql, roundId)),
    endNotice: (roundId: string) => moved(roundId, endNotice(sql, roundId)),
    publishResults: (roundId: string, taskId: string) => quietly(roundId, publishResults(sql, roundId, taskId)),

    deliverMail: (messageId: string) => deliverMail(sql, mailer, messageId),
    giveUpMail: (messageId: string) => giveUpMail(sql, messageId),
    closeDigest: (digestId: string) => closeDigest(sql, digestId),
    deliverDigest: (digestId: string) => deliverDigest(sql, mailer, digestId),
    giveUpDigest: (digestId: string) => giveUpDigest(sql, digestId),
  };
}

export type Activities = ReturnType<typeof createActivities>;
