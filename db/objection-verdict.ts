/** Who handles an objection, the verdict, and what it does to the line. */
import type { DecideObjection } from '../contracts/objections.ts';
import { Problem } from '../contracts/problem-error.ts';
import type { NoticeItemState, ObjectionStatus } from '../contracts/vocabulary.ts';
import { afterObjection, verdictsFor } from '../domain/notice-items.ts';
import { recordFact } from './cases.ts';
import { json, type Tx } from './client.ts';
import { exclusionOf } from './exclusions.ts';
import { recordMatterFact } from './matters.ts';
import { settleTask } from './nobody-left.ts';
import { stirRound } from './outbox.ts';
import { lockRound } from './round-tasks.ts';

type Locked = {
  roundId: string;
  itemId: string;
  kind: 'winner' | 'leftOpen';
  itemState: NoticeItemState;
  status: ObjectionStatus;
  handlerId: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
};

/** Locks round, case and objection, in this order. */
async function lockObjection(tx: Tx, objectionId: string): Promise<Locked> {
  const [named] = await tx<{ roundId: string }[]>`select round_id from objections where case_id = ${objectionId}`;
  if (!named) throw new Problem('notFound');
  await lockRound(tx, named.roundId);
  await tx`select 1 from cases where id = ${objectionId} for update`;
  const [objection] = await tx<Locked[]>`
    select o.round_id, o.item_id, i.kind, i.state as item_state, o.status, o.handler_id, o.decided_by, o.decided_at
    from objections o join notice_items i on i.id = o.item_id where o.case_id = ${objectionId} for update of o, i`;
  return objection as Locked;
}

async function demandOpen(tx: Tx, { status, decidedBy, decidedAt }: Locked): Promise<void> {
  if (status === 'open') return;
  const [person] = decidedBy ? await tx<{ name: string }[]>`select name from users where id = ${decidedBy}` : [];
  throw new Problem('conflict', { why: 'decided', outcome: status, decidedBy: person?.name ?? null, decidedAt });
}

async function demandImpartial(tx: Tx, objectionId: string, userId: string): Promise<void> {
  const exclusion = await exclusionOf(tx, objectionId, userId);
  if (exclusion) throw new Problem('notYours', { exclusion, detail: `somebody else must handle it: ${exclusion}` });
}

/** Takes an objection to handle: from now on this officer knows who objects. */
export async function takeObjection(tx: Tx, objectionId: string, actorId: string) {
  const objection = await lockObjection(tx, objectionId);
  await demandOpen(tx, objection);
  await demandImpartial(tx, objectionId, actorId);
  if (objection.handlerId !== null && objection.handlerId !== actorId) {
    const [person] = await tx<{ name: string; takenAt: string }[]>`
      select u.name, o.taken_at from users u, objections o where u.id = ${objection.handlerId} and o.case_id = ${objectionId}`;
    throw new Problem('conflict', {
      why: 'claimed',
      decidedBy: person?.name ?? null,
      decidedAt: person?.takenAt ?? null,
    });
  }
  await tx`
    update objections set handler_id = ${actorId}, taken_at = coalesce(taken_at, clock_timestamp()) where case_id = ${objectionId}`;
  await tx`
    update tasks set claimed_by = ${actorId}, claimed_at = clock_timestamp() where case_id = ${objectionId} and status = 'open'`;
  const taken = await recordMatterFact(tx, 'objection', objectionId, 'objectionTaken', actorId, {});
  // Somebody on leave may have come back for it.
  const [task] = await tx<{ id: string }[]>`
    select id from tasks where case_id = ${objectionId} and status = 'open' and stranded_at is not null`;
  if (task) await settleTask(tx, { id: task.id, caseId: objectionId });
  return taken;
}

/** Hands an objection to a colleague, who may not be involved either: from now on the colleague knows who objects, and only that one. */
export async function handOverObjection(tx: Tx, objectionId: string, to: string): Promise<void> {
  await demandImpartial(tx, objectionId, to);
  await tx`
    update objections set handler_id = ${to}, taken_at = clock_timestamp() where case_id = ${objectionId} and status = 'open'`;
}

/** The handler gives it back, with the reason. */
export async function releaseObjection(tx: Tx, objectionId: string, reason: string, actorId: string) {
  const objection = await lockObjection(tx, objectionId);
  await demandOpen(tx, objection);
  if (objection.handlerId !== actorId) throw new Problem('wrongState', { detail: 'only its handler gives it back' });
  await tx`update objections set handler_id = null, taken_at = null where case_id = ${objectionId}`;
  await tx`update tasks set claimed_by = null, claimed_at = null where case_id = ${objectionId} and status = 'open'`;
  return recordMatterFact(tx, 'objection', objectionId, 'objectionReleased', actorId, { reason });
}

