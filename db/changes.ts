/** A change of member (变更) after the award: filed by the lead, confirmed by who joins, decided by the city office (processes §1). */
import type { FileChange } from '../contracts/changes.ts';
import { Problem } from '../contracts/problem-error.ts';
import { type ChangeOutcome, type ChangeStatus, OPEN_CHANGE_STATUSES } from '../contracts/vocabulary.ts';
import { CHANGE_DECISIONS, DECIDE_WORKING_DAYS } from '../domain/member-changes.ts';
import { recordFact } from './cases.ts';
import { json, type Tx } from './client.ts';
import { demandPartner } from './consortium.ts';
import { type RoundFrame, roundFrame } from './programmes.ts';

export type LockedChange = {
  id: string;
  applicationId: string;
  roundId: string;
  leaving: string;
  joining: string | null;
  shares: { enterpriseId: string; shareBp: number }[];
  status: ChangeStatus;
  confirmBy: string | null;
  reason: string;
  taskId: string | null;
  /** The office's working days by the round's policy; null where it names none. */
  decideWorkingDays: number | null;
};

/** Locks the award's case, then the change's: in this order wherever both are needed. */
export async function lockChange(tx: Tx, changeId: string): Promise<LockedChange | undefined> {
  const [found] = await tx<{ applicationId: string }[]>`
    select application_id from member_changes where case_id = ${changeId}`;
  if (!found) return undefined;
  await tx`select 1 from cases where id = ${found.applicationId} for update`;
  await tx`select 1 from cases where id = ${changeId} for update`;
  const [change] = await tx<LockedChange[]>`
    select m.case_id as id, m.application_id, a.round_id, m.leaving_enterprise_id as leaving, m.joining_enterprise_id as joining,
           m.shares, m.status, m.confirm_by, m.reason, m.task_id,
           (r.policy -> 'consortium' ->> 'changeWorkingDays')::int as decide_working_days
    from member_changes m join applications a on a.case_id = m.application_id join rounds r on r.case_id = a.round_id
    where m.case_id = ${changeId} for update of m`;
  return change;
}

async function lockOpen(tx: Tx, changeId: string, allowed: readonly ChangeStatus[]): Promise<LockedChange> {
  const change = await lockChange(tx, changeId);
  if (!change) throw new Problem('notFound');
  if (!allowed.includes(change.status))
    throw new Problem('wrongState', { status: change.status, detail: `the change is ${change.status}` });
  return change;
}

/** Wakes the change's workflow: the case's own facts do not. */
const stir = (tx: Tx, changeId: string, version: number) =>
  tx`insert into outbox (kind, subject_id, version, created_at) values ('change', ${changeId}, ${version}, clock_timestamp())`;

const invalid = (pointer: string, rule: string, message: string) =>
  new Problem('invalid', { detail: message, errors: [{ pointer, rule, message }] });

