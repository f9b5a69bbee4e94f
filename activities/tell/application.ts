/** Whom the facts of an application concern, and what they are told. */
import type { FactKind, FieldMark } from '../../contracts/facts.ts';
import type { Effect } from '../../contracts/vocabulary.ts';
import { formForCategory, titleAt } from '../../domain/forms.ts';
import type { MarkWords } from '../../domain/messages/values.ts';
import { membersOfParties } from './recipients.ts';
import { tellDue, tellEscalated, tellReassigned, tellWaiting } from './tasks.ts';
import { applicationLink, type CaseOfFacts, type Telling, wordsOfStep } from './telling.ts';

type Tell = (telling: Telling) => Promise<void>;

/** Payloads as the functions that record these facts write them. */
type Decided = { step: string; effect: Effect; reason: string | null; nextTaskId: string | null };
type Opened = { taskId: string; askedBy: string; dueAt: string; reason: string | null; marks: FieldMark[] };

async function parties(telling: Telling) {
  const { tx, about } = telling;
  return { people: await membersOfParties(tx, about.id), link: applicationLink(about.id), ...names(about) };
}
const names = ({ project, round }: CaseOfFacts) => ({ named: { project, round } });
const taskOf = (telling: Telling) => (telling.fact.payload.nextTaskId as string | null | undefined) ?? null;
const tasksOf = (telling: Telling) => telling.fact.payload.taskIds as string[];

