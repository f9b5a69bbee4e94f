/**
 * What a form's schema may be made of: keywords that both validators answer alike, members with plain names, a label on every
 * field. `programmes/README.md` documents the keywords.
 */
import { pointerStep } from './differences.ts';
import { FORM_KEYWORDS, type Schema } from './form-faults.ts';
import { IDENTIFIER_CHECKS } from './identifiers.ts';

type DesignFault = { path: string; rule: string; values?: Record<string, string | number>; message: string };

const KEYWORDS = new Set<string>([
  ...FORM_KEYWORDS,
  '$schema',
  'title',
  'description',
  'type',
  'enum',
  'const',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'if',
  'then',
  'else',
  'not',
  'allOf',
  'anyOf',
  'oneOf',
]);
const MEMBER = /^[A-Za-z][A-Za-z0-9]{0,59}$/;
const MOST_DEEP = 8;

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function referenceFaults(schema: Schema, siblings: readonly string[], path: string): DesignFault[] {
  const faults: DesignFault[] = [];
  for (const keyword of ['x-not-above', 'x-not-before'] as const) {
    const other = schema[keyword];
    if (typeof other === 'string' && !siblings.includes(other)) {
      faults.push({
        path: `${path}/${keyword}`,
        rule: 'noSuchField',
        values: { key: other },
        message: `no field ${other} beside it`,
      });
    }
  }
  const kind = schema['x-identifier'];
  if (kind !== undefined && !(typeof kind === 'string' && Object.hasOwn(IDENTIFIER_CHECKS, kind))) {
    faults.push({
      path: `${path}/x-identifier`,
      rule: 'noSuchIdentifier',
      values: { key: String(kind) },
      message: `no identifier rule ${String(kind)}`,
    });
  }
  return faults;
}

/** Faults of one object's own members: their names, labels, and what `required` names. */
function memberFaults(schema: Schema, path: string, depth: number): DesignFault[] {
  const faults: DesignFault[] = [];
  const properties = isObject(schema.properties) ? schema.properties : {};
  const names = Object.keys(properties);
  for (const name of names) {
    const at = `${path}/properties${pointerStep(name)}`;
    const below = properties[name];
    if (!MEMBER.test(name))
      faults.push({ path: at, rule: 'memberName', values: { key: name }, message: `${name} is no plain name` });
    if (!isObject(below)) continue;
    if (typeof below.title !== 'string' || below.title.trim() === '')
      faults.push({ path: `${at}/title`, rule: 'missing', message: 'a field needs a label' });
    if (typeof below['x-title-en'] !== 'string' || below['x-title-en'].trim() === '')
      faults.push({ path: `${at}/x-title-en`, rule: 'missing', message: 'a field needs an English label' });
    faults.push(...referenceFaults(below, names, at), ...formDesignFaults(below, at, depth + 1));
  }
  if (Array.isArray(schema.required) && isObject(schema.properties)) {
    schema.required.forEach((name, i) => {
      if (!names.includes(String(name))) {
        const message = `${String(name)} is required and not there`;
        faults.push({ path: `${path}/required/${i}`, rule: 'noSuchField', values: { key: String(name) }, message });
      }
    });
  }
  return faults;
}

/** Faults of a schema and everything below it. `path` is the JSON pointer of the schema itself. */
export function formDesignFaults(schema: Schema, path: string, depth = 0): DesignFault[] {
  if (depth > MOST_DEEP) return [{ path, rule: 'tooDeep', message: `more than ${MOST_DEEP} levels of fields` }];
  const faults: DesignFault[] = [];
  for (const keyword of Object.keys(schema)) {
    if (KEYWORDS.has(keyword)) continue;
    const message = `${keyword} is no keyword of forms`;
    faults.push({ path: `${path}${pointerStep(keyword)}`, rule: 'keyword', values: { key: keyword }, message });
  }
  if (schema.format !== undefined && schema.format !== 'date')
    faults.push({ path: `${path}/format`, rule: 'format', message: 'the only format is date' });
  if (Array.isArray(schema.enum) && schema.enum.length === 0)
    faults.push({ path: `${path}/enum`, rule: 'noOptions', message: 'a choice needs options' });
  faults.push(...memberFaults(schema, path, depth));
  if (isObject(schema.items)) faults.push(...formDesignFaults(schema.items, `${path}/items`, depth + 1));
  const plan = schema['x-per-required-service'];
  if (isObject(plan)) faults.push(...formDesignFaults(plan, `${path}/x-per-required-service`, depth + 1));
  return faults;
}
