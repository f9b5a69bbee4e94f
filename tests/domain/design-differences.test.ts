/** What changed between two versions of a programme, as people read it. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { designChanges, stepsTo } from '../../domain/design-differences.ts';
import { valueAt } from '../../domain/differences.ts';
import { loadPack } from '../../programmes/load.ts';

const pack = loadPack('zhengzhou-ecommerce');
const changed = (change: (copy: typeof pack) => void) => {
  const copy = structuredClone(pack);
  change(copy);
  return copy;
};
const short = (changes: ReturnType<typeof designChanges>) => changes.map(({ kind, pointer }) => [kind, pointer]);

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('a', 'b', 1, 2, true, null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), value: tie('value') }), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('x', 'y', 'key', 'zh', 'en'), tie('value'), { maxKeys: 4 }),
  ),
})).value;

describe('changes between two versions', () => {
  test('there are none exactly when both say the same', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(designChanges(a, structuredClone(a))).toEqual([]);
        const same = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
        expect(designChanges(a, b).length === 0).toBe(same);
      }),
    );
  });

  test('read backwards, what was added was removed and the other way round', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        const count = (changes: ReturnType<typeof designChanges>, kind: string) =>
          changes.filter((change) => change.kind === kind).length;
        const [forth, back] = [designChanges(a, b), designChanges(b, a)];
        expect(count(back, 'added')).toBe(count(forth, 'removed'));
        expect(count(back, 'removed')).toBe(count(forth, 'added'));
        expect(count(back, 'changed')).toBe(count(forth, 'changed'));
        expect(count(back, 'moved')).toBe(count(forth, 'moved'));
      }),
    );
  });

  test('every pointer leads to the value it tells of', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        for (const { kind, pointer, before, after } of designChanges(a, b)) {
          if (kind === 'moved') continue;
          if (kind === 'removed') expect(valueAt(a, pointer)).toEqual(before);
          else expect(valueAt(b, pointer)).toEqual(after);
        }
      }),
    );
  });

  test('a desk put before another is moved, and its own changes are told at it', () => {
    const after = changed(({ policy }) => {
      policy.desks.unshift(...policy.desks.splice(1, 1));
      if (policy.desks[0]) policy.desks[0].workingDays = 8;
    });
    const changes = designChanges(pack, after);
    expect(short(changes)).toEqual([
      ['changed', '/policy/desks/0/workingDays'],
      ['moved', '/policy/desks'],
    ]);
    expect(changes[0]?.steps).toEqual([
      { name: 'policy' },
      { name: 'desks' },
      { label: { zh: '县(市、区)推荐', en: 'District recommendation' }, key: 'recommendation' },
      { name: 'workingDays' },
    ]);
    expect(changes[1]).toMatchObject({ before: [{ zh: '形式审查' }, { zh: '县(市、区)推荐' }, { zh: '资格审查' }] });
  });

  test('tie-breakers in another order are moved; a new one is added', () => {
    const after = changed(({ policy }) => {
      policy.selection.tieBreakers.reverse();
      policy.selection.tieBreakers.push({ kind: 'criterion', key: 'security' });
    });
    expect(short(designChanges(pack, after))).toEqual([
      ['added', '/policy/selection/tieBreakers/4'],
      ['moved', '/policy/selection/tieBreakers'],
    ]);
  });

  test('a field of the form is named by its label, in both languages', () => {
    const after = changed(({ policy }) => {
      const properties = policy.form.sections[0]?.schema.properties as Record<string, Record<string, unknown>>;
      (properties.summary as Record<string, unknown>).maxLength = 500;
    });
    const [change] = designChanges(pack, after);
    expect(change).toMatchObject({ kind: 'changed', before: 2000, after: 500 });
    expect(change?.steps).toContainEqual({ label: { zh: '项目概况', en: 'Summary' }, key: 'summary' });
    expect(change?.steps).toContainEqual({ label: { zh: '项目', en: 'Project' }, key: 'project' });
    const steps = ['policy', 'form', 'sections', '0', 'schema', 'properties', 'summary', 'maxLength'];
    expect(stepsTo(after, steps)).toEqual(change?.steps);
  });

  test('a field that is no longer required is named by its label too', () => {
    const after = changed(({ policy }) => {
      const schema = policy.form.sections[0]?.schema as { required: string[] };
      schema.required = schema.required.filter((name) => name !== 'summary');
    });
    expect(designChanges(pack, after)).toMatchObject([{ kind: 'removed', before: 'summary' }]);
    expect(designChanges(pack, after)[0]?.steps.at(-1)).toEqual({
      label: { zh: '项目概况', en: 'Summary' },
      key: 'summary',
    });
  });

  test('a text in two languages changes as one', () => {
    const after = changed((copy) => {
      if (copy.guide[0]) copy.guide[0].title = { zh: '支持对象', en: 'What is supported' };
    });
    expect(short(designChanges(pack, after))).toEqual([['changed', '/guide/0/title']]);
  });
});

/** Members in one order, so that equal values have equal texts. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { members: members.map(([name, below]) => [name, sorted(below)]) };
}