/** Files a change of an awarded application. With a successor it waits for its confirmation, without one for the office at once. */
export async function fileChange(
  tx: Tx,
  applicationId: string,
  request: FileChange,
  actorId: string,
): Promise<{ id: string; version: number }> {
  await tx`select 1 from cases where id = ${applicationId} for update`;
  const [application] = await tx<{ status: string; roundId: string; categoryNo: number; leadEnterpriseId: string }[]>`
    select status, round_id, category_no, lead_enterprise_id from applications where case_id = ${applicationId} for update`;
  if (!application) throw new Problem('notFound');
  if (application.status !== 'awarded')
    throw new Problem('wrongState', {
      status: application.status,
      detail:
        'members change by request only after the award; before the closing the lead removes and invites partners',
    });
  const frame = (await roundFrame(tx, application.roundId)) as RoundFrame;
  await judge(tx, { id: applicationId, ...application }, frame, request);
  const [open] = await tx<{ caseId: string }[]>`
    select case_id from member_changes where application_id = ${applicationId} and status in ('confirming', 'deciding')`;
  if (open)
    throw new Problem('duplicate', { detail: 'another change of this application is open', changeId: open.caseId });
  const [created] = await tx<{ id: string }[]>`
    insert into cases (kind, working_day_ms) values ('change', ${frame.workingDayMs}) returning id`;
  const id = (created as { id: string }).id;
  const { leavingEnterpriseId, joiningEnterpriseId, reason, shares } = request;
  await tx`
    insert into member_changes (case_id, application_id, leaving_enterprise_id, joining_enterprise_id, reason, shares, status, confirm_by, filed_by, filed_at)
    values (${id}, ${applicationId}, ${leavingEnterpriseId}, ${joiningEnterpriseId}, ${reason}, ${json(tx, shares)},
            ${joiningEnterpriseId ? 'confirming' : 'deciding'},
            ${joiningEnterpriseId ? tx`due_at(clock_timestamp(), ${frame.policy.consortium.confirmationWorkingDays}, ${frame.workingDayMs})` : null},
            ${actorId}, clock_timestamp())`;
  // They stand until this change ends: no other may be open beside it.
  const sharesBefore = await tx<{ enterpriseId: string; shareBp: number }[]>`
    select enterprise_id, share_bp from application_parties
    where application_id = ${applicationId} and status = 'confirmed' order by role, enterprise_id`;
  const payload = { applicationId, leavingEnterpriseId, joiningEnterpriseId, reason, sharesBefore, shares };
  let { version } = await recordFact(tx, id, 'changeFiled', actorId, payload, false);
  await recordFact(tx, applicationId, 'changeFiled', actorId, { changeId: id, ...payload }, false);
  if (joiningEnterpriseId === null) {
    const change = (await lockChange(tx, id)) as LockedChange;
    version = await handToOffice(tx, change, null);
  }
  await stir(tx, id, version);
  return { id, version };
}

/** The rules of a change: a partner leaves, never the lead; who joins is a partner like any other; shares name all who stay. */
async function judge(
  tx: Tx,
  application: { id: string; roundId: string; categoryNo: number; leadEnterpriseId: string },
  frame: RoundFrame,
  { leavingEnterpriseId, joiningEnterpriseId, shares }: FileChange,
): Promise<void> {
  const parties = await tx<{ enterpriseId: string; role: string }[]>`
    select enterprise_id, role from application_parties where application_id = ${application.id} and status = 'confirmed'`;
  const leaving = parties.find(({ enterpriseId }) => enterpriseId === leavingEnterpriseId);
  if (leaving?.role !== 'partner')
    throw invalid('/leavingEnterpriseId', 'notPartner', 'only a partner of the application can leave it');
  if (joiningEnterpriseId !== null) {
    const [joining] = await tx<{ id: string; kind: string }[]>`
      select id, kind from enterprises where id = ${joiningEnterpriseId}`;
    if (!joining) throw invalid('/joiningEnterpriseId', 'notRegistered', 'no such enterprise is registered');
    await demandPartner(tx, application, frame, joining, '/joiningEnterpriseId');
  } else if (parties.length - 2 < frame.policy.consortium.minPartners) {
    throw invalid(
      '/joiningEnterpriseId',
      'minPartners',
      `at least ${frame.policy.consortium.minPartners} partner must stay: name a successor`,
    );
  }
  const after = new Set(
    [...parties.map(({ enterpriseId }) => enterpriseId), ...(joiningEnterpriseId ? [joiningEnterpriseId] : [])].filter(
      (enterpriseId) => enterpriseId !== leavingEnterpriseId,
    ),
  );
  if (shares.length !== after.size || !shares.every(({ enterpriseId }) => after.delete(enterpriseId)))
    throw invalid('/shares', 'everyParty', 'name each party after the change exactly once');
}

/** Much may have happened since the request: the rules of a partner are asked again when it takes the place. */
async function demandSuccessor(tx: Tx, { applicationId, roundId, joining }: LockedChange): Promise<void> {
  const [application] = await tx<{ categoryNo: number; leadEnterpriseId: string }[]>`
    select category_no, lead_enterprise_id from applications where case_id = ${applicationId}`;
  const [partner] = await tx<{ id: string; kind: string }[]>`select id, kind from enterprises where id = ${joining}`;
  if (!application || !partner) throw new Problem('notFound');
  const frame = (await roundFrame(tx, roundId)) as RoundFrame;
  await demandPartner(tx, { id: applicationId, roundId, ...application }, frame, partner, '/answer');
}

