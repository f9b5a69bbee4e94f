import { type Schema as CfworkerSchema, Validator } from '@cfworker/json-schema';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allFaults, faultsOfCfworker, type Schema } from '../../domain/form-faults.ts';
import { validateSection } from '../../domain/form-validator.ts';
import { formForCategory } from '../../domain/forms.ts';
import { demoCast } from '../../programmes/demo.ts';
import { loadPack } from '../../programmes/load.ts';

const pack = loadPack('zhengzhou-ecommerce');
const food = pack.categories.find(({ no }) => no === 3) ?? pack.categories[0];
if (!food) throw new Error('no category');
const sections = formForCategory(pack.policy.form, food).sections;

/** What the browser says: @cfworker/json-schema and the rules between fields. */
function inBrowser(schema: Schema, data: unknown) {
  const { errors } = new Validator(schema as CfworkerSchema, '2020-12', false).validate(data);
  return allFaults(schema, data, faultsOfCfworker(errors));
}

const samples = new Map<string, unknown[]>();
for (const application of demoCast('zhengzhou-ecommerce')?.applications ?? []) {
  const all = [application.shared, ...application.parties.map((party) => party.sections)];
  for (const [key, data] of all.flatMap((part) => Object.entries(part)))
    samples.set(key, [...(samples.get(key) ?? []), data]);
}

/** Values a person or a program might put into any field, right and wrong. */
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1,
    1.5,
    2026,
    1e300,
    Number.MAX_SAFE_INTEGER,
    '',
    ' ',
    '\u3000',
    '\u0000',
    [],
    {},
  ),
  fc.constantFrom('2026-02-29', '2028-02-29', '2026-13-01', '0000-01-01', '2026-1-1', '20260101', '9999-12-31'),
  fc.constantFrom(
    'https://a.example',
    'ftp://a',
    'https://a b',
    'a@b.cn',
    'a@b',
    '@',
    '13800000101',
    '豫ICP备12345678号',
  ),
  fc.constantFrom(
    'planned',
    'built',
    'backbone',
    'security',
    '汉'.repeat(100),
    '汉'.repeat(101),
    '𠮷'.repeat(50),
    '𠮷'.repeat(51),
  ),
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.jsonValue({ depthSize: 'xsmall' }),
);

/** Steps to a random place of a JSON value, and what to do there. */
const change = fc.record({
  path: fc.array(fc.nat(20), { maxLength: 4 }),
  act: fc.constantFrom('set', 'drop', 'add'),
  value: leaf,
});

function changed(data: unknown, { path, act, value }: { path: number[]; act: string; value: unknown }): unknown {
  const copy = structuredClone(data);
  let here: unknown = copy;
  for (const step of path.slice(0, -1)) {
    if (typeof here !== 'object' || here === null) break;
    const keys = Object.keys(here);
    const next = (here as Record<string, unknown>)[keys[step % (keys.length || 1)] ?? ''];
    if (typeof next !== 'object' || next === null) break;
    here = next;
  }
  if (typeof here !== 'object' || here === null) return value;
  const keys = Object.keys(here);
  const key = keys[(path.at(-1) ?? 0) % (keys.length || 1)] ?? '0';
  if (act === 'set') (here as Record<string, unknown>)[key] = value;
  else if (Array.isArray(here)) here.push(act === 'add' ? value : structuredClone(here[0] ?? value));
  else if (act === 'drop') delete (here as Record<string, unknown>)[key];
  else (here as Record<string, unknown>)[`more${path.length}`] = value;
  return copy;
}

describe.each(sections.map(({ key, schema }) => [key, schema] as [string, Schema]))('section %s', (key, schema) => {
  const given = (samples.get(key) ?? []).filter((data) => validateSection(schema, data).length === 0);

  test('a filled section is valid on both sides', () => {
    expect(given.length).toBeGreaterThan(0);
    for (const data of given) expect(inBrowser(schema, data)).toEqual([]);
  });

  test('an empty section and values of another type get the same faults', () => {
    for (const data of [{}, [], null, 'x', 3, true])
      expect(inBrowser(schema, data)).toEqual(validateSection(schema, data));
  });

  test('a filled section changed at random places gets the same faults', () => {
    fc.assert(
      fc.property(fc.constantFrom(...given), fc.array(change, { minLength: 1, maxLength: 4 }), (data, changes) => {
        const result = changes.reduce<unknown>(changed, data);
        expect(inBrowser(schema, result)).toEqual(validateSection(schema, result));
      }),
      { numRuns: 400 },
    );
  });

  test('any JSON gets the same faults', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => expect(inBrowser(schema, data)).toEqual(validateSection(schema, data))),
    );
  });
});

test('the control: a schema on which the two differ is found', () => {
  const schema = { type: 'object', properties: { at: { type: 'string', format: 'date-time' } } };
  const data = { at: 'never' };
  expect(inBrowser(schema, data)).toEqual([{ pointer: '/at', rule: 'format' }]);
  expect(() => validateSection(schema, data)).toThrow(/unknown format/);
});
