/** 取消: the office calls a round off, up to its public notice (processes §0, step 0). Whatever was under way in it ends with it. */
import { Problem } from '../contracts/problem-error.ts';
import type { RoundCancellation, WhatEnds } from '../contracts/rounds.ts';
import { FINAL_APPLICATION_STATUSES, type RoundStatus } from '../contracts/vocabulary.ts';
import { recordFact } from './cases.ts';
import type { Tx } from './client.ts';
import { recordMatterFact } from './matters.ts';
import { postMessages } from './messages.ts';
import { lockRound } from './round-tasks.ts';

/**
 * Statuses in which a round can be cancelled. Once a notice tells the public who is to be selected, people rely on it: from then on
 * a line leaves by an objection, by renunciation, or its award by a reversal.
 */
export const CANCELLABLE: readonly RoundStatus[] = [
  'draft',
  'open',
  'closed',
  'panel',
  'scoring',
  'ranked',
  'deliberation',
];

const over = (tx: Tx) => tx`${[...FINAL_APPLICATION_STATUSES]}::text[]`;

/** Locks the cases of applications that are under way, in the order that everybody keeps. */
const lockUnderWay = (tx: Tx, roundId: string) => tx`
  select 1 from cases where id in (
    select case_id from applications where round_id = ${roundId} and status <> all(${over(tx)}))
  order by id for update`;

/**
 * Cancels a round for good, with everything in it: applications and drafts end, invitations and proposed reversals of refusals lapse,
 * open tasks are void. Everybody's workflow hears of it and ends; whoever is concerned is told by it, with the reason.
 * @param input.reason read by applicants and the public
 * @throws Problem roundCancelled when it is cancelled already; wrongState from the first public notice on
 */
export async function cancelRound(
  tx: Tx,
  roundId: string,
  { reason }: { reason: string },
  actorId: string,
): Promise<number> {
  // A draft's commands hold its case and wait for the open round, so while it is open the cases come first; afterwards, as in every
  // step over a whole round, the round does.
  const [seen] = await tx<{ status: RoundStatus }[]>`select status from rounds where case_id = ${roundId}`;
  if (seen?.status === 'open') await lockUnderWay(tx, roundId);
  const round = await lockRound(tx, roundId);
  if (!round) throw new Problem('notFound');
  await demandNotCancelled(tx, roundId);
  if (!CANCELLABLE.includes(round.status)) {
    throw new Problem('wrongState', {
      status: round.status,
      detail:
        'its public notice is published: a line leaves it by an objection or when the applicant renounces, an award is taken back by reversing the decision',
      errors: [{ pointer: '', rule: 'noticePublished', message: 'a round is cancelled before its public notice only' }],
    });
  }
  await lockUnderWay(tx, roundId);
  const ends = await whatEnds(tx, roundId);
  const [cancelled] = await tx<{ at: string }[]>`
    update rounds set status = 'cancelled', cancelled_at = clock_timestamp(), cancelled_by = ${actorId}, cancellation_reason = ${reason}
    where case_id = ${roundId} and status = ${round.status} returning cancelled_at as at`;
  if (!cancelled) throw new Problem('conflict');
  await rejectReversals(tx, roundId, reason, actorId);
  await tx`
    update tasks t set status = 'cancelled', reason = ${reason}, decided_by = ${actorId}, decided_at = r.cancelled_at
    from rounds r where r.case_id = ${roundId} and t.round_id = r.case_id and t.status = 'open'`;
  await revokeMailInvitations(tx, roundId, reason, actorId);
  await tx`
    with ending as (
      select case_id, status from applications where round_id = ${roundId} and status <> all(${over(tx)}) order by case_id),
    ended as (
      update applications a set status = 'cancelled', settled_at = ${cancelled.at}
      from ending e where a.case_id = e.case_id returning a.case_id, e.status)
    select record_fact(e.case_id, 'endedWithRound', ${actorId},
      jsonb_build_object('roundId', ${roundId}::uuid, 'from', e.status, 'reason', ${reason}::text), true) from ended e`;
  await tx`
    update designs set status = 'discarded', closed_by = ${actorId}, closed_at = clock_timestamp(), version = version + 1
    where round_id = ${roundId} and status = 'editing'`;
  const fact = { from: round.status, reason, ...ends };
  return (await recordFact(tx, roundId, 'roundCancelled', actorId, fact)).version;
}

