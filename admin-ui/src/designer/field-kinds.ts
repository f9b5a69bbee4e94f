/** Kinds of fields as the office knows them, and the JSON Schema each stands for. Pure; keywords as in programmes/README.md. */
import { isObject, type Schema } from '../form/schema.ts';

export const FIELD_KINDS = [
  'text',
  'longText',
  'integer',
  'number',
  'money',
  'date',
  'yesNo',
  'agreement',
  'choice',
  'choices',
  'webAddress',
  'email',
  'identifier',
  'texts',
  'group',
  'groups',
  'services',
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];
export type FieldShape = { schema: Schema; ui: Schema };

const WEB = '^https?://\\S+$';
const MAIL = '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$';
const LONG = 300;
const OPTION = {
  enum: ['optionA', 'optionB'],
  'x-enum-labels': { optionA: { zh: '', en: '' }, optionB: { zh: '', en: '' } },
};
const EMPTY_GROUP = { type: 'object', properties: {}, required: [], additionalProperties: false };

/** What a field is; null for a schema that has no name here and is edited as JSON. */
export function kindOf(schema: Schema): FieldKind | null {
  switch (schema.type) {
    case 'string':
      if (Array.isArray(schema.enum)) return 'choice';
      if (schema.format === 'date') return 'date';
      if (schema['x-identifier'] !== undefined) return 'identifier';
      if (schema.pattern === WEB) return 'webAddress';
      if (schema.pattern === MAIL) return 'email';
      return Number(schema.maxLength ?? 0) > LONG ? 'longText' : 'text';
    case 'integer':
      return schema['x-unit'] === 'fen' ? 'money' : 'integer';
    case 'number':
      return 'number';
    case 'boolean':
      return Array.isArray(schema.enum) ? 'agreement' : 'yesNo';
    case 'array': {
      const items = isObject(schema.items) ? schema.items : {};
      if (items.type === 'object') return 'groups';
      if (Array.isArray(items.enum)) return 'choices';
      return items.type === 'string' ? 'texts' : null;
    }
    case 'object':
      return schema['x-per-required-service'] === undefined ? 'group' : 'services';
    default:
      return null;
  }
}

const SHAPES: Record<FieldKind, () => FieldShape> = {
  text: () => ({ schema: { type: 'string', minLength: 1, maxLength: 100, pattern: '\\S' }, ui: {} }),
  longText: () => ({
    schema: { type: 'string', minLength: 1, maxLength: 2000, pattern: '\\S' },
    ui: { 'ui:widget': 'textarea', 'ui:options': { rows: 5 } },
  }),
  integer: () => ({ schema: { type: 'integer', minimum: 0, maximum: 1_000_000 }, ui: {} }),
  number: () => ({ schema: { type: 'number', minimum: 0, maximum: 1_000_000 }, ui: {} }),
  money: () => ({
    schema: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER, 'x-unit': 'fen' },
    ui: {},
  }),
  date: () => ({ schema: { type: 'string', format: 'date' }, ui: {} }),
  yesNo: () => ({ schema: { type: 'boolean' }, ui: { 'ui:widget': 'radio' } }),
  agreement: () => ({ schema: { type: 'boolean', enum: [true] }, ui: { 'ui:widget': 'checkbox' } }),
  choice: () => ({ schema: { type: 'string', ...structuredClone(OPTION) }, ui: {} }),
  choices: () => ({
    schema: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string', ...structuredClone(OPTION) } },
    ui: { 'ui:widget': 'checkboxes' },
  }),
  webAddress: () => ({ schema: { type: 'string', maxLength: 300, pattern: WEB }, ui: {} }),
  email: () => ({ schema: { type: 'string', maxLength: 254, pattern: MAIL }, ui: {} }),
  identifier: () => ({ schema: { type: 'string', maxLength: 40, 'x-identifier': 'uscc' }, ui: {} }),
  texts: () => ({
    schema: { type: 'array', maxItems: 10, items: { type: 'string', minLength: 1, maxLength: 200, pattern: '\\S' } },
    ui: {},
  }),
  group: () => ({ schema: structuredClone(EMPTY_GROUP), ui: {} }),
  groups: () => ({ schema: { type: 'array', minItems: 1, maxItems: 20, items: structuredClone(EMPTY_GROUP) }, ui: {} }),
  services: () => ({ schema: { type: 'object', 'x-per-required-service': structuredClone(EMPTY_GROUP) }, ui: {} }),
};

const WORDS = ['title', 'x-title-en', 'description', 'x-description-en'] as const;

/** A field of another kind with the words of the one before. */
export function asKind(kind: FieldKind, before: Schema): FieldShape {
  const { schema, ui } = SHAPES[kind]();
  const words: Schema = {};
  for (const word of WORDS) if (before[word] !== undefined) words[word] = before[word];
  return { schema: { ...words, ...schema }, ui };
}

/** Where the fields inside a group lie, below the group's own schema; null for a field without fields. */
export function insideOf(kind: FieldKind | null): { schema: string; ui: string | null } | null {
  if (kind === 'group') return { schema: '', ui: '' };
  if (kind === 'groups') return { schema: '/items', ui: '/items' };
  // Members are made for each service later, so they have no order of their own in the UI schema.
  return kind === 'services' ? { schema: '/x-per-required-service', ui: null } : null;
}

/** A name that no member has yet: `field1`, `field2` … */
export function freeName(properties: Schema): string {
  for (let no = 1; ; no += 1) if (!Object.hasOwn(properties, `field${no}`)) return `field${no}`;
}
