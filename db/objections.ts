/** 异议: filing within the notice, and withdrawal by the objector (processes §0, step 9a). */
import { randomBytes } from 'node:crypto';
import type { FileObjection } from '../contracts/objections.ts';
import type { RoundPolicy } from '../contracts/policy.ts';
import { Problem } from '../contracts/problem-error.ts';
import type { Actor } from '../domain/permissions.ts';
import { sha256Hex } from '../domain/hashing.ts';
import { recordFact } from './cases.ts';
import { json, type Tx } from './client.ts';
import { openMatter, recordMatterFact } from './matters.ts';
import { demandFiles } from './objection-files.ts';
import { settleItem } from './objection-verdict.ts';
import { settleTask } from './nobody-left.ts';
import { lockRound } from './round-tasks.ts';

const VERDICT_DAYS: NonNullable<RoundPolicy['objections']> = {
  verdictWorkingDays: 10,
  remindBeforeWorkingDays: 2,
  basis: 'assumption',
};

const invalid = (pointer: string, rule: string, message: string) =>
  new Problem('invalid', { detail: message, errors: [{ pointer, rule, message }] });

type Line = {
  state: string;
  noticeId: string | null;
  categoryNo: number;
  applicationId: string | null;
  projectName: string | null;
  endsAt: string;
  endedAt: string | null;
  late: boolean;
  now: string;
};

/**
 * Files an objection to one line of a notice. Its instant is the database's, taken under the round's lock: the end of the notice
 * cannot come in between. The line is paused, and only this line.
 * @throws invalid without real name, mobile, signed statement or evidence; noticeOver when it is late; duplicate when the same
 * person's objection to the line is open
 */
export async function fileObjection(
  tx: Tx,
  input: FileObjection,
  actor: Actor,
): Promise<{ id: string; no: string; filedAt: string; dueAt: string; roundId: string; applicationId: string | null }> {
  const [place] = await tx<{ roundId: string }[]>`
    select round_id from notice_items where id = ${input.itemId} and notice_id is not null`;
  if (!place) throw invalid('/itemId', 'unknown', 'an objection must be about one line of a public notice');
  const { roundId } = place;
  const round = await lockRound(tx, roundId);
  const line = await openLine(tx, input.itemId);
  if (input.enterpriseId !== null && !actor.grants.some(({ enterpriseId }) => enterpriseId === input.enterpriseId)) {
    throw invalid('/enterpriseId', 'notYours', 'you are no member of this enterprise');
  }
  const [twin] = await tx<{ no: string }[]>`
    select no from objections where item_id = ${input.itemId} and objector_id = ${actor.userId} and status = 'open'`;
  if (twin) throw new Problem('duplicate', { no: twin.no, detail: `your objection ${twin.no} to this line is open` });

  const caseId = await openMatter(tx, 'objection', roundId);
  const files = await demandFiles(tx, input.fileIds, caseId, actor.userId);
  const [filed] = await tx<{ no: string; filedAt: string }[]>`
    insert into objections (case_id, no, round_id, item_id, objector_id, real_name, mobile, enterprise_id, statement, filed_at)
    select ${caseId}, 'YY-' || to_char(${line.now}::timestamptz at time zone 'Asia/Shanghai', 'YYYY') || '-'
      || lpad(nextval('objection_serial')::text, 6, '0'), ${roundId}, ${input.itemId}, ${actor.userId}, ${input.realName},
      ${input.mobile}, ${input.enterpriseId}, ${input.statement}, ${line.now}
    returning no, filed_at`;
  const { no, filedAt } = filed as { no: string; filedAt: string };
  const { verdictWorkingDays, remindBeforeWorkingDays } = round?.policy.objections ?? VERDICT_DAYS;
  const payload = { no, categoryNo: line.categoryNo, projectName: line.projectName };
  const [opened] = await tx<{ id: string }[]>`
    select open_task(${caseId}, ${roundId}, 'objection', 'cityOfficer', (select id from bodies where kind = 'cityOffice' order by id limit 1),
      null, null, ${verdictWorkingDays}, ${remindBeforeWorkingDays}, '[]'::jsonb, ${json(tx, payload)}, 0, null) as id`;
  const [task] = await tx<
    { id: string; dueAt: string }[]
  >`select id, due_at from tasks where id = ${opened?.id as string}`;
  const { id: nextTaskId, dueAt } = task as { id: string; dueAt: string };
  await recordMatterFact(tx, 'objection', caseId, 'objectionFiled', null, {
    no,
    itemId: input.itemId,
    categoryNo: line.categoryNo,
    nextTaskId,
    // Proves later what was filed by whom, and tells nobody now.
    sealed: sealOf(input, actor.userId, files),
  });
  await settleTask(tx, { id: nextTaskId, caseId });
  await tx`
    update notice_items set state = 'paused', changed_at = clock_timestamp() where id = ${input.itemId} and state = 'noticed'`;
  if (line.applicationId && line.state === 'noticed') {
    await recordFact(tx, line.applicationId, 'noticeItemPaused', null, { itemId: input.itemId, dueAt });
  }
  await recordFact(tx, roundId, 'objectionFiled', null, { no, itemId: input.itemId, categoryNo: line.categoryNo });
  return { id: caseId, no, filedAt, dueAt, roundId, applicationId: line.applicationId };
}

