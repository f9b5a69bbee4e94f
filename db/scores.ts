/** An expert's sheet: what is seen (blind where the policy says so), autosave, signature, recusal. */

import type { FormSection } from '../contracts/policy.ts';
import { Problem } from '../contracts/problem-error.ts';
import { hidden, type NamedParty, type TellingWord, tellingWords, type Written } from '../domain/blind-review.ts';
import { serviceCoverage } from '../domain/forms.ts';
import { sha256Hex } from '../domain/hashing.ts';
import { checkSheet } from '../domain/scoring.ts';
import { canonicalJson, type FrozenContent } from '../domain/submission-content.ts';
import { recordFact } from './cases.ts';
import { json, type Tx } from './client.ts';
import { recuse } from './panels.ts';
import { categoryOf, formOf, type RoundFrame, roundFrame } from './programmes.ts';
import { demandNotCancelled } from './round-cancellation.ts';
import { readTask, refuseVoid } from './tasks.ts';

type Sheet = {
  points: Record<string, number>;
  advice: 'support' | 'notSupport' | 'moreInformation' | null;
  opinion: string | null;
};
type SheetRow = Sheet & { version: number; savedAt: string | null; signedAt: string | null; sha256: string | null };
const EMPTY: SheetRow = {
  points: {},
  advice: null,
  opinion: null,
  version: 0,
  savedAt: null,
  signedAt: null,
  sha256: null,
};

async function sheetOf(tx: Tx, taskId: string): Promise<SheetRow> {
  const [row] = await tx<SheetRow[]>`
    select points, advice, opinion, version, saved_at, signed_at, sha256 from score_sheets where task_id = ${taskId}`;
  return row ?? EMPTY;
}

/** Everything on the scoring page. Under a blind policy private sections and the names of all parties are left out. */
export async function scoringView(tx: Tx, taskId: string, expertId: string) {
  const task = await readTask(tx, taskId);
  if (task.step !== 'score') throw new Problem('notFound');
  await refuseRecused(tx, task, expertId);
  const frame = (await roundFrame(tx, task.roundId)) as RoundFrame;
  const category = categoryOf(frame.pack, task.categoryNo as number);
  const [[frozen], sheet, [progress], returned] = await Promise.all([
    tx<{ content: FrozenContent; frozenAt: string }[]>`
      select f.content, f.frozen_at from submissions s join frozen_contents f on f.application_id = s.application_id and f.no = s.frozen_no
      where s.application_id = ${task.caseId} order by s.content_version desc limit 1`,
    sheetOf(tx, taskId),
    tx<{ signed: number; all: number }[]>`
      select (count(distinct t.case_id) - count(*) filter (where t.status = 'open'))::int as signed, count(distinct t.case_id)::int as all
      from tasks t join applications a on a.case_id = t.case_id
      where t.assignee_id = ${expertId} and t.round_id = ${task.roundId} and t.step = 'score' and t.status in ('open', 'done')
        and a.category_no = ${task.categoryNo}`,
    returnedBefore(tx, task.roundId, taskId),
  ]);
  if (!frozen) throw new Problem('notFound');
  const { blind } = frame.policy.panel;
  const form = formOf(frame.policy, category).sections.filter(({ scope }) => scope === 'shared' || !blind);
  const shared = JSON.stringify([category, form, frame.policy.rubric]);
  const words = blind ? await tellingWordsOf(tx, task, frozen.content, shared) : null;
  return {
    task,
    blind,
    alias: task.alias ?? 'A',
    rubric: frame.policy.rubric,
    requiredServices: category.requiredServices,
    form,
    sections: form
      .flatMap((section) => contentOfSection(section, frozen.content, words))
      .map((section) => ({
        ...section,
        version: task.contentVersion,
        savedAt: frozen.frozenAt,
        savedBy: null,
        editable: false,
      })),
    coveragePercent: serviceCoverage(frozen.content.shared.services, category).coverageBp / 100,
    sheet,
    progress: progress ?? { signed: 0, all: 0 },
    returned: returned === null || words === null ? returned : (hidden(returned, words) as string),
  };
}

