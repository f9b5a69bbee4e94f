/** What goes on in a round, who has it, by when, and what comes next: in every status something. */
import type { DiagramHolder } from '../../../contracts/diagram-words.ts';
import type { RoundStatus } from '../../../contracts/vocabulary.ts';
import type { StandingText } from '../i18n/standing.ts';
import type { RoundView } from './contract.ts';

/** A sentence: key of its text, its numbers, and an instant that it names as a deadline. */
export type Sentence = { key: StandingText; values: Record<string, number>; at: string | null };
/** Those of the process; the public, who may object; the system, when nobody has anything left to do. */
export type Holder = DiagramHolder | 'public' | 'system';
export type Standing = {
  /** One sentence or more. */
  now: Sentence[];
  /** Empty once the round is over. */
  holders: Holder[];
  /** The deadline that runs; null where none does. */
  due: { at: string; provisional: boolean } | null;
  next: Sentence;
};

const say = (key: StandingText, values: Record<string, number> = {}, at: string | null = null): Sentence => ({
  key,
  values,
  at,
});
const DAY_MS = 86_400_000;
const due = (at: string | null, provisional = false) => (at === null ? null : { at, provisional });
const add = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0);
const past = (round: RoundView, at: string) => Date.parse(at) <= Date.parse(round.now);

/** All of a step is done and the next has not begun: the process moves on by itself. */
const moving = (next: Sentence): Standing => ({ now: [say('moving')], holders: ['system'], due: null, next });

/** A step whose task lies with a body; without the task it is decided and the system moves on. */
function atDesk(round: RoundView, step: string, holder: Holder, now: Sentence[], next: Sentence): Standing {
  const task = round.tasks.find((one) => one.step === step);
  return task ? { now, holders: [holder], due: due(task.dueAt, task.dueProvisional), next } : moving(next);
}

/** What stands in the way of publishing the call. */
function hindrances({ closesAt, designId, policy, workingDayMs, now }: RoundView): Sentence[] {
  const daysLeft = (Date.parse(closesAt ?? now) - Date.parse(now)) / DAY_MS;
  const days = policy.minWindowDays;
  return [
    ...(designId ? [say('draftDesign')] : []),
    ...(daysLeft <= 0 ? [say('draftClosingPast')] : []),
    ...(daysLeft > 0 && daysLeft < days && workingDayMs === null ? [say('draftWindow', { days })] : []),
  ];
}

function circulation(round: RoundView): Standing {
  const next = say('afterCirculation');
  const count = (status: string) => round.funnel.find((line) => line.status === status)?.count ?? 0;
  const [circulating, correcting] = [count('circulating'), count('correcting')];
  if (circulating + correcting === 0) return moving(next);
  const districts = Math.min(add(round.districts.map(({ waiting }) => waiting)), circulating);
  const office = circulating - districts;
  return {
    now: [say('closed', { running: circulating + correcting, districts, office, correcting })],
    holders: [
      ...(districts > 0 ? (['recommending'] as const) : []),
      ...(office > 0 ? (['cityOffice'] as const) : []),
      ...(correcting > 0 ? (['applicant'] as const) : []),
    ],
    due: due(round.lastDue.circulation),
    next,
  };
}

/** Lines whose notice runs, and those that wait for a verdict alone. */
function onNotice(round: RoundView) {
  const lines = round.noticeItems.filter(({ state }) => state === 'noticed' || state === 'paused');
  const ends = lines.flatMap(({ endsAt }) => (endsAt && !past(round, endsAt) ? [endsAt] : [])).sort();
  return {
    lines: lines.length,
    first: ends[0] ?? null,
    last: ends.at(-1) ?? null,
    paused: lines.filter(({ state }) => state === 'paused').length,
    open: add(lines.map(({ objectionsOpen }) => objectionsOpen)),
  };
}

function notice(round: RoundView): Standing {
  const { first, last, paused, open } = onNotice(round);
  const days = round.policy.officeTasks.publishWorkingDays;
  const objected = say('objected', { open, paused });
  if (first !== null) {
    const several = last === first ? [] : [say('noticeSeveral', {}, last)];
    return {
      now: [say('notice', {}, first), ...several, open > 0 ? objected : say('unobjected')],
      holders: open > 0 ? ['public', 'cityOffice'] : ['public'],
      due: due(first),
      next: say(open > 0 ? 'afterNoticeObjected' : 'afterNotice', { days }),
    };
  }
  if (paused === 0) return moving(say('afterNotice', { days }));
  return {
    now: [say('noticeOver'), objected],
    holders: ['cityOffice'],
    due: due(round.lastDue.objections),
    next: say('afterVerdict'),
  };
}

function publication(round: RoundView): Standing {
  const ready = round.noticeItems.filter(({ state }) => state === 'ready').length;
  const { lines } = onNotice(round);
  const later = lines > 0 ? [say('publicationLater', { lines })] : [];
  const now = [say('publication', { ready }), ...later];
  return atDesk(round, 'publish', 'cityOffice', now, say(lines > 0 ? 'afterFirstResults' : 'afterPublication'));
}

const STANDINGS: Record<RoundStatus, (round: RoundView) => Standing> = {
  draft: (round) => ({
    now: [say('draft'), ...hindrances(round)],
    holders: ['cityOffice'],
    due: null,
    next: say('afterDraft', {}, round.closesAt),
  }),
  open: (round) =>
    round.closesAt === null || past(round, round.closesAt)
      ? moving(say('afterOpen'))
      : {
          now: [say('open', { applications: round.applications })],
          holders: ['applicant'],
          due: due(round.closesAt),
          next: say('afterOpen'),
        },
  closed: circulation,
  panel: (round) => {
    const now = say('panel', { qualified: add(round.categories.map(({ qualified }) => qualified)) });
    const next = say('afterPanel', { days: round.policy.panel.scoringWorkingDays });
    return atDesk(round, 'drawPanel', 'cityOffice', [now], next);
  },
  scoring: ({ scoring }) => {
    const next = say('afterScoring');
    if (scoring === null || scoring.signed === scoring.all) return moving(next);
    const { signed, all, dueAt } = scoring;
    return { now: [say('scoring', { signed, all })], holders: ['experts'], due: due(dueAt), next };
  },
  ranked: (round) => {
    const nobody = round.categories.every(({ qualified }) => qualified === 0);
    const now = say(nobody ? 'rankedNobody' : 'ranked');
    return atDesk(round, 'propose', 'cityOffice', [now], say('afterRanked'));
  },
  deliberation: (round) =>
    atDesk(
      round,
      'deliberate',
      'promotionGroup',
      [say('deliberation')],
      say('afterDeliberation', { days: round.policy.notice.workingDays }),
    ),
  notice,
  publication,
  published: ({ openCategoryNos: { length: places } }) => ({
    now: [say('published')],
    holders: [],
    due: null,
    next: places > 0 ? say('afterPublishedOpen', { places }) : say('afterPublished'),
  }),
  cancelled: () => ({ now: [say('cancelled')], holders: [], due: null, next: say('afterCancelled') }),
};

/** By the figures of the control room alone, at the instant of its reply. */
export const standingOf = (round: RoundView): Standing => STANDINGS[round.status](round);
