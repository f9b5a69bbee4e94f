/** Whom the facts of a round concern, and what they are told. */
import type { FactKind } from '../../contracts/facts.ts';
import { applicantsOfRound, holdersOfVoid, officersOf } from './recipients.ts';
import { tellDue, tellEscalated, tellExperts, tellReassigned, tellWaiting } from './tasks.ts';
import { callLink, roundLink, type Telling } from './telling.ts';

type Tell = (telling: Telling) => Promise<void>;

const nextTask: Tell = (telling) => tellWaiting(telling, (telling.fact.payload.nextTaskId as string | null) ?? null);

const CAUSES = {
  renounced: { zh: '放弃入选资格', en: 'gave up its place' },
  revoked: { zh: '被撤销入选资格', en: 'lost its award' },
};

async function officeAndGroup({ tx }: Telling) {
  return [...(await officersOf(tx, 'cityOffice')), ...(await officersOf(tx, 'promotionGroup'))];
}

export const ROUND_FACTS: Partial<Record<FactKind, Tell>> = {
  closingExtended: async (telling) => {
    const { tx, about, fact, tell } = telling;
    const { to, reason } = fact.payload as { to: string; reason: string };
    tell(
      await applicantsOfRound(tx, about.id),
      'closingExtended',
      { round: about.round, closesAt: to, reason },
      '/desk',
    );
  },
  roundClosed: async (telling) => {
    const { tx, about, tell } = telling;
    const [count] = await tx<{ circulating: number }[]>`
      select count(*)::int as circulating from applications
      where round_id = ${about.id} and status in ('circulating', 'correcting')`;
    const office = await officersOf(tx, 'cityOffice');
    tell(office, 'roundClosed', { round: about.round, circulating: count?.circulating ?? 0 }, roundLink(about.id));
  },
  roundCancelled: async (telling) => {
    const { tx, about, fact, tell } = telling;
    const values = { round: about.round, reason: fact.payload.reason as string };
    const holders = (await holdersOfVoid(tx, about.id)).filter(({ userId }) => userId !== fact.actorId);
    for (const { count, ...holder } of holders) tell([holder], 'tasksVoid', { ...values, count }, callLink(about.id));
    const told = new Set([fact.actorId, ...holders.map(({ userId }) => userId)]);
    // Of a round that was never called the office alone knows.
    const knowing = fact.payload.from === 'draft' ? officersOf(tx, 'cityOffice') : officeAndGroup(telling);
    const others = (await knowing).filter(({ userId }) => !told.has(userId));
    tell(others, 'roundCancelled', values, roundLink(about.id));
  },
  circulationSettled: nextTask,
  panelDrawn: (telling) => tellExperts(telling),
  expertReplaced: async (telling) => {
    const { replacedBy } = telling.fact.payload as { replacedBy: string | null };
    if (replacedBy !== null) await tellExperts(telling, replacedBy);
  },
  rankingFrozen: nextTask,
  proposed: (telling) => (telling.fact.payload.outcome === 'returned' ? tellExperts(telling) : nextTask(telling)),
  deliberated: nextTask,
  noticePublished: async (telling) => {
    const { about, fact, tell } = telling;
    const endsAt = fact.payload.endsAt as string;
    tell(await officeAndGroup(telling), 'noticePublished', { round: about.round, endsAt }, roundLink(about.id));
  },
  noticeEnded: nextTask,
  taskOpened: nextTask,
  placeVacated: async (telling) => {
    const { about, fact, tell } = telling;
    const { categoryNo, cause } = fact.payload as { categoryNo: number; cause: 'renounced' | 'revoked' };
    tell(
      await officersOf(telling.tx, 'cityOffice'),
      'placeVacated',
      { round: about.round, categoryNo, cause: CAUSES[cause] },
      roundLink(about.id),
    );
  },
  placeLeftOpen: async (telling) => {
    const { about, fact, tell } = telling;
    const { categoryNo } = fact.payload as { categoryNo: number };
    tell(
      await officersOf(telling.tx, 'cityOffice'),
      'placeLeftOpen',
      { round: about.round, categoryNo },
      roundLink(about.id),
    );
  },
  resultsPublished: async (telling) => {
    const { about, tell } = telling;
    tell(await officeAndGroup(telling), 'resultsPublished', { round: about.round }, roundLink(about.id));
  },
  taskReminded: (telling) => tellDue(telling, 'taskReminder', telling.fact.payload.taskIds as string[]),
  taskEscalated: (telling) => tellEscalated(telling, telling.fact.payload.taskIds as string[]),
  taskReassigned: (telling) => tellReassigned(telling),
  taskOverdue: (telling) => tellDue(telling, 'taskOverdue', telling.fact.payload.taskIds as string[]),
};
