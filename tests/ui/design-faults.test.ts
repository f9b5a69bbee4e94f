/** Every rule that a programme's content can break has words on the page, and every way to a fault can be said. */
import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import design from '../../admin-ui/src/i18n/design.ts';
import { TABS, tabOf } from '../../admin-ui/src/designer/parts.ts';
import { judgePack } from '../../domain/judge-pack.ts';
import { loadPack } from '../../programmes/load.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const pack = loadPack('zhengzhou-ecommerce');
const words = new Set(Object.keys(design.zh.fault));

test('the rules that the checks name have words', () => {
  const named = ['domain/programme-faults.ts', 'domain/form-design-faults.ts'].flatMap((file) =>
    [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(/rule: '(\w+)'/g)].map((match) => match[1] as string),
  );
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((rule) => !words.has(rule))).toEqual([]);
});

/** Copies of a value, each with something wrong put at one of its places. */
function* spoiled(value: unknown): Generator<unknown> {
  const wrong = ['', -1, 1e9, null, [], {}, 'x'];
  const walk = function* (here: unknown, at: (string | number)[]): Generator<(string | number)[]> {
    if (typeof here !== 'object' || here === null) return;
    for (const key of Object.keys(here).slice(0, 3)) {
      yield [...at, key];
      yield* walk((here as Record<string, unknown>)[key], [...at, key]);
    }
  };
  let no = 0;
  for (const at of walk(value, [])) {
    const copy = structuredClone(value);
    const holder = at.slice(0, -1).reduce<unknown>((one, key) => (one as Record<string, unknown>)[key], copy);
    (holder as Record<string, unknown>)[at.at(-1) as string] = wrong[no++ % wrong.length];
    yield copy;
  }
}

test('whatever is spoiled, its faults have words and a tab', () => {
  const { form: _form, ...policy } = pack.policy;
  const bare = new Set<string>();
  let found = 0;
  for (const copy of spoiled({ policy, guide: pack.guide.slice(0, 1) })) {
    const { policy: own, ...rest } = copy as { policy: object };
    const content = { ...pack, ...rest, policy: typeof own === 'object' ? { form: pack.policy.form, ...own } : own };
    for (const { rule, path: at } of judgePack(content).faults) {
      found += 1;
      if (!words.has(rule)) bare.add(rule);
      expect(TABS).toContain(tabOf(at));
    }
  }
  expect(found).toBeGreaterThan(40);
  expect([...bare]).toEqual([]);
});