/** The line, locked; refused when its notice is over or it is no longer on it. */
async function openLine(tx: Tx, itemId: string): Promise<Line> {
  const [line] = await tx<Line[]>`
    select i.state, i.notice_id, i.category_no, i.application_id, i.project_name, n.ends_at, n.ended_at,
      n.ended_at is not null or clock.now >= n.ends_at as late, clock.now
    from notice_items i join notices n on n.id = i.notice_id, (select clock_timestamp() as now) clock
    where i.id = ${itemId} for update of i, n`;
  if (!line) throw new Problem('notFound');
  if (line.late) {
    throw new Problem('noticeOver', {
      detail: 'objections are accepted until the end of the notice',
      endedAt: line.endsAt,
      now: line.now,
    });
  }
  if (line.state !== 'noticed' && line.state !== 'paused') {
    throw new Problem('wrongState', {
      status: line.state,
      detail: `this line is ${line.state}: it is no longer on the notice`,
    });
  }
  return line;
}

const sealOf = ({ realName, mobile, statement }: FileObjection, objectorId: string, files: readonly string[]) => {
  const salt = randomBytes(16).toString('hex');
  return { salt, sha256: sha256Hex([salt, objectorId, realName, mobile, statement, ...files].join('\u001f')) };
};

/** The objector takes the objection back; the line goes on where it was paused. */
export async function withdrawObjection(tx: Tx, objectionId: string, reason: string, actorId: string) {
  const [named] = await tx<{ roundId: string }[]>`select round_id from objections where case_id = ${objectionId}`;
  if (!named) throw new Problem('notFound');
  await lockRound(tx, named.roundId);
  await tx`select 1 from cases where id = ${objectionId} for update`;
  const withdrawn = await tx<{ itemId: string }[]>`
    update objections set status = 'withdrawn', decided_at = clock_timestamp(), reason = ${reason}
    where case_id = ${objectionId} and status = 'open' and objector_id = ${actorId} returning item_id`;
  if (!withdrawn[0]) {
    const [now] = await tx<{ status: string }[]>`select status from objections where case_id = ${objectionId}`;
    throw new Problem('wrongState', { status: now?.status, detail: 'this objection is no longer open' });
  }
  await tx`
    update tasks set status = 'cancelled', decided_at = clock_timestamp() where case_id = ${objectionId} and status = 'open'`;
  const moved = await recordMatterFact(tx, 'objection', objectionId, 'objectionWithdrawn', null, {});
  const applicationId = await settleItem(tx, named.roundId, withdrawn[0].itemId, 'withdrawn', null);
  return { ...moved, roundId: named.roundId, applicationId };
}
