/** 随机抽取专家与回避: panels drawn so that anybody can repeat the draw, and the replacement of experts who recuse. */
import { randomBytes } from 'node:crypto';
import type { RoundPolicy } from '../contracts/policy.ts';
import { type ConflictParty, conflictOf, drawOrder } from '../domain/draw.ts';
import { sha256Hex } from '../domain/hashing.ts';
import { recordFact } from './cases.ts';
import { json, type Tx } from './client.ts';
import { lockRound } from './round-tasks.ts';
import { SCORED } from './score-tasks.ts';

export type DrawnPanel = {
  categoryNo: number;
  seed: string;
  /** Experts who took part in the draw. */
  candidates: string[];
  /** Experts with a tie to a party of the category. */
  excluded: { expertId: string; ground: string; enterpriseId: string }[];
  seated: string[];
};
export type DrawOutcome =
  | { ok: true; panels: DrawnPanel[]; scoringDueAt: string }
  | { ok: false; why: 'state'; status: string | null; by: string | null; at: string | null }
  | { ok: false; why: 'tooFewExperts'; categoryNo: number; available: number; needed: number };

type Expert = {
  userId: string;
  name: string;
  employer: string;
  employerIdentifier: string | null;
  fields: string[];
  declared: string[];
};
type Party = ConflictParty & { categoryNo: number };

/**
 * Draws one panel for each category with a qualified application and opens a score task for each expert and application.
 * Candidates are the active experts of the category's field who hold the role, or all active ones where the field has fewer than a panel;
 * experts tied to any party of the category are left out (回避). The office's draw task is done with it.
 * @param actor the officer who draws; the seed comes from the operating system
 */
export async function drawPanels(tx: Tx, roundId: string, actor: string): Promise<DrawOutcome> {
  const round = await lockRound(tx, roundId);
  const [task] = await tx<{ id: string; status: string; decidedBy: string | null; decidedAt: string | null }[]>`
    select id, status, decided_by, decided_at from tasks
    where case_id = ${roundId} and step = 'drawPanel' order by opened_at desc limit 1 for update`;
  if (round?.status !== 'panel' || task?.status !== 'open') {
    return {
      ok: false,
      why: 'state',
      status: round?.status ?? null,
      by: task?.decidedBy ?? null,
      at: task?.decidedAt ?? null,
    };
  }
  const { panel } = round.policy;
  const panels: DrawnPanel[] = [];
  const experts = await tx<Expert[]>`
    select user_id, name, employer, employer_identifier, fields, declared from experts
    where active and user_id = any(${await expertsNow(tx)}) order by user_id`;
  const parties = await partiesOf(tx, roundId);
  for (const { no, key } of await categoriesToReview(tx, roundId)) {
    const drawn = drawOne(no, key, experts, parties, panel.size);
    if (drawn.seated.length < panel.size) {
      return { ok: false, why: 'tooFewExperts', categoryNo: no, available: drawn.seated.length, needed: panel.size };
    }
    panels.push(drawn);
  }
  await storePanels(tx, roundId, actor, panels);
  await tx`select 1 from cases where id in (
    select case_id from applications where round_id = ${roundId} and status = 'qualified') order by id for update`;
  const reviewed = await tx<{ caseId: string }[]>`
    update applications set status = 'underReview' where round_id = ${roundId} and status = 'qualified' returning case_id`;
  await openScoreTasks(tx, roundId, panel, null);
  await tx`
    select record_fact(id, 'reviewStarted', ${actor}, '{}'::jsonb, true)
    from unnest(${reviewed.map((row) => row.caseId)}::uuid[]) id`;
  await tx`
    update tasks set status = 'done', outcome = 'drawn', decided_by = ${actor}, decided_at = clock_timestamp()
    where id = ${task.id}`;
  const [moved] = await tx<{ scoringDueAt: string }[]>`
    update rounds r set status = 'scoring',
      scoring_due_at = (select max(due_at) from tasks where round_id = r.case_id and step = 'score' and status = 'open')
    where case_id = ${roundId} returning scoring_due_at`;
  const drawnPanels = panels.map(({ categoryNo, seed, candidates, excluded, seated }) => ({
    categoryNo,
    seed,
    candidates,
    excluded,
    seated,
  }));
  await recordFact(tx, roundId, 'panelDrawn', actor, { taskId: task.id, panels: drawnPanels });
  return { ok: true, panels, scoringDueAt: moved?.scoringDueAt as string };
}

