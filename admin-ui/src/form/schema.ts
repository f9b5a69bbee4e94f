/** Reading of form schemas for pages: language, order, labels, derived values. Pure; keywords as in programmes/README.md. */
import type { FormSection } from '../../../contracts/policy.ts';
import type { Bilingual } from '../../../contracts/text.ts';
import { pointerSteps } from '../../../domain/differences.ts';
import { percentText, ratioBp } from '../../../domain/ratios.ts';

export type Schema = Record<string, unknown>;
export type Locale = 'zh' | 'en';

export const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Title of a schema in both languages; empty when it has none. */
export function titleOf(schema: Schema): Bilingual {
  const zh = textOf(schema.title);
  return { zh, en: textOf(schema['x-title-en']) || zh };
}

/** Label of an enum's value; the value itself where the schema names none. */
export function enumLabel(schema: Schema, value: unknown): Bilingual {
  const labels = isObject(schema['x-enum-labels']) ? schema['x-enum-labels'] : {};
  const label = labels[String(value)];
  if (isObject(label)) return { zh: textOf(label.zh), en: textOf(label.en) };
  return { zh: String(value), en: String(value) };
}

/**
 * Names of an object's members in the order people read them: `ui:order` first, then the required ones as `required`
 * lists them, then the others. A database that stores schemas as jsonb keeps the order of lists, not of members.
 */
export function orderedNames(schema: Schema, uiSchema: Schema = {}): string[] {
  const properties = isObject(schema.properties) ? Object.keys(schema.properties) : [];
  const wanted = [uiSchema['ui:order'], schema.required].flatMap((list) => (Array.isArray(list) ? list : []));
  const named = wanted.filter((name, i) => properties.includes(name) && wanted.indexOf(name) === i) as string[];
  return [...named, ...properties.filter((name) => !named.includes(name))];
}

/** Members with their schemas, in reading order. */
export function members(schema: Schema, uiSchema: Schema = {}): { name: string; schema: Schema; uiSchema: Schema }[] {
  const properties = isObject(schema.properties) ? schema.properties : {};
  return orderedNames(schema, uiSchema).flatMap((name) => {
    const below = properties[name];
    const ui = uiSchema[name];
    return isObject(below) ? [{ name, schema: below, uiSchema: isObject(ui) ? ui : {} }] : [];
  });
}

/** The same schema with titles and descriptions of one language, for the form library. */
export function localised(schema: unknown, locale: Locale): unknown {
  if (Array.isArray(schema)) return schema.map((item) => localised(item, locale));
  if (!isObject(schema)) return schema;
  const copy: Schema = {};
  for (const [key, value] of Object.entries(schema)) {
    copy[key] = key === 'x-enum-labels' || key === 'enum' || key === 'const' ? value : localised(value, locale);
  }
  if (locale === 'en') {
    if (typeof schema['x-title-en'] === 'string') copy.title = schema['x-title-en'];
    if (typeof schema['x-description-en'] === 'string') copy.description = schema['x-description-en'];
  }
  return copy;
}

/** UI schema with an explicit order of members at every level. */
export function withOrder(schema: Schema, uiSchema: Schema = {}): Schema {
  const ordered: Schema = { ...uiSchema };
  if (isObject(schema.properties)) {
    ordered['ui:order'] = [...orderedNames(schema, uiSchema), '*'];
    for (const { name, schema: below, uiSchema: ui } of members(schema, uiSchema)) ordered[name] = withOrder(below, ui);
  }
  if (isObject(schema.items)) ordered.items = withOrder(schema.items, isObject(uiSchema.items) ? uiSchema.items : {});
  return ordered;
}

/** Schema at a pointer into the data; null where the schema does not lead there. */
export function schemaAt(schema: Schema, pointer: string): Schema | null {
  let here: Schema = schema;
  for (const step of pointerSteps(pointer)) {
    const properties = isObject(here.properties) ? here.properties : {};
    const next = Object.hasOwn(properties, step) ? properties[step] : here.items;
    if (!isObject(next)) return null;
    here = next;
  }
  return here;
}

/** Path of titles to a field, e.g. `年度指标 2 · 营业收入`; the section's title when the pointer is empty. */
export function titlePath(section: Pick<FormSection, 'title' | 'schema'>, pointer: string): Bilingual {
  const zh: string[] = [];
  const en: string[] = [];
  let here: Schema = section.schema;
  for (const step of pointerSteps(pointer)) {
    const properties = isObject(here.properties) ? here.properties : {};
    const member = Object.hasOwn(properties, step) ? properties[step] : undefined;
    const next = member ?? here.items;
    if (!isObject(next)) break;
    here = next;
    if (member === undefined && zh.length > 0) {
      zh.push(`${zh.pop()} ${Number(step) + 1}`);
      en.push(`${en.pop()} ${Number(step) + 1}`);
    } else {
      const title = titleOf(here);
      zh.push(title.zh || step);
      en.push(title.en || step);
    }
  }
  return zh.length === 0 ? section.title : { zh: zh.join(' · '), en: en.join(' · ') };
}

export type Derived = { key: string; title: Bilingual; text: string };

/**
 * Values computed from the members beside them (`x-derived`): sums, ratios in percent. Never typed.
 * @param money words of an amount in fen, in the language of the page
 */
export function derivedValues(schema: Schema, data: unknown, money: (fen: number) => string): Derived[] {
  const rules = Array.isArray(schema['x-derived']) ? schema['x-derived'] : [];
  const values = isObject(data) ? data : {};
  return rules.filter(isObject).map((rule) => {
    const base = { key: textOf(rule.key), title: titleOf(rule) };
    if (Array.isArray(rule.ratio)) {
      const [part, whole] = rule.ratio.map((name) => values[String(name)]);
      return { ...base, text: percentText(ratioBp(part as number, whole as number)) };
    }
    const parts = (Array.isArray(rule.sum) ? rule.sum : []).map((name) => values[String(name)]);
    const whole = parts.every((part) => Number.isSafeInteger(part));
    const sum = whole ? (parts as number[]).reduce((total, part) => total + part, 0) : Number.NaN;
    if (!Number.isSafeInteger(sum)) return { ...base, text: '—' };
    return { ...base, text: rule['x-unit'] === 'fen' ? money(sum) : String(sum) };
  });
}
