/** The control room names what goes on, who has it, by when, and what comes next: in every status, whatever the figures. */
import { describe, expect, test } from '@jest/globals';
import standing from '../../admin-ui/src/i18n/standing.ts';
import type { RoundView } from '../../admin-ui/src/rounds/contract.ts';
import { type Sentence, standingOf } from '../../admin-ui/src/rounds/standing.ts';
import type { NoticeItemState, RoundStatus } from '../../contracts/vocabulary.ts';
import { ROUND_STATUSES } from '../../contracts/vocabulary.ts';

const NOW = '2026-11-25T02:00:00.000Z';
const LATER = '2026-12-04T16:00:00.000Z';
const LATEST = '2026-12-11T16:00:00.000Z';
const EARLIER = '2026-11-24T16:00:00.000Z';

type Shape = Omit<Partial<RoundView>, 'policy' | 'tasks' | 'noticeItems' | 'categories'> & {
  task?: string;
  lines?: { state: NoticeItemState; endsAt: string | null; objectionsOpen?: number }[];
  qualified?: number;
};

/** A round by what its standing depends on. */
const round = (status: RoundStatus, { task, lines = [], qualified = 0, ...rest }: Shape = {}) =>
  ({
    status,
    now: NOW,
    closesAt: status === 'draft' || status === 'open' ? '2027-02-01T16:00:00.000Z' : EARLIER,
    designId: null,
    workingDayMs: null,
    applications: 4,
    funnel: [],
    districts: [],
    categories: [{ qualified }, { qualified: 0 }],
    scoring: null,
    openCategoryNos: [],
    lastDue: { circulation: null, objections: null },
    noticeItems: lines.map((line) => ({ objectionsOpen: 0, ...line })),
    tasks: task ? [{ step: task, dueAt: LATER, dueProvisional: true }] : [],
    policy: {
      minWindowDays: 30,
      panel: { scoringWorkingDays: 10 },
      notice: { workingDays: 7 },
      officeTasks: { publishWorkingDays: 3 },
    },
    ...rest,
  }) as unknown as RoundView;

const due = { at: LATER, provisional: false };
const taskDue = { at: LATER, provisional: true };
const keys = (sentences: Sentence[]) => sentences.map(({ key }) => key);