function drawOne(
  categoryNo: number,
  key: string,
  experts: readonly Expert[],
  parties: readonly Party[],
  size: number,
): DrawnPanel {
  const inField = experts.filter((expert) => expert.fields.includes(key));
  const pool = inField.length >= size ? inField : experts;
  const concerned = parties.filter((party) => party.categoryNo === categoryNo);
  const candidates: string[] = [];
  const excluded: DrawnPanel['excluded'] = [];
  for (const { userId, name, employer, employerIdentifier, declared } of pool) {
    const [conflict] = conflictOf({ name, employerName: employer, employerIdentifier, declared }, concerned);
    if (conflict) excluded.push({ expertId: userId, ...conflict });
    else candidates.push(userId);
  }
  const seed = randomBytes(16).toString('hex');
  return { categoryNo, seed, candidates, excluded, seated: drawOrder(seed, candidates, sha256Hex).slice(0, size) };
}

const categoriesToReview = (tx: Tx, roundId: string) => tx<{ no: number; key: string }[]>`
  select distinct a.category_no as no, k ->> 'key' as key
  from applications a
  join rounds r on r.case_id = a.round_id
  join programmes p on p.key = r.programme_key and p.version = r.programme_version
  join lateral jsonb_array_elements(p.pack -> 'categories') k on (k ->> 'no')::int = a.category_no
  where a.round_id = ${roundId} and a.status = 'qualified' order by no`;

/** Who holds the role of an expert at this moment. */
async function expertsNow(tx: Tx): Promise<string[]> {
  const rows = await tx<{ userId: string }[]>`
    select user_id from role_grants where role = 'expert' and revoked_at is null`;
  return rows.map(({ userId }) => userId);
}

const partiesOf = (tx: Tx, roundId: string) => tx<Party[]>`
  select a.category_no, e.id as enterprise_id, e.name, e.identifier, e.profile ->> 'legalRepresentative' as legal_representative,
    case when jsonb_typeof(e.profile -> 'shareholders') = 'array' then e.profile -> 'shareholders' else '[]' end as shareholders
  from applications a
  join application_parties p on p.application_id = a.case_id and p.status = 'confirmed'
  join enterprises e on e.id = p.enterprise_id
  where a.round_id = ${roundId} and a.status in ('qualified', 'underReview')`;

async function storePanels(tx: Tx, roundId: string, actor: string, panels: readonly DrawnPanel[]): Promise<void> {
  for (const { categoryNo, seed, candidates, excluded, seated } of panels) {
    await tx`
      insert into panels (round_id, category_no, seed, candidates, excluded, drawn_by, drawn_at)
      values (${roundId}, ${categoryNo}, ${seed}, ${json(tx, candidates)}, ${json(tx, excluded)}, ${actor}, clock_timestamp())`;
    await tx`
      insert into panel_members (round_id, category_no, expert_id, state, seated_at)
      select ${roundId}, ${categoryNo}, expert, 'seated', clock_timestamp() from unnest(${seated}::text[]) expert`;
  }
}

/** Score tasks for every seated expert of the round, or for one newly seated expert of a category. */
async function openScoreTasks(
  tx: Tx,
  roundId: string,
  panel: RoundPolicy['panel'],
  only: { categoryNo: number; expertId: string } | null,
): Promise<void> {
  await tx`
    select open_task(a.case_id, a.round_id, 'score', 'expert', null, null, m.expert_id, ${panel.scoringWorkingDays},
      ${panel.remindBeforeWorkingDays}, ${json(tx, SCORED)}, jsonb_build_object('categoryNo', a.category_no),
      a.content_version, null)
    from applications a
    join panel_members m on m.round_id = a.round_id and m.category_no = a.category_no and m.state = 'seated'
    where a.round_id = ${roundId} and a.status = 'underReview'
      and (${only === null} or (m.category_no = ${only?.categoryNo ?? 0} and m.expert_id = ${only?.expertId ?? ''}))`;
}

