/** Trying a draft out: a form against the server's validator, rules against applications that were really made. */
import type { FormSection } from '../contracts/policy.ts';
import { Problem } from '../contracts/problem-error.ts';
import type { Category } from '../contracts/programme.ts';
import { judgePack } from '../domain/judge-pack.ts';
import { schemaFault, validateSection } from '../domain/form-validator.ts';
import { formForCategory } from '../domain/forms.ts';
import type { Tx } from './client.ts';
import { contentOf, eligibilityFacts } from './content.ts';
import { designRow } from './designs.ts';
import { roundFrame } from './programmes.ts';

/** Faults of data in a section of the draft's form, by the validator that judges applications. */
export async function tryForm(
  tx: Tx,
  designId: string,
  input: { section: string; categoryNo: number; data: Record<string, unknown> },
) {
  const { content } = await designRow(tx, designId);
  const { categories, sections } = parts(content);
  const category = categories.find(({ no }) => no === input.categoryNo);
  const section = sections.find(({ key }) => key === input.section);
  if (!category || !section) throw new Problem('notFound');
  const [resolved] = formForCategory({ version: 1, sections: [section] }, category).sections;
  const schema = (resolved as FormSection).schema;
  const fault = schemaFault(schema);
  if (fault) throw new Problem('notReady', { detail: `the section cannot be tried: ${fault}` });
  return { faults: validateSection(schema, input.data) };
}

/** Parts of a draft that may still have faults elsewhere. */
function parts(content: Record<string, unknown>): { categories: Category[]; sections: FormSection[] } {
  const judged = judgePack(content);
  if (judged.pack) return { categories: judged.pack.categories, sections: judged.pack.policy.form.sections };
  const policy = content.policy as { form?: { sections?: unknown } } | undefined;
  const list = (value: unknown) =>
    Array.isArray(value) ? value.filter((part) => typeof part === 'object' && part !== null) : [];
  const sections = list(policy?.form?.sections).filter(({ schema }) => typeof schema === 'object' && schema !== null);
  const categories = list(content.categories).filter(({ requiredServices }) => Array.isArray(requiredServices));
  return { categories: categories as Category[], sections: sections as FormSection[] };
}

/** Submitted applications of the programme, latest first. */
export async function applicationsToTry(
  tx: Tx,
  designId: string,
  { page, perPage }: { page: number; perPage: number },
) {
  const { programmeKey } = await designRow(tx, designId);
  const rows = await tx<
    { id: string; projectName: string | null; leadName: string; categoryNo: number; zh: string; en: string }[]
  >`
    select a.case_id as id, a.project_name, e.name as lead_name, a.category_no, r.title_zh as zh, r.title_en as en
    from applications a join rounds r on r.case_id = a.round_id join enterprises e on e.id = a.lead_enterprise_id
    where r.programme_key = ${programmeKey} and a.content_version > 0
    order by a.submitted_at desc limit ${perPage} offset ${(page - 1) * perPage}`;
  return { items: rows.map(({ zh, en, ...row }) => ({ ...row, round: { zh, en } })) };
}

/** What eligibility rules read of one of them. */
export async function factsToTry(tx: Tx, designId: string, applicationId: string) {
  const { programmeKey } = await designRow(tx, designId);
  const [row] = await tx<{ roundId: string; categoryNo: number }[]>`
    select a.round_id, a.category_no from applications a join rounds r on r.case_id = a.round_id
    where a.case_id = ${applicationId} and a.content_version > 0 and r.programme_key = ${programmeKey}`;
  const frame = row && (await roundFrame(tx, row.roundId));
  const facts = frame && eligibilityFacts(frame, row.categoryNo, await contentOf(tx, applicationId));
  if (!facts) throw new Problem('notFound');
  return facts;
}