export const APPLICATION_FACTS: Partial<Record<FactKind, Tell>> = {
  submitted: async (telling) => {
    const { fact, tell } = telling;
    const { people, link, named } = await parties(telling);
    const { receiptNo, sha256 } = fact.payload as { receiptNo: string; sha256: string };
    tell(people, 'submitted', { ...named, receiptNo, sha256, submittedAt: fact.at }, link);
    await tellWaiting(telling, taskOf(telling));
  },
  taskDecided: async (telling) => {
    const { step: key, effect, reason } = telling.fact.payload as Decided;
    if (key === 'score') return;
    const step = wordsOfStep(telling.about, key);
    const { people, link, named } = await parties(telling);
    if (effect === 'pass') telling.tell(people, 'stepPassed', { ...named, step }, link);
    if (effect === 'refuse') telling.tell(people, 'refused', { ...named, step, reason }, link);
    await tellWaiting(telling, taskOf(telling));
  },
  correctionOpened: async (telling) => {
    const { askedBy, dueAt, reason, marks } = telling.fact.payload as Opened;
    const { people, link, named } = await parties(telling);
    const worded = marks.map((mark) => inWords(mark, telling.about));
    telling.tell(
      people,
      'correctionAsked',
      { ...named, step: wordsOfStep(telling.about, askedBy), dueAt, reason, marks: worded },
      link,
    );
  },
  correctionSubmitted: async (telling) => {
    const { people, link, named } = await parties(telling);
    telling.tell(people, 'correctionReceived', { ...named, receivedAt: telling.fact.at }, link);
  },
  correctionLapsed: async (telling) => {
    const { people, link, named } = await parties(telling);
    telling.tell(people, 'correctionLapsed', { ...named, dueAt: telling.fact.payload.dueAt as string }, link);
  },
  slipIssued: (telling) => tellWaiting(telling, taskOf(telling)),
  taskReminded: (telling) => tellDue(telling, 'taskReminder', tasksOf(telling)),
  taskOverdue: (telling) => tellDue(telling, 'taskOverdue', tasksOf(telling)),
  taskEscalated: (telling) => tellEscalated(telling, tasksOf(telling)),
  taskReassigned: (telling) => tellReassigned(telling),
  withdrawn: async (telling) => {
    const { people, link, named } = await parties(telling);
    telling.tell(people, 'withdrawn', named, link);
  },
  expired: async (telling) => {
    const { people, link, named } = await parties(telling);
    const [round] = await telling.tx<{ closedAt: string }[]>`
      select closed_at from rounds where case_id = ${telling.about.roundId}`;
    telling.tell(people, 'draftExpired', { ...named, closedAt: round?.closedAt ?? telling.fact.at }, link);
  },
  endedWithRound: async (telling) => {
    const { tx, about, fact, tell } = telling;
    // Who was asked to join is told too: there is nothing left to answer.
    const people = await membersOfParties(tx, about.id, ['confirmed', 'invited']);
    const { named } = names(about);
    tell(people, 'endedWithRound', { ...named, reason: fact.payload.reason as string }, applicationLink(about.id));
  },
  reviewStarted: async (telling) => {
    const { people, link, named } = await parties(telling);
    telling.tell(people, 'reviewStarted', named, link);
  },
  noticePublished: async (telling) => {
    const { people, link, named } = await parties(telling);
    const { startsAt, endsAt } = telling.fact.payload as { startsAt: string; endsAt: string };
    telling.tell(people, 'onNotice', { ...named, startsAt, endsAt }, link);
  },
  noticeItemPaused: async (telling) => {
    const { people, link, named } = await parties(telling);
    telling.tell(people, 'itemPaused', { ...named, dueAt: telling.fact.payload.dueAt as string }, link);
  },
  noticeItemRestored: async (telling) => {
    const { people, link, named } = await parties(telling);
    telling.tell(people, 'itemRestored', { ...named, reason: telling.fact.payload.reason as string | null }, link);
  },
  noticeItemStruck: async (telling) => {
    const { people, link, named } = await parties(telling);
    telling.tell(people, 'itemStruck', { ...named, reason: telling.fact.payload.reason as string | null }, link);
  },
  noticeItemAmended: async (telling) => {
    const { people, link, named } = await parties(telling);
    const { startsAt, endsAt, note } = telling.fact.payload as {
      startsAt: string;
      endsAt: string;
      note: string | null;
    };
    telling.tell(people, 'noticedAgain', { ...named, startsAt, endsAt, reason: note }, link);
  },
  reservePromoted: async (telling) => {
    const { people, link, named } = await parties(telling);
    const { startsAt, endsAt } = telling.fact.payload as { startsAt: string; endsAt: string };
    telling.tell(people, 'reservePromoted', { ...named, startsAt, endsAt }, link);
  },
  passedOver: async (telling) => {
    const { people, link, named } = await parties(telling);
    telling.tell(people, 'passedOver', named, link);
  },
  renounced: async (telling) => {
    const { people, link, named } = await parties(telling);
    telling.tell(people, 'renounced', named, link);
  },
  reversalProposed: async (telling) => {
    const { people, link, named } = await parties(telling);
    const { documentNo, reason } = telling.fact.payload as { documentNo: string; reason: string };
    telling.tell(people, 'reversalProposed', { ...named, documentNo, reason }, link);
  },
  reversalRejected: async (telling) => {
    const { people, link, named } = await parties(telling);
    telling.tell(people, 'reversalRejected', { ...named, reason: telling.fact.payload.reason as string }, link);
  },
  decisionReversed: async (telling) => {
    const { people, link, named } = await parties(telling);
    const { kind, documentNo, reason } = telling.fact.payload as {
      kind: 'revokeAward' | 'reopenRefusal';
      documentNo: string;
      reason: string;
    };
    telling.tell(
      people,
      kind === 'revokeAward' ? 'awardRevoked' : 'refusalReopened',
      { ...named, documentNo, reason },
      link,
    );
    await tellWaiting(telling, taskOf(telling));
  },
  resultRecorded: async (telling) => {
    const { people, link, named } = await parties(telling);
    const { outcome, reason } = telling.fact.payload as { outcome: string; reason: string | null };
    if (outcome === 'awarded') telling.tell(people, 'resultWon', named, link);
    else telling.tell(people, 'resultNotSelected', { ...named, reason: REASONS[reason ?? ''] ?? null }, link);
  },
  certificateIssued: async (telling) => {
    const { people, link, named } = await parties(telling);
    telling.tell(people, 'certificateIssued', { ...named, number: telling.fact.payload.number as string }, link);
  },
};

const REASONS: Record<string, { zh: string; en: string }> = {
  belowPassMark: { zh: '未达到合格分数线', en: 'below the pass mark' },
  rankedLower: { zh: '同类别中另有排名在前的申报', en: 'another application of the category ranked higher' },
  creditRecord: { zh: '公示前信用核查发现失信记录', en: 'the credit check before the notice found a record' },
  struck: { zh: '审议时从建议名单中删除', en: 'struck from the proposed list in deliberation' },
};

/** A mark by the titles of its section and field, as the form prints them. */
function inWords({ section, pointer, note }: FieldMark, { policy, category }: CaseOfFacts): MarkWords {
  const form = category ? formForCategory(policy.form, category) : policy.form;
  const found = form.sections.find((one) => one.key === section);
  const title = found ? titleAt(found.schema, pointer) : null;
  const heading = found?.title;
  if (!heading) return { field: `${section}${pointer}`, note };
  if (!title) return { field: heading, note };
  return { field: { zh: `${heading.zh} / ${title.zh}`, en: `${heading.en} / ${title.en}` }, note };
}
