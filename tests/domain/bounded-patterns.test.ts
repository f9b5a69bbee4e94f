/** Patterns that would stop the server: refused in a programme, and bounded where one is matched all the same. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { boundedPattern, costlyPatterns, isCostlyPattern } from '../../domain/bounded-patterns.ts';
import { validateSection } from '../../domain/form-validator.ts';

const TEXT = `${'a'.repeat(60)}!`;

test.each(['^(a+)+$', '(a|aa)+$', '^(\\w+\\s?)*$', '(.*a){20}', '^((a|b)c?)*$', '((a+)b)+', '^(?:[a-z]{2,})+$'])(
  '%s is costly',
  (source) => expect(isCostlyPattern(source)).toBe(true),
);
test.each([
  '\\S',
  '^https?://\\S+$',
  '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$',
  '^\\d+(\\.\\d+)?$',
  '^(\\d{3}-)+$',
  '^(一|二|三)级$',
  '^[(+)*|]+$',
  '\\(a+\\)+',
  '^1\\d{10}$',
])('%s is not', (source) => expect(isCostlyPattern(source)).toBe(false));

test('a costly pattern is found under every keyword', () => {
  const schema = { properties: { 'a/b': { pattern: '(a+)+' } }, allOf: [{ not: { pattern: '(b*)*' } }] };
  expect(costlyPatterns(schema, '/s')).toEqual(['/s/properties/a~1b/pattern', '/s/allOf/0/not/pattern']);
});

test('the form in use has none', () => {
  const form = JSON.parse(readFileSync('programmes/zhengzhou-ecommerce/form.json', 'utf8')) as object;
  expect(JSON.stringify(form)).toContain('"pattern"');
  expect(costlyPatterns(form, '')).toEqual([]);
});

test('a text that cannot be matched in time does not match, and neither do a thousand of them', () => {
  const schema = {
    type: 'object',
    properties: { names: { type: 'array', items: { type: 'string', pattern: '^(a+)+$' } } },
  };
  const faults = validateSection(schema, { names: Array.from({ length: 1000 }, () => TEXT) });
  expect(faults).toHaveLength(1000);
  expect(new Set(faults.map(({ rule }) => rule))).toEqual(new Set(['pattern']));
});

test.each(['aaa', 'a'.repeat(500), 'b', '', '　全角', 'a\nb'.repeat(900)])(
  'other texts are matched as ever: %j',
  (text) => {
    for (const source of ['^a+$', '\\S', '^[^\\s@]+a[^\\s@]*$'])
      expect(boundedPattern(source, 'u').test(text)).toBe(new RegExp(source, 'u').test(text));
  },
);