/**
 * The handler's verdict: upheld strikes the line, upheld in part has it amended and noticed again, anything else restores it.
 * The round's workflow sees to what follows.
 */
export async function decideObjection(tx: Tx, objectionId: string, decision: DecideObjection, actorId: string) {
  const { verdict, reason, publicReason, amendment } = decision;
  const objection = await lockObjection(tx, objectionId);
  await demandOpen(tx, objection);
  await demandImpartial(tx, objectionId, actorId);
  if (objection.handlerId !== actorId) {
    throw new Problem('wrongState', { detail: 'take the objection first: only its handler decides' });
  }
  if (objection.itemState !== 'paused') {
    throw new Problem('wrongState', {
      status: objection.itemState,
      detail: 'the line is just being amended after another objection: try again in a moment',
    });
  }
  if (!verdictsFor(objection.kind).includes(verdict)) {
    const message = 'a place left open has nobody to strike: uphold in part, with what is amended';
    throw new Problem('invalid', { detail: message, errors: [{ pointer: '/verdict', rule: 'leftOpen', message }] });
  }
  await tx`
    update objections set status = ${verdict}, reason = ${reason}, public_reason = ${publicReason}, decided_by = ${actorId},
      decided_at = clock_timestamp()
    where case_id = ${objectionId}`;
  await tx`
    update tasks set status = 'done', outcome = ${verdict}, decided_by = ${actorId}, decided_at = clock_timestamp()
    where case_id = ${objectionId} and status = 'open'`;
  const fact = { verdict, reason, publicReason, amendment, itemId: objection.itemId };
  const moved = await recordMatterFact(tx, 'objection', objectionId, 'objectionDecided', actorId, fact);
  const applicationId = await settleItem(tx, objection.roundId, objection.itemId, verdict, publicReason, amendment);
  return { ...moved, roundId: objection.roundId, applicationId };
}

/**
 * Moves a paused line on after one of its objections has ended. The round is locked by the caller.
 * @returns the application concerned; null for a place left open
 */
export async function settleItem(
  tx: Tx,
  roundId: string,
  itemId: string,
  ended: Exclude<ObjectionStatus, 'open' | 'closed'>,
  publicReason: string | null,
  amendment: DecideObjection['amendment'] = null,
): Promise<string | null> {
  const [item] = await tx<{ applicationId: string | null; othersOpen: boolean; noticeEnded: boolean }[]>`
    select i.application_id, n.ended_at is not null as notice_ended,
      exists (select 1 from objections o where o.item_id = i.id and o.status = 'open') as others_open
    from notice_items i join notices n on n.id = i.notice_id where i.id = ${itemId} and i.state = 'paused' for update of i`;
  if (!item) return null;
  const state = afterObjection(ended, item);
  await tx`
    update notice_items set state = ${state}, reason = case when kind = 'leftOpen' then reason else coalesce(${publicReason}, reason) end, changed_at = clock_timestamp(),
      amendment = coalesce(${amendment ? json(tx, amendment) : null}, amendment)
    where id = ${itemId}`;
  const { applicationId } = item;
  if (state === 'struck') {
    await closeObjections(tx, itemId);
    if (applicationId) {
      await tx`
        update applications set status = 'notSelected', settled_at = clock_timestamp()
        where case_id = ${applicationId} and status = 'noticed'`;
      await recordFact(tx, applicationId, 'noticeItemStruck', null, { itemId, reason: publicReason });
    }
  } else if (applicationId && (state === 'noticed' || state === 'ready')) {
    await recordFact(tx, applicationId, 'noticeItemRestored', null, { itemId, reason: publicReason });
  }
  await stirRound(tx, roundId);
  return applicationId;
}

/** Objections to a line that has left its notice are closed: there is nothing left to decide. */
export async function closeObjections(tx: Tx, itemId: string): Promise<void> {
  const closed = await tx<{ caseId: string }[]>`
    update objections set status = 'closed', decided_at = clock_timestamp() where item_id = ${itemId} and status = 'open' returning case_id`;
  for (const { caseId } of closed) {
    await tx`update tasks set status = 'cancelled', decided_at = clock_timestamp() where case_id = ${caseId} and status = 'open'`;
    await recordMatterFact(tx, 'objection', caseId, 'objectionClosed', null, { itemId });
  }
}