/** What a cancellation would end now. Drafts are counted, not named. */
export async function whatEnds(tx: Tx, roundId: string): Promise<WhatEnds> {
  const [ends] = await tx<WhatEnds[]>`
    select count(*) filter (where content_version > 0)::int as applications,
      count(*) filter (where content_version = 0)::int as drafts,
      (select count(*)::int from tasks where round_id = ${roundId} and status = 'open') as tasks
    from applications where round_id = ${roundId} and status <> all(${over(tx)})`;
  return ends as WhatEnds;
}

/** A refused application whose reopening was proposed stays refused: there is no desk to go back to. */
async function rejectReversals(tx: Tx, roundId: string, reason: string, actorId: string): Promise<void> {
  const rejected = await tx<{ caseId: string; applicationId: string; kind: string; documentNo: string }[]>`
    update reversals set state = 'rejected', decided_by = ${actorId}, decided_at = clock_timestamp(), decision_reason = ${reason}
    where round_id = ${roundId} and state = 'proposed' returning case_id, application_id, kind, document_no`;
  for (const { caseId, applicationId, kind, documentNo } of rejected) {
    const fact = { reversalId: caseId, kind, documentNo, reason, nextTaskId: null };
    await recordFact(tx, applicationId, 'reversalRejected', actorId, fact);
    await recordMatterFact(tx, 'reversal', caseId, 'reversalRejected', actorId, fact);
  }
}

/** Links that were mailed open nothing any more; their addressees are told, since no page could tell them. */
async function revokeMailInvitations(tx: Tx, roundId: string, reason: string, actorId: string): Promise<void> {
  const revoked = await tx<
    { id: string; applicationId: string; email: string; locale: 'zh' | 'en'; titleZh: string; titleEn: string }[]
  >`
    update party_mail_invitations i set status = 'revoked', settled_at = clock_timestamp(), settled_by = ${actorId}
    from applications a, rounds r, users u
    where a.round_id = ${roundId} and r.case_id = a.round_id and i.application_id = a.case_id and i.status = 'open'
      and u.id = i.invited_by
    returning i.id, i.application_id, i.email, u.locale, r.title_zh, r.title_en`;
  for (const { id, applicationId } of revoked) {
    const settled = { invitationId: id, status: 'revoked' };
    await recordFact(tx, applicationId, 'mailInvitationSettled', actorId, settled, false);
  }
  await postMessages(
    tx,
    revoked.map(({ id, applicationId, email, locale, titleZh, titleEn }) => ({
      userId: null,
      email,
      locale,
      template: 'roundCancelled' as const,
      values: { round: { zh: titleZh, en: titleEn }, reason },
      caseId: applicationId,
      link: `/calls/${roundId}`,
      dedupeKey: `mailInvitation/${id}/roundCancelled`,
    })),
  );
}

/** When, why and by whom a round was cancelled; null where it was not. */
export async function cancellationOf(tx: Tx, roundId: string): Promise<RoundCancellation | null> {
  const [row] = await tx<RoundCancellation[]>`
    select r.cancelled_at as at, r.cancellation_reason as reason, u.name as by
    from rounds r left join users u on u.id = r.cancelled_by where r.case_id = ${roundId} and r.status = 'cancelled'`;
  return row ?? null;
}

/** @throws Problem roundCancelled with when and why: the way on for whoever acts on something that ended with its round */
export async function demandNotCancelled(tx: Tx, roundId: string): Promise<void> {
  const cancelled = await cancellationOf(tx, roundId);
  if (!cancelled) return;
  throw new Problem('roundCancelled', {
    detail: `the round was cancelled: ${cancelled.reason}`,
    cancelledAt: cancelled.at,
    reason: cancelled.reason,
  });
}
