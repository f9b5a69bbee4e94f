/** Forms of a round: the schema for a category, what is still missing, coverage of services, changes under marks. */
import type { FieldMark } from '../contracts/facts.ts';
import type { AttachmentSlot, Form, FormSection } from '../contracts/policy.ts';
import type { Category } from '../contracts/programme.ts';
import type { Bilingual } from '../contracts/text.ts';
import { differences, isUnder, pointerSteps, valueAt } from './differences.ts';
import type { Schema, SchemaFault } from './form-faults.ts';

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object marked `x-per-required-service` gets one required member per required service, keyed by the service's code. */
function expand(schema: unknown, category: Category): unknown {
  if (Array.isArray(schema)) return schema.map((item) => expand(item, category));
  if (!isObject(schema)) return schema;
  const { 'x-per-required-service': plan, ...rest } = schema;
  const expanded: Schema = {};
  for (const [key, value] of Object.entries(rest)) expanded[key] = expand(value, category);
  if (!isObject(plan)) return expanded;
  const properties: Schema = {};
  for (const { code, name } of category.requiredServices) {
    properties[code] = { ...structuredClone(plan), title: `${code} ${name.zh}`, 'x-title-en': `${code} ${name.en}` };
  }
  const required = category.requiredServices.map((service) => service.code);
  return { ...expanded, type: 'object', properties, required, additionalProperties: false };
}

/** The form of one category: every `x-per-required-service` object expanded by the category's required services. */
export function formForCategory(form: Form, category: Category): Form {
  return {
    ...form,
    sections: form.sections.map((section) => ({ ...section, schema: expand(section.schema, category) as Schema })),
  };
}

/** Data of one section: of the whole application (`enterpriseId` null) or of one party. */
export type SectionData = { section: string; enterpriseId: string | null; data: unknown };

export type Coverage = {
  required: number;
  planned: number;
  built: number;
  /** Services with a plan (planned or built) of all required ones, in basis points, rounded down. */
  coverageBp: number;
  /** Codes without a plan. */
  missing: string[];
};

/**
 * Coverage of the category's required services by the plans in a services section (`plans.<code>.status` and `.plan`).
 * A plan without words does not count.
 */
export function serviceCoverage(data: unknown, category: Category): Coverage {
  const missing: string[] = [];
  let planned = 0;
  let built = 0;
  for (const { code } of category.requiredServices) {
    const plan = valueAt(data, `/plans/${code}`);
    const words = isObject(plan) && typeof plan.plan === 'string' && plan.plan.trim() !== '';
    if (words && plan.status === 'built') built += 1;
    else if (words && plan.status === 'planned') planned += 1;
    else missing.push(code);
  }
  const required = category.requiredServices.length;
  return { required, planned, built, coverageBp: Math.floor(((planned + built) * 10_000) / required), missing };
}

/** Title of a field for people; null when the schema names none on the way. The nearest titled ancestor answers. */
export function titleAt(schema: Schema, pointer: string): Bilingual | null {
  let here: unknown = schema;
  let title: Bilingual | null = null;
  for (const step of pointerSteps(pointer)) {
    if (!isObject(here)) break;
    const properties = isObject(here.properties) ? here.properties : {};
    here = Object.hasOwn(properties, step) ? properties[step] : here.items;
    if (isObject(here) && typeof here.title === 'string') {
      const english = here['x-title-en'];
      title = { zh: here.title, en: typeof english === 'string' ? english : here.title };
    }
  }
  return title;
}

/** Something that keeps the application from being frozen. An attachment's pointer is `/<slot>` in section `attachments`. */
export type MissingItem = {
  section: string;
  enterpriseId: string | null;
  pointer: string;
  rule: string;
  title: Bilingual | null;
};

/**
 * Every field that is missing or not valid. A section without data counts as empty, so its required fields are missing.
 * @param form of the category (`formForCategory`)
 * @param enterpriseIds parties that fill the private sections
 * @param validate `validateSection` on the server, the browser's validator on a page
 */
export function missingItems(
  form: Form,
  enterpriseIds: readonly string[],
  content: readonly SectionData[],
  validate: (schema: Schema, data: unknown) => SchemaFault[],
): MissingItem[] {
  const found: MissingItem[] = [];
  const check = (section: FormSection, enterpriseId: string | null) => {
    const entry = content.find((item) => item.section === section.key && item.enterpriseId === enterpriseId);
    for (const { pointer, rule } of validate(section.schema, entry?.data ?? {})) {
      found.push({ section: section.key, enterpriseId, pointer, rule, title: titleAt(section.schema, pointer) });
    }
  };
  for (const section of form.sections) {
    if (section.scope === 'shared') check(section, null);
    else for (const enterpriseId of enterpriseIds) check(section, enterpriseId);
  }
  return found;
}

/** Required attachments nobody uploaded yet, and slots with too many files. */
export function missingAttachments(
  slots: readonly AttachmentSlot[],
  enterpriseIds: readonly string[],
  files: readonly { slot: string; enterpriseId: string | null }[],
): MissingItem[] {
  const found: MissingItem[] = [];
  for (const slot of slots) {
    for (const enterpriseId of slot.scope === 'shared' ? [null] : enterpriseIds) {
      const count = files.filter(
        (file) => file.slot === slot.key && (slot.scope === 'shared' || file.enterpriseId === enterpriseId),
      ).length;
      const rule = slot.required && count === 0 ? 'required' : count > slot.maxCount ? 'maxItems' : null;
      if (rule) found.push({ section: 'attachments', enterpriseId, pointer: `/${slot.key}`, rule, title: slot.label });
    }
  }
  return found;
}

/**
 * Changes that no mark allows: during a correction (补正) only marked fields and what lies below them may change. A mark
 * with pointer `''` frees its whole section.
 */
export function markedOnly(
  before: readonly SectionData[],
  after: readonly SectionData[],
  marks: readonly Pick<FieldMark, 'section' | 'enterpriseId' | 'pointer'>[],
): { section: string; enterpriseId: string | null; pointer: string }[] {
  const id = (item: { section: string; enterpriseId: string | null }) => `${item.section} ${item.enterpriseId ?? ''}`;
  const places = new Map([...before, ...after].map((item) => [id(item), item]));
  const found: { section: string; enterpriseId: string | null; pointer: string }[] = [];
  for (const [place, { section, enterpriseId }] of places) {
    const free = marks.filter((mark) => id(mark) === place).map((mark) => mark.pointer);
    const old = before.find((item) => id(item) === place)?.data;
    const now = after.find((item) => id(item) === place)?.data;
    for (const { pointer } of differences(old ?? {}, now ?? {})) {
      if (!free.some((mark) => isUnder(pointer, mark))) found.push({ section, enterpriseId, pointer });
    }
  }
  return found;
}
