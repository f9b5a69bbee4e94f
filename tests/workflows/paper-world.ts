/** A world on paper for workflow tests: the activities' interface over two plain records, with the test server's clock. */
import type { Activities } from '../../activities/index.ts';
import type { ChangeStanding, RoundStanding, Standing } from '../../contracts/facts.ts';

export const DAY_MS = 86_400_000;

type Clock = { now: () => Promise<number> };
/** `escalateAt`: when the supervisor is told of a task that is late. */
type Timed = { remindAt: number | null; dueAt: number | null; escalateAt?: number | null };

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** Every act of a workflow as `day name`, counted from the start of the test. */
export function paperWorld({ now }: Clock) {
  const log: string[] = [];
  let startedAt = 0;
  const begin = async () => {
    startedAt = await now();
    return startedAt;
  };
  const write = async (act: string) => {
    const days = ((await now()) - startedAt) / DAY_MS;
    log.push(`day ${Math.floor(days + 1e-3)}: ${act}`);
  };

  const application = {
    version: 1,
    standing: { kind: 'waiting' } as Standing,
    /** Timers of the open desk or correction. */
    timed: { remindAt: null, dueAt: null } as Timed,
    /** Called for each slip that is issued again. */
    onIssued: (_desk: number): void => {},
  };
  const round = {
    version: 1,
    standing: {
      status: 'open',
      closesAt: null,
      noticeEndsAt: null,
      circulating: 0,
      scoresOpen: 0,
      openStep: null,
      decision: null,
      watch: { remindAt: null, dueAt: null },
      ready: 0,
      followUps: 0,
    } as RoundStanding,
    timed: { remindAt: null, dueAt: null } as Timed,
    closesAt: 0,
    /** Null while no notice runs. */
    noticeEndsAt: 0 as number | null,
    /** Lines that stay when a notice ends or results are published: paused, or not yet through. */
    left: 0,
    /** Every line of the notice that ends is paused. */
    onlyPaused: false,
    /** Nobody is left to follow in a place: it is ready to be published as left open. */
    noReserve: false,
    /** The database's clock may be behind the server's by so much. */
    lagMs: 0,
  };
  /** An objection or a reversal. */
  const matter = { version: 1, outcome: null as string | null, timed: { remindAt: null, dueAt: null } as Timed };
  const change = {
    version: 1,
    standing: { kind: 'confirming', watch: { remindAt: null, dueAt: null } } as ChangeStanding,
    timed: { remindAt: null, dueAt: null } as Timed,
    verdict: 'approved' as 'approved' | 'refused',
  };
  /** `leavesAt`: end of the quiet hours, or the hour of the digest. */
  const mail = {
    leavesAt: 0,
    deliver: async (): Promise<void> => {},
    giveUp: async (): Promise<void> => {},
  };
  const untilLeaves = async () => Math.max(mail.leavesAt - (await now()), 0);
  const moveTo = (status: RoundStanding['status'], rest: Partial<RoundStanding> = {}) => {
    round.version += 1;
    round.standing = { ...round.standing, decision: null, openStep: null, status, ...rest };
  };
  const timedOf = (caseId: string) =>
    caseId === 'round'
      ? round.timed
      : caseId === 'matter'
        ? matter.timed
        : caseId === 'change'
          ? change.timed
          : application.timed;

  const activities: Activities = {
    readNews: async () => {
      const watch = { remindAt: iso(application.timed.remindAt), dueAt: iso(application.timed.dueAt) };
      const { standing, version } = application;
      return { version, standing: 'watch' in standing ? { ...standing, watch } : standing };
    },
    readRoundNews: async () => {
      const { standing, timed, version } = round;
      return {
        version,
        standing: {
          ...standing,
          closesAt: iso(round.closesAt),
          noticeEndsAt: iso(round.noticeEndsAt),
          watch: { remindAt: iso(timed.remindAt), dueAt: iso(timed.dueAt) },
        },
      };
    },
    readMatterNews: async () => {
      const { version, outcome, timed } = matter;
      return { version, standing: { outcome, watch: { remindAt: iso(timed.remindAt), dueAt: iso(timed.dueAt) } } };
    },
    notifyOf: async () => {},
    remind: async (caseId) => {
      await write('reminded');
      timedOf(caseId).remindAt = null;
      return 0;
    },
    markOverdue: async (caseId) => {
      const timed = timedOf(caseId);
      const late = timed.escalateAt === null;
      await write(late ? 'escalated' : 'overdue');
      // Once late, the watch waits for the day of the supervisor, as the database has it.
      Object.assign(timed, { remindAt: null, dueAt: late ? null : (timed.escalateAt ?? null), escalateAt: null });
      return 0;
    },
    openCorrection: async () => {
      await write('correction opened');
      const at = await now();
      application.version += 1;
      application.timed = { remindAt: at + 3 * DAY_MS, dueAt: at + 5 * DAY_MS };
      application.standing = { kind: 'correcting', watch: { remindAt: null, dueAt: null } };
    },
    lapseCorrection: async () => {
      const missingMs = (application.timed.dueAt ?? 0) - (await now());
      if (missingMs > 0) return missingMs;
      await write('correction lapsed');
      application.version += 1;
      application.standing = { kind: 'closed', status: 'deemedWithdrawn' };
      return 0;
    },
    reissueSlip: async (_caseId, desk) => {
      await write(`slip issued from desk ${desk}`);
      application.version += 1;
      application.timed = { remindAt: null, dueAt: null };
      application.standing = { kind: 'atDesk', step: `desk${desk}`, watch: { remindAt: null, dueAt: null } };
      application.onIssued(desk);
    },
    readChangeNews: async () => {
      const watch = { remindAt: iso(change.timed.remindAt), dueAt: iso(change.timed.dueAt) };
      const { standing, version } = change;
      return { version, standing: 'watch' in standing ? { ...standing, watch } : standing };
    },
    lapseChange: async () => {
      const missingMs = (change.timed.dueAt ?? 0) - (await now());
      if (missingMs > 0) return missingMs;
      await write('change lapsed');
      change.version += 1;
      change.standing = { kind: 'closed', status: 'lapsed' };
      return 0;
    },
    settleChange: async () => {
      await write('change settled');
      change.version += 1;
      change.standing = { kind: 'closed', status: change.verdict };
    },
    closeRound: async () => {
      const missingMs = round.closesAt + round.lagMs - (await now());
      if (missingMs > 0) {
        await write('close refused');
        return missingMs;
      }
      await write('closed');
      moveTo('closed');
      return 0;
    },
    settleCirculation: async () => {
      await write('circulation settled');
      moveTo('panel', { openStep: 'drawPanel' });
    },
    rankRound: async () => {
      await write('ranked');
      moveTo('ranked', { openStep: 'propose' });
    },
    reopenScoring: async () => {
      await write('scored again');
      moveTo('scoring', { scoresOpen: 1 });
    },
    openDeliberation: async () => {
      await write('forwarded');
      moveTo('deliberation', { openStep: 'deliberate' });
    },
    returnProposal: async () => {
      await write('proposal returned');
      moveTo('ranked', { openStep: 'propose' });
    },
    publishNotice: async () => {
      await write('notice published');
      round.noticeEndsAt = (await now()) + 7 * DAY_MS;
      moveTo('notice');
    },
    openFollowUps: async () => {
      round.version += 1;
      round.standing = { ...round.standing, followUps: 0 };
      if (round.noReserve) {
        await write('place left open');
        round.standing.ready = 1;
        return;
      }
      await write('follow-up noticed');
      round.noticeEndsAt = (await now()) + 7 * DAY_MS;
    },
    endNotice: async () => {
      const { ready } = round.standing;
      const missingMs = round.noticeEndsAt === null ? 0 : round.noticeEndsAt - (await now());
      if (ready === 0 && missingMs > 0) return missingMs;
      await write(missingMs > 0 || round.noticeEndsAt === null ? 'publication asked for' : 'notice ended');
      if (missingMs <= 0) round.noticeEndsAt = null;
      if (round.onlyPaused) moveTo('notice');
      else moveTo('publication', { openStep: 'publish', ready: 0 });
      return 0;
    },
    publishResults: async () => {
      await write('published');
      moveTo(round.left > 0 ? 'notice' : 'published');
    },
    deliverMail: async () => {
      const waitMs = await untilLeaves();
      if (waitMs === 0) await mail.deliver();
      return waitMs;
    },
    giveUpMail: () => mail.giveUp(),
    closeDigest: untilLeaves,
    deliverDigest: () => mail.deliver(),
    giveUpDigest: () => mail.giveUp(),
  };
  return { log, begin, application, change, round, matter, mail, moveTo, activities };
}
