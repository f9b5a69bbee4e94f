/** The form editor's changes: JSON Schema and UI schema together, without anybody writing JSON. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asKind, FIELD_KINDS, insideOf, kindOf } from '../../admin-ui/src/designer/field-kinds.ts';
import {
  addField,
  changeKind,
  type Group,
  isRequired,
  moveField,
  namesOf,
  removeField,
  renameField,
  requireField,
} from '../../admin-ui/src/designer/form-edits.ts';
import { sampleFacts } from '../../admin-ui/src/designer/sample.ts';
import { evaluateEligibility } from '../../domain/eligibility.ts';
import { formDesignFaults } from '../../domain/form-design-faults.ts';
import { schemaFault } from '../../domain/form-validator.ts';
import { loadPack } from '../../programmes/load.ts';

const { policy, categories } = loadPack('zhengzhou-ecommerce');
const sectionOf = (no: number): Group => {
  const { schema, uiSchema } = policy.form.sections[no] as (typeof policy.form.sections)[0];
  return { schema, ui: uiSchema };
};
const project = sectionOf(0);
const words = { title: '题', 'x-title-en': 'Title' };

describe('kinds of fields', () => {
  test.each(FIELD_KINDS)('%s is read back as itself, and both validators take it', (kind) => {
    const { schema } = asKind(kind, words);
    expect(kindOf(schema)).toBe(kind);
    expect(schema).toMatchObject(words);
    expect(schemaFault({ type: 'object', properties: { one: schema } })).toBeNull();
    expect(formDesignFaults({ type: 'object', properties: { one: schema } }, '')).toEqual([]);
  });

  test('every field of the Zhengzhou form has a kind, and groups show the fields inside', () => {
    const unknown: string[] = [];
    const walk = ({ schema, ui }: Group, path: string) => {
      for (const name of namesOf({ schema, ui })) {
        const own = (schema.properties as Record<string, Record<string, unknown>>)[name] ?? {};
        const kind = kindOf(own);
        if (kind === null) unknown.push(`${path}/${name}`);
        const inside = insideOf(kind);
        if (!inside) continue;
        const below = inside.schema === '' ? own : own[inside.schema.slice(1)];
        walk({ schema: below as Group['schema'], ui: {} }, `${path}/${name}`);
      }
    };
    for (const no of policy.form.sections.keys()) walk(sectionOf(no), String(no));
    expect(unknown).toEqual([]);
  });
});

describe('changes to a group', () => {
  test('a new field stands last, has a free name and lacks only its labels', () => {
    const group = addField(addField(project));
    expect(namesOf(group).slice(-2)).toEqual(['field1', 'field2']);
    expect(formDesignFaults(group.schema, '').map(({ path, rule }) => [path, rule])).toEqual(
      ['field1', 'field2'].flatMap((name) => [
        [`/properties/${name}/title`, 'missing'],
        [`/properties/${name}/x-title-en`, 'missing'],
      ]),
    );
  });

  test('a renamed field keeps place, presentation and obligation, and rules beside it follow', () => {
    const schedule: Group = {
      schema: (project.schema.properties as Record<string, Group['schema']>).schedule as Group['schema'],
      ui: {},
    };
    const renamed = renameField(schedule, 'startsOn', 'begunOn');
    expect(namesOf(renamed)).toEqual(['begunOn', 'finishesOn']);
    expect(isRequired(renamed, 'begunOn')).toBe(true);
    expect(renamed.schema.properties).toMatchObject({ finishesOn: { 'x-not-before': 'begunOn' } });
    expect(renameField(schedule, 'startsOn', 'finishesOn')).toBe(schedule);
    const summary = renameField(project, 'summary', 'outline');
    expect(summary.ui.outline).toEqual(project.ui.summary);
    expect(namesOf(summary).indexOf('outline')).toBe(namesOf(project).indexOf('summary'));
  });

  test('another kind keeps the words', () => {
    const changed = changeKind(project, 'summary', 'choice');
    const { summary } = changed.schema.properties as Record<string, Record<string, unknown>>;
    expect(summary).toMatchObject({ title: '项目概况', enum: ['optionA', 'optionB'] });
    expect(summary?.maxLength).toBeUndefined();
  });

  test('moving, removing and requiring keep exactly the fields there are', () => {
    const step = fc.record({ act: fc.constantFrom('move', 'remove', 'require'), a: fc.nat(20), b: fc.nat(20) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let group = project;
        for (const { act, a, b } of steps) {
          const names = namesOf(group);
          if (names.length === 0) break;
          const name = names[a % names.length] as string;
          if (act === 'move') {
            group = moveField(group, a % names.length, b % names.length);
            expect(namesOf(group)[b % names.length]).toBe(name);
          } else if (act === 'remove') group = removeField(group, name);
          else group = requireField(group, name, b % 2 === 0);
          expect([...namesOf(group)].sort((x, y) => x.localeCompare(y))).toEqual(
            Object.keys(group.schema.properties as object).sort((x, y) => x.localeCompare(y)),
          );
          expect(formDesignFaults(group.schema, '').filter(({ rule }) => rule === 'noSuchField')).toEqual([]);
        }
      }),
    );
  });
});

test('a sample has everything the rules read: none is missing', () => {
  const [category] = categories;
  if (!category) throw new Error('no category');
  const verdicts = evaluateEligibility(policy.eligibility, sampleFacts(policy.form.sections, category, '2026-01-05'));
  expect(verdicts.filter(({ verdict }) => verdict === 'missing' || verdict === 'error')).toEqual([]);
});
