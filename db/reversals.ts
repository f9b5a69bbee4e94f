/** 撤销原决定: the office proposes, the promotion group decides; the old decision stays beside the new one, never edited. */
import type { DecideReversal, ProposeReversal } from '../contracts/reversals.ts';
import { Problem } from '../contracts/problem-error.ts';
import { recordFact } from './cases.ts';
import { json, type Tx } from './client.ts';
import { openMatter, recordMatterFact } from './matters.ts';
import { settleTask } from './nobody-left.ts';
import { demandOutsider } from './own-matters.ts';
import { demandNotCancelled } from './round-cancellation.ts';
import { type LockedRound, lockRound } from './round-tasks.ts';
import { vacate } from './vacancies.ts';

const DECISION_DAYS = 10;

type Kind = 'revokeAward' | 'reopenRefusal';
type Application = { roundId: string; status: string; categoryNo: number; projectName: string | null };
export type OldDecision = {
  step: string;
  outcome: string;
  taskId: string | null;
  decidedAt: string;
  reason: string | null;
};

/** What can be reversed in this status; null when nothing can. */
export const reversalOf = (status: string): Kind | null =>
  status === 'awarded' ? 'revokeAward' : status === 'refused' ? 'reopenRefusal' : null;

/** Rounds whose circulation goes on: only there can a refused application still be decided again. */
const CIRCULATING = ['open', 'closed'];

async function lockBoth(tx: Tx, applicationId: string): Promise<{ application: Application; round: LockedRound }> {
  const [named] = await tx<{ roundId: string }[]>`select round_id from applications where case_id = ${applicationId}`;
  if (!named) throw new Problem('notFound');
  const round = (await lockRound(tx, named.roundId)) as LockedRound;
  await tx`select 1 from cases where id = ${applicationId} for update`;
  const [application] = await tx<Application[]>`
    select round_id, status, category_no, project_name from applications where case_id = ${applicationId} for update`;
  return { application: application as Application, round };
}

function demandReversible({ status }: Application, round: LockedRound): Kind {
  const kind = reversalOf(status);
  if (kind === null) {
    throw new Problem('wrongState', { status, detail: 'only a published award or a final refusal can be reversed' });
  }
  if (kind === 'reopenRefusal' && !CIRCULATING.includes(round.status)) {
    throw new Problem('wrongState', {
      status: round.status,
      detail: 'the round has gone on to review: the applicant can apply again when its category is called again',
    });
  }
  return kind;
}

/** Proposes a reversal with its reason and document; the promotion group is asked to decide. */
export async function proposeReversal(tx: Tx, applicationId: string, input: ProposeReversal, actorId: string) {
  const { application, round } = await lockBoth(tx, applicationId);
  await demandOutsider(tx, actorId, [applicationId]);
  await demandNotCancelled(tx, application.roundId);
  const kind = demandReversible(application, round);
  const [twin] = await tx`select 1 from reversals where application_id = ${applicationId} and state = 'proposed'`;
  if (twin) throw new Problem('duplicate', { detail: 'a reversal of this decision is proposed already' });
  const reverses = await oldDecision(tx, applicationId, application.roundId, kind);
  const { roundId, projectName, categoryNo } = application;
  const caseId = await openMatter(tx, 'reversal', roundId);
  const fillPlace = kind === 'revokeAward' && input.fillPlace;
  await tx`
    insert into reversals (case_id, application_id, round_id, kind, reverses, reason, document_no, fill_place, proposed_by, proposed_at)
    values (${caseId}, ${applicationId}, ${roundId}, ${kind}, ${json(tx, reverses)}, ${input.reason}, ${input.documentNo}, ${fillPlace},
      ${actorId}, clock_timestamp())`;
  const workingDays = round.policy.reversals?.decisionWorkingDays ?? DECISION_DAYS;
  const [opened] = await tx<{ id: string }[]>`
    select open_task(${caseId}, ${roundId}, 'reversal', 'promotionMember', (select id from bodies where kind = 'promotionGroup' order by id limit 1),
      null, null, ${workingDays}, ${workingDays > 2 ? 2 : 0}, '[]'::jsonb,
      ${json(tx, { reversalId: caseId, kind, categoryNo, projectName })}, 0, null) as id`;
  const fact = { kind, applicationId, reverses, documentNo: input.documentNo, reason: input.reason };
  const { at } = await recordMatterFact(tx, 'reversal', caseId, 'reversalProposed', actorId, {
    ...fact,
    nextTaskId: opened?.id,
  });
  await settleTask(tx, { id: opened?.id as string, caseId });
  await recordFact(tx, applicationId, 'reversalProposed', actorId, { ...fact, reversalId: caseId });
  return { id: caseId, at, roundId };
}