/** 回避: whoever left the panel of a category reads none of its applications any more, signed ones included. */
async function refuseRecused(tx: Tx, task: { roundId: string; categoryNo: number | null }, expertId: string) {
  const [left] = await tx<{ recusedAt: string }[]>`
    select recused_at from panel_members
    where round_id = ${task.roundId} and category_no = ${task.categoryNo} and expert_id = ${expertId} and state = 'recused'`;
  if (left)
    throw new Problem('wrongState', {
      decidedAt: left.recusedAt,
      detail: 'whoever has recused reads the applications of the category no more',
    });
}

/** Why the office had the round scored again (退回复评) before a sheet was opened; null for a first scoring. */
async function returnedBefore(tx: Tx, roundId: string, taskId: string): Promise<string | null> {
  const [proposal] = await tx<{ reason: string | null }[]>`
    select p.reason from tasks p join tasks t on t.id = ${taskId} and t.opened_at >= p.decided_at
    where p.case_id = ${roundId} and p.step = 'propose' and p.status = 'done' and p.outcome = 'returned'
    order by p.decided_at desc limit 1`;
  return proposal?.reason ?? null;
}

type ContentOfSection = { section: string; enterpriseId: string | null; data: Record<string, unknown> };

function contentOfSection(
  section: FormSection,
  content: FrozenContent,
  words: readonly TellingWord[] | null,
): ContentOfSection[] {
  if (section.scope === 'shared') {
    const data = (content.shared[section.key] ?? {}) as Record<string, unknown>;
    return [
      {
        section: section.key,
        enterpriseId: null,
        data: words === null ? data : (hidden(data, words) as Record<string, unknown>),
      },
    ];
  }
  return content.parties.map((party) => ({
    section: section.key,
    enterpriseId: party.enterpriseId,
    data: (party.sections[section.key] ?? {}) as Record<string, unknown>,
  }));
}

/** What gives away the parties of the application as it was frozen and as they are now, and those of its rivals in the category. */
async function tellingWordsOf(
  tx: Tx,
  task: { caseId: string; roundId: string; categoryNo: number | null },
  content: FrozenContent,
  shared: string,
): Promise<TellingWord[]> {
  const parties = await tx<(NamedParty & { caseId: string; lead: boolean })[]>`
    select a.case_id, e.id = a.lead_enterprise_id as lead, e.name, e.identifier, (
      select jsonb_agg(jsonb_build_object(
        'legalRepresentative', d -> 'legalRepresentative', 'contact', d -> 'contact', 'shareholders', d -> 'shareholders',
        'platformUrls', d -> 'platformUrls', 'registeredAddress', d -> 'registeredAddress', 'registrationNumber', d -> 'registrationNumber'))
      from (select e.profile as d union all
            select s.data from form_sections s where s.application_id = a.case_id and s.enterprise_id = e.id) w) as written
    from applications a join application_parties p on p.application_id = a.case_id join enterprises e on e.id = p.enterprise_id
    where a.round_id = ${task.roundId} and a.category_no = ${task.categoryNo} and a.content_version > 0 and p.status = 'confirmed'`;
  const frozen = content.parties.map((party) => ({ ...party, written: Object.values(party.sections) as Written[] }));
  const isOwn = ({ caseId }: { caseId: string }) => caseId === task.caseId;
  return tellingWords(
    [...frozen, ...parties.filter(isOwn)],
    parties.filter((party) => !isOwn(party)),
    shared,
  );
}

async function lockScoreTask(tx: Tx, taskId: string, caseId: string): Promise<RoundFrame> {
  await tx`select 1 from cases where id = ${caseId} for update`;
  const [task] = await tx<{ status: string; roundId: string; step: string; decidedAt: string | null }[]>`
    select status, round_id, step, decided_at from tasks where id = ${taskId} for update`;
  if (task?.step !== 'score') throw new Problem('notFound');
  if (task.status === 'cancelled') await demandNotCancelled(tx, task.roundId);
  if (task.status !== 'open')
    throw new Problem('wrongState', {
      status: task.status,
      decidedAt: task.decidedAt,
      detail: 'a signed or cancelled sheet does not change',
    });
  return (await roundFrame(tx, task.roundId)) as RoundFrame;
}