/** Opens the office's task (市办 10 个工作日 [A]). */
async function handToOffice(tx: Tx, change: LockedChange, actorId: string | null): Promise<number> {
  const workingDays = change.decideWorkingDays ?? DECIDE_WORKING_DAYS;
  const [opened] = await tx<{ id: string }[]>`
    select open_task(${change.id}, ${change.roundId}, 'memberChange', 'cityOfficer',
      (select id from bodies where kind = 'cityOffice' order by id limit 1), null, null, ${workingDays},
      ${workingDays > 2 ? 2 : 0}, ${json(tx, CHANGE_DECISIONS)}, ${json(tx, { applicationId: change.applicationId })}, 0, null) as id`;
  const nextTaskId = opened?.id as string;
  await tx`update member_changes set status = 'deciding', task_id = ${nextTaskId} where case_id = ${change.id}`;
  return (await recordFact(tx, change.id, 'taskOpened', actorId, { nextTaskId, step: 'memberChange' }, false)).version;
}

/** Who is to join answers in its own account. A decline ends the request. */
export async function answerChange(
  tx: Tx,
  changeId: string,
  answer: 'confirmed' | 'declined',
  actorId: string,
): Promise<number> {
  const change = await lockOpen(tx, changeId, ['confirming']);
  const [clock] = await tx<
    { lapsed: boolean }[]
  >`select clock_timestamp() >= ${change.confirmBy}::timestamptz as lapsed`;
  if (clock?.lapsed) throw new Problem('wrongState', { status: 'lapsed', detail: 'the time to confirm is over' });
  if (answer === 'confirmed') await demandSuccessor(tx, change);
  await tx`update member_changes set answered_by = ${actorId}, answered_at = clock_timestamp() where case_id = ${changeId}`;
  const kind = answer === 'confirmed' ? 'changeConfirmed' : 'changeDeclined';
  let { version } = await recordFact(tx, changeId, kind, actorId, { enterpriseId: change.joining }, false);
  if (answer === 'confirmed') version = await handToOffice(tx, change, actorId);
  else await settle(tx, change, 'declined', null, actorId);
  await stir(tx, changeId, version);
  return version;
}

/** The lead takes the request back while nobody has decided it. */
export async function withdrawChange(tx: Tx, changeId: string, actorId: string): Promise<number> {
  const change = await lockOpen(tx, changeId, OPEN_CHANGE_STATUSES);
  const open = await tx`
    update tasks set status = 'cancelled', decided_by = ${actorId}, decided_at = clock_timestamp()
    where id = ${change.taskId} and status = 'open'`;
  if (change.taskId !== null && open.count === 0)
    throw new Problem('conflict', { detail: 'the office has decided already' });
  const version = await settle(tx, change, 'withdrawn', null, actorId);
  await stir(tx, changeId, version);
  return version;
}

/** Ends the open change of an application whose award ends first. The application is locked by the caller. */
export async function overtakeChange(
  tx: Tx,
  applicationId: string,
  reason: string,
  actorId: string | null,
): Promise<void> {
  const [open] = await tx<{ id: string }[]>`
    select case_id as id from member_changes where application_id = ${applicationId} and status in ('confirming', 'deciding')`;
  const change = open && (await lockChange(tx, open.id));
  if (!change) return;
  await tx`update tasks set status = 'cancelled', decided_at = clock_timestamp() where id = ${change.taskId} and status = 'open'`;
  await stir(tx, change.id, await settle(tx, change, 'overtaken', reason, actorId));
}

/** Ends the change and says so on both cases. */
export async function settle(
  tx: Tx,
  change: LockedChange,
  status: ChangeOutcome,
  reason: string | null,
  actorId: string | null,
): Promise<number> {
  await tx`
    update member_changes set status = ${status}, settled_at = clock_timestamp(), decision_reason = ${reason}
    where case_id = ${change.id}`;
  const outcome = {
    status,
    reason,
    leavingEnterpriseId: change.leaving,
    joiningEnterpriseId: change.joining,
    shares: change.shares,
  };
  await recordFact(tx, change.applicationId, 'changeSettled', actorId, { changeId: change.id, ...outcome }, false);
  return (await recordFact(tx, change.id, 'changeSettled', actorId, outcome, false)).version;
}
