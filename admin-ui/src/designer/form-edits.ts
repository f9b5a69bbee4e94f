/** Changes to the fields of one group: its JSON Schema and its UI schema change together. Pure. */
import { isObject, orderedNames, type Schema } from '../form/schema.ts';
import { asKind, type FieldKind, freeName } from './field-kinds.ts';

/** A group of fields: a section, a group, or one row of a list. */
export type Group = { schema: Schema; ui: Schema };

const properties = (schema: Schema): Schema => (isObject(schema.properties) ? schema.properties : {});
const required = (schema: Schema): string[] => (Array.isArray(schema.required) ? (schema.required as string[]) : []);

/** Names in the order people read them, kept in the UI schema: a database keeps the order of lists, not of members. */
const inOrder = (names: readonly string[], { schema, ui }: Group): Group => ({
  schema,
  ui: { ...ui, 'ui:order': [...names] },
});

export const namesOf = ({ schema, ui }: Group): string[] => orderedNames(schema, ui);

export function addField(group: Group): Group {
  const own = properties(group.schema);
  const name = freeName(own);
  const { schema } = asKind('text', { title: '', 'x-title-en': '' });
  const next = { ...group.schema, properties: { ...own, [name]: schema } };
  return inOrder([...namesOf(group), name], { schema: next, ui: group.ui });
}

export function removeField(group: Group, name: string): Group {
  const { [name]: _gone, ...rest } = properties(group.schema);
  const { [name]: _ui, ...ui } = group.ui;
  const schema = {
    ...group.schema,
    properties: rest,
    required: required(group.schema).filter((one) => one !== name),
  };
  return inOrder(
    namesOf(group).filter((one) => one !== name),
    { schema, ui },
  );
}

export function moveField(group: Group, from: number, to: number): Group {
  const names = namesOf(group);
  const [name] = names.splice(from, 1);
  if (name !== undefined) names.splice(to, 0, name);
  return inOrder(names, group);
}

/** Another name for a field; rules beside it that speak of it follow. Nothing changes when the name is taken. */
export function renameField(group: Group, name: string, to: string): Group {
  const own = properties(group.schema);
  if (name === to || to === '' || Object.hasOwn(own, to)) return group;
  const follow = (schema: unknown) => {
    if (!isObject(schema)) return schema;
    const copy = { ...schema };
    for (const rule of ['x-not-above', 'x-not-before']) if (copy[rule] === name) copy[rule] = to;
    return copy;
  };
  const renamed = Object.fromEntries(
    Object.entries(own).map(([key, schema]) => [key === name ? to : key, follow(schema)]),
  );
  const { [name]: ui, ...rest } = group.ui;
  const schema = {
    ...group.schema,
    properties: renamed,
    required: required(group.schema).map((one) => (one === name ? to : one)),
  };
  return inOrder(
    namesOf(group).map((one) => (one === name ? to : one)),
    { schema, ui: ui === undefined ? rest : { ...rest, [to]: ui } },
  );
}

export function requireField(group: Group, name: string, on: boolean): Group {
  const names = namesOf(group);
  const wanted = names.filter((one) => (one === name ? on : required(group.schema).includes(one)));
  return { ...group, schema: { ...group.schema, required: wanted } };
}

export function changeKind(group: Group, name: string, kind: FieldKind): Group {
  const own = properties(group.schema);
  const before = own[name];
  const { schema, ui } = asKind(kind, isObject(before) ? before : {});
  return {
    schema: { ...group.schema, properties: { ...own, [name]: schema } },
    ui: { ...group.ui, [name]: ui },
  };
}

export const isRequired = ({ schema }: Group, name: string): boolean => required(schema).includes(name);

/** Members beside a field that a rule may name. */
export function siblingsOfKind(group: Group, name: string, fits: (schema: Schema) => boolean): string[] {
  return namesOf(group).filter((one) => {
    const schema = properties(group.schema)[one];
    return one !== name && isObject(schema) && fits(schema);
  });
}