/** Autosave of an unsigned sheet. Points must lie within the rubric; criteria may still be missing. */
export async function saveSheet(
  tx: Tx,
  input: { taskId: string; caseId: string; version: number; sheet: Sheet },
  expertId: string,
): Promise<{ version: number; savedAt: string }> {
  const frame = await lockScoreTask(tx, input.taskId, input.caseId);
  const before = await sheetOf(tx, input.taskId);
  if (before.version !== input.version) throw new Problem('staleVersion', { current: before });
  const faults = checkSheet(frame.policy.rubric, input.sheet.points).filter(({ rule }) => rule !== 'missing');
  if (faults.length > 0) throw sheetProblem(faults);
  const [saved] = await tx<{ version: number; savedAt: string }[]>`
    insert into score_sheets (task_id, application_id, expert_id, points, advice, opinion, saved_at)
    values (${input.taskId}, ${input.caseId}, ${expertId}, ${json(tx, input.sheet.points)}, ${input.sheet.advice}, ${input.sheet.opinion}, clock_timestamp())
    on conflict (task_id) do update set points = excluded.points, advice = excluded.advice, opinion = excluded.opinion,
      version = score_sheets.version + 1, saved_at = excluded.saved_at
    returning version, saved_at`;
  return saved as { version: number; savedAt: string };
}

const sheetProblem = (faults: { criterion: string; rule: string }[]) =>
  new Problem('invalid', {
    errors: faults.map(({ criterion, rule }) => ({ pointer: `/points/${criterion}`, rule, message: rule })),
  });

/** Signs the sheet: complete, with advice; it never changes afterwards. A trigger makes the round count again. */
export async function signSheet(
  tx: Tx,
  input: { taskId: string; caseId: string; version: number },
  expertId: string,
): Promise<{ signedAt: string; sha256: string }> {
  const frame = await lockScoreTask(tx, input.taskId, input.caseId);
  const sheet = await sheetOf(tx, input.taskId);
  if (sheet.version !== input.version) throw new Problem('staleVersion', { current: sheet });
  const faults = checkSheet(frame.policy.rubric, sheet.points);
  if (faults.length > 0) throw sheetProblem(faults);
  if (!sheet.advice)
    throw new Problem('invalid', {
      errors: [{ pointer: '/advice', rule: 'required', message: 'say whether you support the application' }],
    });
  const { points, advice, opinion } = sheet;
  const sha256 = sha256Hex(canonicalJson({ taskId: input.taskId, expertId, points, advice, opinion }));
  const [signed] = await tx<{ signedAt: string }[]>`
    update score_sheets set signed_at = clock_timestamp(), sha256 = ${sha256} where task_id = ${input.taskId} returning signed_at`;
  await tx`
    update tasks set status = 'done', outcome = 'scored', decided_by = ${expertId}, decided_at = clock_timestamp() where id = ${input.taskId}`;
  await recordFact(tx, input.caseId, 'scored', expertId, { taskId: input.taskId, sha256 }, false);
  return { signedAt: signed?.signedAt as string, sha256 };
}

/** 回避 by the expert's own word. */
export async function recuseFrom(tx: Tx, taskId: string, reason: string, expertId: string): Promise<{ at: string }> {
  const outcome = await recuse(tx, taskId, expertId, reason);
  if (!outcome.ok) {
    await refuseVoid(tx, taskId);
    throw outcome.why === 'notFound'
      ? new Problem('notFound')
      : new Problem('wrongState', { decidedAt: outcome.at, detail: 'this task is no longer open' });
  }
  const [row] = await tx<{ now: string }[]>`select clock_timestamp() as now`;
  return { at: row?.now as string };
}
