/** A desk's decision: carried out by the database in one function, refused in the words of the problem table. */
import { Problem } from '../contracts/problem-error.ts';
import type { Decision } from '../contracts/tasks.ts';
import type { Actor } from '../domain/permissions.ts';
import { json, type Tx } from './client.ts';
import { creditProblem } from './credit.ts';
import type { KeyClaim } from './idempotency.ts';
import { isOwnMatter, ownMatter } from './own-matters.ts';
import { namedConflict, refuseVoid } from './tasks.ts';

/**
 * A desk's decision (`decide_task`), inside the caller's transaction. Correction marks, strikes and minutes go into the task's payload.
 * @returns when it was recorded
 * @throws Problem conflict with who and when; staleVersion when the content is newer; invalid naming the rule broken.
 */
export async function decideTask(tx: Tx, taskId: string, decision: Decision, actor: Actor): Promise<{ at: string }> {
  const [row] = await tx<{ reply: DecideReply }[]>`
    select case when broken.rule is null then decide_task(${decideArguments(tx, taskId, decision, actor)})
                else jsonb_build_object('ok', false, 'why', broken.rule) end as reply
    from (select ${brokenRule(tx, taskId, decision, actor)} as rule) broken`.catch(refuseFullQuota);
  const reply = row?.reply;
  if (!reply?.ok) throw await refusalOf(tx, taskId, reply);
  return { at: new Date(String(reply.at)).toISOString() };
}

/**
 * The same under an idempotency key, as one statement that is its own transaction: the key, the decision and the kept reply
 * (`decide_task_once`). A person's click costs the database one round trip and one commit.
 * @returns the reply as sent, or as it was sent the first time
 */
export async function decideTaskOnce(
  sql: Tx,
  claim: KeyClaim,
  asked: { taskId: string; decision: Decision; actor: Actor },
): Promise<{ text: string; caseId: string | null; earlierHash: string | null }> {
  const { taskId, decision, actor } = asked;
  const [row] = await sql<{ reply: DecideReply }[]>`
    select case when broken.rule is null
                then decide_task_once(${claim.owner}, ${claim.key}, ${claim.requestHash}, ${decideArguments(sql, taskId, decision, actor)})
                else coalesce(kept_reply(${claim.owner}, ${claim.key}), jsonb_build_object('ok', false, 'why', broken.rule)) end as reply
    from (select ${brokenRule(sql, taskId, decision, actor)} as rule) broken`.catch(refuseFullQuota);
  const reply = row?.reply;
  if (reply && 'earlierHash' in reply) {
    return { text: String(reply.earlierReply), caseId: null, earlierHash: String(reply.earlierHash) };
  }
  if (!reply?.ok) throw await refusalOf(sql, taskId, reply);
  return { text: String(reply.text), caseId: String(reply.caseId), earlierHash: null };
}

type DecideReply = { ok?: boolean; why?: string; [member: string]: unknown };

function decideArguments(tx: Tx, taskId: string, decision: Decision, actor: Actor) {
  const { outcome, contentVersion, reason = null, marks, strikes, minutes, reasons } = decision;
  return tx`${taskId}, ${actor.userId}, ${outcome}, ${contentVersion}, ${reason}, ${json(tx, { marks, strikes, minutes, reasons })}`;
}

/** Why a decision was not taken, in the words of the problem table. */
async function refusalOf(tx: Tx, taskId: string, reply: DecideReply | undefined): Promise<Problem> {
  const invalid = (pointer: string, rule: string, message: string) =>
    new Problem('invalid', { detail: message, errors: [{ pointer, rule, message }] });
  switch (reply?.why) {
    case 'reason':
      return invalid('/reason', 'required', 'this outcome needs a reason that the applicant will read');
    case 'marks':
      return invalid('/marks', 'required', 'mark at least one field that must be corrected');
    case 'noMarks':
      return invalid('/marks', 'notAllowed', 'this outcome takes no marks');
    case 'ownMatter':
      return ownMatter();
    case 'credit':
      return creditProblem(tx, taskId);
    case 'reasons':
      return invalid('/reasons', 'required', 'the proposal gives its reasons for each category of the round');
    case 'minutes':
      return invalid('/minutes', 'required', 'an approval needs the minutes of the deliberation');
    case 'strikes':
      return invalid('/strikes', 'unknown', 'only applications of the ranking can be struck');
    case 'outcome':
      return invalid('/outcome', 'enum', 'this outcome is not on offer for the task');
    case 'stale':
      return new Problem('staleVersion', {
        contentVersion: reply.contentVersion,
        detail: 'the content is newer than the one you decided on',
      });
    case 'decided':
      if (reply.status === 'cancelled') await refuseVoid(tx, taskId);
      return namedConflict(tx, reply as { why: string; by?: string; at?: string });
    case 'claimed':
      return namedConflict(tx, reply as { why: string; by?: string; at?: string });
    default:
      return new Problem('notFound');
  }
}

/** The database counts places when a task passes the recommending desk, and says so with an SQLSTATE of its own. */
function refuseFullQuota(error: unknown): never {
  const { code, detail } = error as { code?: string; detail?: string };
  if (code !== 'TQ001') throw error;
  throw new Problem('quotaFull', JSON.parse(detail ?? '{}') as Record<string, unknown>);
}

/** Which rule of the outcome's own policy the decision breaks, as SQL over the task's frozen outcomes. */
function brokenRule(tx: Tx, taskId: string, decision: Decision, actor: Pick<Actor, 'userId'>) {
  const marks = decision.marks?.length ?? 0;
  return tx`(select case
      when t.status = 'open' and ${isOwnMatter(tx, actor.userId)} then 'ownMatter'
      when (o ->> 'needsReason')::bool and ${decision.reason ?? ''} = '' then 'reason'
      when o ->> 'effect' = 'pass' and t.status = 'open' and credit_blocks(t.case_id, t.round_id, t.step, t.desk) then 'credit'
      when coalesce((o ->> 'allowsMarks')::bool, false) and ${marks} = 0 then 'marks'
      when not coalesce((o ->> 'allowsMarks')::bool, false) and ${marks} > 0 then 'noMarks'
      when t.step = 'propose' and o ->> 'effect' = 'pass' and exists (
        select 1 from rounds r, jsonb_array_elements_text(r.category_nos) no
        where r.case_id = t.case_id and not (no::int = any(${(decision.reasons ?? []).map(({ categoryNo }) => categoryNo)}::int[]))) then 'reasons'
      when t.step = 'deliberate' and o ->> 'effect' = 'pass' and ${decision.minutes ?? ''} = '' then 'minutes'
      when t.step = 'deliberate' and exists (
        select 1 from unnest(${(decision.strikes ?? []).map(({ applicationId }) => applicationId)}::uuid[]) struck
        where not exists (select 1 from rankings k where k.round_id = t.case_id and k.application_id = struck)) then 'strikes' end
    from tasks t cross join jsonb_array_elements(t.outcomes) o where t.id = ${taskId} and o ->> 'key' = ${decision.outcome})`;
}
