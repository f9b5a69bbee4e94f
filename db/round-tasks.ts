/** The round's lock and the tasks that the office and the promotion group hold for it. */
import type { RoundPolicy } from '../contracts/policy.ts';
import type { Effect, RoundStatus } from '../contracts/vocabulary.ts';
import { json, type Tx } from './client.ts';

export type LockedRound = { status: RoundStatus; policy: RoundPolicy; categoryNos: number[]; programmeKey: string };

/** Locks a round's case, then the round, always in this order. */
export async function lockRound(tx: Tx, roundId: string): Promise<LockedRound | undefined> {
  await tx`select 1 from cases where id = ${roundId} for update`;
  const [round] = await tx<LockedRound[]>`
    select status, policy, category_nos, programme_key from rounds where case_id = ${roundId} for update`;
  return round;
}

/** Opens a task of the round itself, for the city office or for the promotion group. */
export async function openRoundTask(
  tx: Tx,
  roundId: string,
  task: {
    step: string;
    body: 'cityOffice' | 'promotionGroup';
    workingDays: number;
    outcomes: { key: string; effect: Effect; needsReason: boolean }[];
    payload?: Record<string, unknown>;
  },
): Promise<string> {
  const role = task.body === 'cityOffice' ? 'cityOfficer' : 'promotionMember';
  const [opened] = await tx<{ id: string }[]>`
    select open_task(${roundId}, ${roundId}, ${task.step}, ${role},
      (select id from bodies where kind = ${task.body} order by id limit 1), null, null,
      ${task.workingDays}, ${task.workingDays > 1 ? 1 : 0}, ${json(tx, task.outcomes)}, ${json(tx, task.payload ?? {})}, 0, null) as id`;
  return opened?.id as string;
}

/** 拟定建议名单: the office forwards the frozen ranking, or returns it to the experts with a reason. */
export const openProposal = (tx: Tx, roundId: string, policy: RoundPolicy, payload: Record<string, unknown> = {}) =>
  openRoundTask(tx, roundId, {
    step: 'propose',
    body: 'cityOffice',
    workingDays: policy.officeTasks.proposeWorkingDays,
    outcomes: [
      { key: 'forward', effect: 'pass', needsReason: false },
      { key: 'returned', effect: 'sendBack', needsReason: true },
    ],
    payload,
  });