export type RecuseOutcome =
  | { ok: true; categoryNo: number; replacedBy: string | null }
  | { ok: false; why: 'notFound' }
  | { ok: false; why: 'state'; by: string | null; at: string | null };

/**
 * 回避: the expert leaves the category's panel; all of his sheets there stop counting, and the next one of the draw order
 * takes the seat with the full time to score. No candidate left: the panel goes on without the seat, and the fact says so.
 * @param taskId any open score task of the expert
 */
export async function recuse(tx: Tx, taskId: string, actor: string, reason: string): Promise<RecuseOutcome> {
  const [named] = await tx<{ roundId: string; categoryNo: number; expertId: string }[]>`
    select t.round_id, a.category_no, t.assignee_id as expert_id
    from tasks t join applications a on a.case_id = t.case_id where t.id = ${taskId} and t.step = 'score'`;
  if (!named) return { ok: false, why: 'notFound' };
  const { roundId, categoryNo, expertId } = named;
  const round = await lockRound(tx, roundId);
  // Cases before tasks, as every decision takes them.
  await tx`
    select 1 from cases where id in (
      select case_id from applications where round_id = ${roundId} and category_no = ${categoryNo} and status = 'underReview')
    order by id for update`;
  const [task] = await tx<{ status: string; decidedBy: string | null; decidedAt: string | null }[]>`
    select status, decided_by, decided_at from tasks where id = ${taskId} for update`;
  if (round?.status !== 'scoring' || task?.status !== 'open') {
    return { ok: false, why: 'state', by: task?.decidedBy ?? null, at: task?.decidedAt ?? null };
  }
  await tx`
    update panel_members set state = 'recused', recused_at = clock_timestamp(), reason = ${reason}
    where round_id = ${roundId} and category_no = ${categoryNo} and expert_id = ${expertId}`;
  await tx`
    update tasks t set status = 'cancelled', reason = ${reason}, decided_by = ${actor}, decided_at = clock_timestamp()
    from applications a
    where a.case_id = t.case_id and a.category_no = ${categoryNo} and t.round_id = ${roundId} and t.step = 'score'
      and t.assignee_id = ${expertId} and t.status = 'open'`;
  const replacedBy = await nextInOrder(tx, roundId, categoryNo);
  if (replacedBy !== null) {
    await tx`
      insert into panel_members (round_id, category_no, expert_id, state, seated_at)
      values (${roundId}, ${categoryNo}, ${replacedBy}, 'seated', clock_timestamp())`;
    await openScoreTasks(tx, roundId, round.policy.panel, { categoryNo, expertId: replacedBy });
  }
  const fact = { categoryNo, recused: expertId, reason, replacedBy };
  await recordFact(tx, roundId, 'expertReplaced', actor, fact);
  return { ok: true, categoryNo, replacedBy };
}

async function nextInOrder(tx: Tx, roundId: string, categoryNo: number): Promise<string | null> {
  const [panel] = await tx<{ seed: string; candidates: string[]; members: string[] }[]>`
    select p.seed, p.candidates,
      array(select expert_id from panel_members m where m.round_id = p.round_id and m.category_no = p.category_no) as members
    from panels p where p.round_id = ${roundId} and p.category_no = ${categoryNo}`;
  if (!panel) return null;
  const order = drawOrder(panel.seed, panel.candidates, sha256Hex);
  const experts = await expertsNow(tx);
  return order.find((expertId) => experts.includes(expertId) && !panel.members.includes(expertId)) ?? null;
}

/**
 * Who is no expert any more leaves every panel where sheets are open, as by a recusal: nobody else could sign them.
 * @returns rounds concerned
 */
export async function unseat(tx: Tx, expertId: string, actor: string): Promise<string[]> {
  const open = await tx<{ roundId: string; taskId: string }[]>`
    select distinct on (t.round_id, a.category_no) t.round_id, t.id as task_id
    from tasks t join applications a on a.case_id = t.case_id
    where t.assignee_id = ${expertId} and t.step = 'score' and t.status = 'open' order by t.round_id, a.category_no, t.id`;
  for (const { taskId } of open) await recuse(tx, taskId, actor, 'roleEnded');
  return [...new Set(open.map(({ roundId }) => roundId))];
}
