/** Words for a fault of a field: which rule, with the schema's own numbers and names in it. */
import type { Bilingual } from '../../../contracts/text.ts';
import { pointerSteps, valueAt } from '../../../domain/differences.ts';
import type { SchemaFault } from '../../../domain/form-faults.ts';
import { isObject, type Schema, schemaAt, titleOf } from './schema.ts';
import { moneyWords } from './money-words.ts';

export type Translate = (key: string, options?: Record<string, unknown>) => string;

const parentOf = (pointer: string) => pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));

function siblingTitle(root: Schema, pointer: string, name: unknown, bilingual: (b: Bilingual) => string): string {
  const parent = schemaAt(root, parentOf(pointer));
  const sibling = parent && isObject(parent.properties) ? parent.properties[String(name)] : null;
  return isObject(sibling) ? bilingual(titleOf(sibling)) : String(name);
}

/** A rule whose field was left empty is a missing answer, whatever keyword noticed it. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function patternRule(pattern: unknown): string {
  if (typeof pattern === 'string' && pattern.includes('https?')) return 'url';
  return typeof pattern === 'string' && pattern.includes('@') ? 'email' : 'pattern';
}

/**
 * @param root schema of the section
 * @param data the section's data, or undefined where only the fault is known
 */
export function faultWords(
  root: Schema,
  data: unknown,
  fault: SchemaFault,
  translate: Translate,
  bilingual: (b: Bilingual) => string,
): string {
  const schema = schemaAt(root, fault.pointer) ?? {};
  const say = (rule: string, values: Record<string, unknown> = {}) =>
    translate(`application.fault.${rule}`, { _: translate('application.fault.other'), ...values });
  const limit = (value: unknown) =>
    schema['x-unit'] === 'fen' && typeof value === 'number' ? moneyWords(value, translate) : String(value);
  const { rule } = fault;
  if (rule === 'required' && pointerSteps(fault.pointer).length === 0) return say('required');
  if (['type', 'minLength', 'pattern', 'format'].includes(rule) && data !== undefined) {
    if (isEmpty(valueAt(data, fault.pointer))) return say('required');
  }
  switch (rule) {
    case 'minLength':
    case 'maxLength':
    case 'minItems':
    case 'maxItems':
      return say(rule, { count: schema[rule] });
    case 'minimum':
    case 'maximum':
      return say(rule, { limit: limit(schema[rule]) });
    case 'enum':
    case 'const':
      return Array.isArray(schema.enum) && schema.enum.length === 1 && schema.enum[0] === true
        ? say('mustTick')
        : say('enum');
    case 'pattern':
      return say(patternRule(schema.pattern));
    case 'format':
      return say(schema.format === 'date' ? 'date' : 'pattern');
    case 'notAbove':
      return say(rule, { other: siblingTitle(root, fault.pointer, schema['x-not-above'], bilingual) });
    case 'notBefore':
      return say(rule, { other: siblingTitle(root, fault.pointer, schema['x-not-before'], bilingual) });
    default:
      return say(rule.replace('.', '_'));
  }
}