/** The decision that would be reversed: the publication of the award, or the refusal at a desk. */
async function oldDecision(tx: Tx, applicationId: string, roundId: string, kind: Kind): Promise<OldDecision> {
  const [old] =
    kind === 'revokeAward'
      ? await tx<OldDecision[]>`
          select 'publish' as step, 'awarded' as outcome, t.id as task_id, s.published_at as decided_at, null as reason
          from results s left join lateral (
            select id from tasks where case_id = ${roundId} and step = 'publish' and status = 'done' and decided_at <= s.published_at
            order by decided_at desc limit 1) t on true
          where s.application_id = ${applicationId} and s.state = 'valid' order by s.issue desc limit 1`
      : await tx<OldDecision[]>`
          select t.step, t.outcome, t.id as task_id, t.decided_at, t.reason from tasks t, jsonb_array_elements(t.outcomes) o
          where t.case_id = ${applicationId} and t.status = 'done' and o ->> 'key' = t.outcome and o ->> 'effect' = 'refuse'
          order by t.decided_at desc limit 1`;
  if (!old) throw new Problem('wrongState', { detail: 'the decision to be reversed was not found' });
  return old;
}

type Proposed = {
  applicationId: string;
  kind: Kind;
  proposedBy: string;
  state: string;
  documentNo: string;
  reason: string;
};

/**
 * The promotion group's decision. Approved: the award is revoked, or the refused application goes back to the desk that refused
 * it, by this new decision; the old one stays as it was.
 * @throws notYours for the person who proposed it, and for a member of a party
 */
export async function decideReversal(tx: Tx, reversalId: string, input: DecideReversal, actorId: string) {
  const [named] = await tx<
    { applicationId: string }[]
  >`select application_id from reversals where case_id = ${reversalId}`;
  if (!named) throw new Problem('notFound');
  const { application, round } = await lockBoth(tx, named.applicationId);
  await tx`select 1 from cases where id = ${reversalId} for update`;
  const [reversal] = await tx<
    (Proposed & { fillPlace: boolean; decidedBy: string | null; decidedAt: string | null })[]
  >`
    select v.application_id, v.kind, v.proposed_by, v.state, v.document_no, v.reason, v.fill_place, u.name as decided_by, v.decided_at
    from reversals v left join users u on u.id = v.decided_by where v.case_id = ${reversalId} for update of v`;
  if (reversal?.state !== 'proposed') {
    await demandNotCancelled(tx, application.roundId);
    throw new Problem('conflict', {
      why: 'decided',
      outcome: reversal?.state ?? null,
      decidedBy: reversal?.decidedBy ?? null,
      decidedAt: reversal?.decidedAt ?? null,
    });
  }
  if (reversal.proposedBy === actorId) {
    throw new Problem('notYours', { exclusion: 'proposer', detail: 'whoever proposed a reversal does not decide it' });
  }
  await demandOutsider(tx, actorId, [named.applicationId]);
  if (input.decision === 'approved' && demandReversible(application, round) !== reversal.kind) {
    throw new Problem('wrongState', {
      status: application.status,
      detail: 'the decision to be reversed holds no longer: reject the proposal',
    });
  }
  await tx`
    update reversals set state = ${input.decision}, decided_by = ${actorId}, decided_at = clock_timestamp(), decision_reason = ${input.reason}
    where case_id = ${reversalId}`;
  await tx`
    update tasks set status = 'done', outcome = ${input.decision}, reason = ${input.reason}, decided_by = ${actorId}, decided_at = clock_timestamp()
    where case_id = ${reversalId} and status = 'open'`;
  const kind = input.decision === 'approved' ? 'decisionReversed' : 'reversalRejected';
  const nextTaskId = input.decision === 'approved' ? await carryOut(tx, reversal, application.roundId, actorId) : null;
  const fact = { reversalId, kind: reversal.kind, documentNo: reversal.documentNo, reason: input.reason, nextTaskId };
  await recordFact(tx, reversal.applicationId, kind, actorId, fact);
  const { at } = await recordMatterFact(tx, 'reversal', reversalId, kind, actorId, { ...fact, nextTaskId: null });
  return { id: reversalId, at, roundId: application.roundId, applicationId: reversal.applicationId };
}

/** @returns the desk's task of a reopened application */
async function carryOut(
  tx: Tx,
  { applicationId, kind, reason, documentNo, fillPlace }: Proposed & { fillPlace: boolean },
  roundId: string,
  actorId: string,
): Promise<string | null> {
  if (kind === 'revokeAward') {
    await vacate(tx, { roundId, applicationId, state: 'revoked', reason, documentNo, fill: fillPlace, actorId });
    return null;
  }
  const [handed] = await tx<{ taskId: string }[]>`
    select hand_to_desk(${applicationId}, (c.halt ->> 'desk')::int) as task_id from cases c where c.id = ${applicationId}`;
  await tx`update applications set settled_at = null where case_id = ${applicationId}`;
  return handed?.taskId ?? null;
}
