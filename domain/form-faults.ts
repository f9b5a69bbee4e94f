/**
 * Faults of form data, the same words whichever validator found them (ajv on the server, cfworker in the browser), and the
 * rules between fields that JSON Schema cannot say.
 */
import { isUnder, pointerStep } from './differences.ts';
import { IDENTIFIER_CHECKS, type IdentifierKind } from './identifiers.ts';

/** One fault: where, which rule (a JSON Schema keyword or one of ours below). */
export type SchemaFault = { pointer: string; rule: string };

export type Schema = Record<string, unknown>;

/** Keywords of ours in form schemas; validators are told to let them pass. Documented in programmes/README.md. */
export const FORM_KEYWORDS = [
  'x-title-en',
  'x-description-en',
  'x-enum-labels',
  'x-unit',
  'x-derived',
  'x-identifier',
  'x-not-above',
  'x-not-before',
  'x-unique-by',
  'x-widget',
  'x-per-required-service',
] as const;

/** Keywords that only report a fault found deeper down. */
const APPLICATORS = new Set([
  'properties',
  'items',
  'prefixItems',
  'additionalProperties',
  'allOf',
  'anyOf',
  'oneOf',
  'if',
  'then',
  'else',
  '$ref',
  'dependentSchemas',
]);

type AjvError = { keyword: string; instancePath: string; params: Record<string, unknown> };
type CfworkerError = { keyword: string; instanceLocation: string; error: string };

/** Faults in order and without repetition. Equal rows of a list are told only once the rows themselves are right. */
function settle(faults: SchemaFault[]): SchemaFault[] {
  const seen = new Set<string>();
  return faults
    .filter(({ pointer, rule }) => {
      const id = `${pointer} ${rule}`;
      const wrongRows = rule === 'uniqueItems' && faults.some((fault) => fault.pointer.startsWith(`${pointer}/`));
      return wrongRows || seen.has(id) ? false : Boolean(seen.add(id));
    })
    .sort((a, b) => (a.pointer < b.pointer ? -1 : a.pointer > b.pointer ? 1 : a.rule < b.rule ? -1 : 1));
}

/** Errors of ajv (`allErrors`) as faults. A missing member is reported at its own pointer. */
export function faultsOfAjv(errors: readonly AjvError[] | null | undefined): SchemaFault[] {
  const faults: SchemaFault[] = [];
  for (const { keyword, instancePath, params } of errors ?? []) {
    if (keyword === 'required') {
      faults.push({ pointer: instancePath + pointerStep(String(params.missingProperty)), rule: 'required' });
    } else if (keyword === 'additionalProperties') {
      faults.push({ pointer: instancePath + pointerStep(String(params.additionalProperty)), rule: 'unknown' });
    } else if (!APPLICATORS.has(keyword)) faults.push({ pointer: instancePath, rule: keyword });
  }
  return settle(faults);
}

/** Errors of @cfworker/json-schema (`shortCircuit: false`) as faults. */
export function faultsOfCfworker(errors: readonly CfworkerError[]): SchemaFault[] {
  const faults: SchemaFault[] = [];
  for (const { keyword, instanceLocation, error } of errors) {
    const pointer = decodeURI(instanceLocation.replace(/^#/, ''));
    const member = /"(.*)"/s.exec(error)?.[1] ?? '';
    if (keyword === 'required') faults.push({ pointer: pointer + pointerStep(member), rule: 'required' });
    else if (keyword === 'additionalProperties')
      faults.push({ pointer: pointer + pointerStep(member), rule: 'unknown' });
    else if (keyword === 'false') continue;
    else if (!APPLICATORS.has(keyword)) faults.push({ pointer, rule: keyword });
  }
  return settle(faults);
}

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

function siblingFaults(schema: Schema, value: unknown, siblings: Schema, pointer: string): SchemaFault[] {
  const faults: SchemaFault[] = [];
  const ceiling = schema['x-not-above'];
  const top = typeof ceiling === 'string' ? siblings[ceiling] : undefined;
  if (typeof value === 'number' && typeof top === 'number' && value > top) faults.push({ pointer, rule: 'notAbove' });
  const start = schema['x-not-before'];
  const first = typeof start === 'string' ? siblings[start] : undefined;
  if (typeof value === 'string' && typeof first === 'string' && value < first) {
    faults.push({ pointer, rule: 'notBefore' });
  }
  const kind = schema['x-identifier'];
  if (typeof value === 'string' && typeof kind === 'string' && Object.hasOwn(IDENTIFIER_CHECKS, kind)) {
    const checked = IDENTIFIER_CHECKS[kind as IdentifierKind](value);
    if (!checked.ok) faults.push({ pointer, rule: `identifier.${checked.rule}` });
  }
  return faults;
}

/**
 * Faults of the rules between fields: `x-not-above` and `x-not-before` name a member beside this one, `x-identifier` an
 * identifier rule, `x-unique-by` a member that no two rows of a list share; control characters are refused everywhere.
 */
export function extraFaults(schema: Schema, data: unknown, pointer = ''): SchemaFault[] {
  if (typeof data === 'string') return CONTROL.test(data) ? [{ pointer, rule: 'controlCharacters' }] : [];
  const faults: SchemaFault[] = [];
  if (Array.isArray(data)) {
    const items = isObject(schema.items) ? schema.items : {};
    const member = schema['x-unique-by'];
    const seen = new Set<unknown>();
    data.forEach((item, i) => {
      const at = pointer + pointerStep(i);
      if (typeof member === 'string' && isObject(item) && item[member] !== undefined) {
        if (seen.has(item[member])) faults.push({ pointer: at + pointerStep(member), rule: 'uniqueBy' });
        seen.add(item[member]);
      }
      faults.push(...extraFaults(items, item, at));
    });
  } else if (isObject(data)) {
    const properties = isObject(schema.properties) ? schema.properties : {};
    for (const [member, value] of Object.entries(data)) {
      const below = Object.hasOwn(properties, member) && isObject(properties[member]) ? properties[member] : {};
      const at = pointer + pointerStep(member);
      faults.push(...siblingFaults(below, value, data, at), ...extraFaults(below, value, at));
    }
  }
  return faults;
}

/** Faults of a schema validator together with the rules between fields, without repeating a field that has no valid type. */
export function allFaults(schema: Schema, data: unknown, fromValidator: readonly SchemaFault[]): SchemaFault[] {
  const extra = extraFaults(schema, data).filter(
    (fault) => !fromValidator.some((known) => known.rule === 'type' && isUnder(fault.pointer, known.pointer)),
  );
  return settle([...fromValidator, ...extra]);
}