type Case = [what: string, view: RoundView, now: string[], holders: string[], due: object | null, next: string];
const CASES: Case[] = [
  ['a draft', round('draft'), ['draft'], ['cityOffice'], null, 'afterDraft'],
  [
    'a draft that cannot be published',
    round('draft', { designId: 'd', closesAt: LATER }),
    ['draft', 'draftDesign', 'draftWindow'],
    ['cityOffice'],
    null,
    'afterDraft',
  ],
  [
    'a draft whose closing has passed',
    round('draft', { closesAt: EARLIER }),
    ['draft', 'draftClosingPast'],
    ['cityOffice'],
    null,
    'afterDraft',
  ],
  [
    'a short rehearsal may be published',
    round('draft', { closesAt: LATER, workingDayMs: 1000 }),
    ['draft'],
    ['cityOffice'],
    null,
    'afterDraft',
  ],
  ['an open call', round('open', { closesAt: LATER }), ['open'], ['applicant'], due, 'afterOpen'],
  ['a call that closes now', round('open', { closesAt: NOW }), ['moving'], ['system'], null, 'afterOpen'],
  [
    'applications under examination',
    round('closed', {
      funnel: [
        { status: 'circulating', count: 3 },
        { status: 'correcting', count: 1 },
      ],
      districts: [{ bodyId: 'd', name: { zh: '', en: '' }, waiting: 2, overdue: 0, settled: 0 }],
      lastDue: { circulation: LATER, objections: null },
    }),
    ['closed'],
    ['recommending', 'cityOffice', 'applicant'],
    due,
    'afterCirculation',
  ],
  ['all examined', round('closed'), ['moving'], ['system'], null, 'afterCirculation'],
  [
    'a panel to be drawn',
    round('panel', { task: 'drawPanel', qualified: 2 }),
    ['panel'],
    ['cityOffice'],
    taskDue,
    'afterPanel',
  ],
  ['a panel drawn', round('panel'), ['moving'], ['system'], null, 'afterPanel'],
  [
    'sheets to be signed',
    round('scoring', { scoring: { signed: 3, all: 5, dueAt: LATER } }),
    ['scoring'],
    ['experts'],
    due,
    'afterScoring',
  ],
  [
    'all sheets signed',
    round('scoring', { scoring: { signed: 5, all: 5, dueAt: LATER } }),
    ['moving'],
    ['system'],
    null,
    'afterScoring',
  ],
  ['a ranking', round('ranked', { task: 'propose', qualified: 1 }), ['ranked'], ['cityOffice'], taskDue, 'afterRanked'],
  ['nobody qualified', round('ranked', { task: 'propose' }), ['rankedNobody'], ['cityOffice'], taskDue, 'afterRanked'],
  [
    'a list to deliberate on',
    round('deliberation', { task: 'deliberate' }),
    ['deliberation'],
    ['promotionGroup'],
    taskDue,
    'afterDeliberation',
  ],
  [
    'a notice',
    round('notice', { lines: [{ state: 'noticed', endsAt: LATER }] }),
    ['notice', 'unobjected'],
    ['public'],
    due,
    'afterNotice',
  ],
  [
    'a notice with an objection and an amended line',
    round('notice', {
      lines: [
        { state: 'noticed', endsAt: LATEST },
        { state: 'paused', endsAt: LATER, objectionsOpen: 2 },
        { state: 'struck', endsAt: LATER, objectionsOpen: 0 },
      ],
    }),
    ['notice', 'noticeSeveral', 'objected'],
    ['public', 'cityOffice'],
    due,
    'afterNoticeObjected',
  ],
  [
    'a notice that is over but for a verdict',
    round('notice', {
      lines: [
        { state: 'published', endsAt: EARLIER },
        { state: 'paused', endsAt: EARLIER, objectionsOpen: 1 },
      ],
      lastDue: { circulation: null, objections: LATER },
    }),
    ['noticeOver', 'objected'],
    ['cityOffice'],
    due,
    'afterVerdict',
  ],
  [
    'a notice that ends now',
    round('notice', { lines: [{ state: 'noticed', endsAt: NOW }] }),
    ['moving'],
    ['system'],
    null,
    'afterNotice',
  ],
  [
    'results to be published',
    round('publication', { task: 'publish', lines: [{ state: 'ready', endsAt: EARLIER }] }),
    ['publication'],
    ['cityOffice'],
    taskDue,
    'afterPublication',
  ],
  [
    'first results to be published',
    round('publication', {
      task: 'publish',
      lines: [
        { state: 'ready', endsAt: EARLIER },
        { state: 'paused', endsAt: EARLIER, objectionsOpen: 1 },
      ],
    }),
    ['publication', 'publicationLater'],
    ['cityOffice'],
    taskDue,
    'afterFirstResults',
  ],
  ['results', round('published'), ['published'], [], null, 'afterPublished'],
  [
    'results with open places',
    round('published', { openCategoryNos: [2, 3] }),
    ['published'],
    [],
    null,
    'afterPublishedOpen',
  ],
  ['a cancelled round', round('cancelled'), ['cancelled'], [], null, 'afterCancelled'],
];

describe('where a round stands', () => {
  test.each(CASES)('%s', (_what, view, now, holders, deadline, next) => {
    const stands = standingOf(view);
    expect(keys(stands.now)).toEqual(now);
    expect(stands.holders).toEqual(holders);
    expect(stands.due).toEqual(deadline);
    expect(stands.next.key).toBe(next);
  });

  test('every status is among them, and has something to say even before its task is there', () => {
    expect(new Set(CASES.map(([, view]) => view.status))).toEqual(new Set(ROUND_STATUSES));
    for (const status of ROUND_STATUSES) {
      const { now, next } = standingOf(round(status));
      expect([status, now.length > 0, next.key.length > 0]).toEqual([status, true, true]);
    }
  });

  test('every sentence is there in both languages with the numbers that it names; no other is', () => {
    const said = CASES.flatMap(([, view]) => {
      const { now, next } = standingOf(view);
      return [...now, next];
    });
    for (const language of ['zh', 'en'] as const) {
      for (const { key, values, at } of said) {
        const named = [...standing[language].say[key].matchAll(/%\{(\w+)\}/g)].map(([, one]) => String(one));
        const given = [...Object.keys(values), ...(at ? ['at'] : [])];
        expect([key, named.sort()]).toEqual([key, given.sort()]);
      }
      expect(Object.keys(standing[language].say).sort()).toEqual([...new Set(keys(said))].sort());
    }
  });

  test('the numbers are those of the round', () => {
    const view = CASES.find(([what]) => what === 'applications under examination')?.[1] as RoundView;
    const [sentence] = standingOf(view).now;
    expect(sentence?.values).toEqual({ running: 4, districts: 2, office: 1, correcting: 1 });
    const noticed = CASES.find(([what]) => what.startsWith('a notice with an objection'))?.[1] as RoundView;
    expect(standingOf(noticed).now).toMatchObject([
      { key: 'notice', at: LATER },
      { key: 'noticeSeveral', at: LATEST },
      { key: 'objected', values: { open: 2, paused: 1 } },
    ]);
  });
});
