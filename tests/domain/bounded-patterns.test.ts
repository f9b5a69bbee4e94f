/** Patterns that would stop the server: refused in a programme, and bounded where one is matched all the same. */
import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { expect, jest, test } from '@jest/globals';
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

test.each([
  ['short', 'aaa'],
  ['long', 'a'.repeat(500)],
  ['other', 'b'],
  ['empty', ''],
  ['full width', '　全角'],
  ['of many lines', 'a\nb'.repeat(900)],
])('other texts are matched as ever: %s', (_, text) => {
  for (const source of ['^a+$', '\\S', '^[^\\s@]+a[^\\s@]*$'])
    expect(boundedPattern(source, 'u').test(text)).toBe(new RegExp(source, 'u').test(text));
});

test('a text that took too long says nothing of shorter ones', () => {
  const pattern = boundedPattern('\\S*a\\S*a\\S*a\\S*c$', 'u');
  expect(pattern.test('a'.repeat(5000))).toBe(false);
  expect(pattern.test(`${'a'.repeat(300)}c`)).toBe(true);
});

test('an e-mail address of any allowed length has its verdict whatever the clock says', () => {
  const pattern = boundedPattern('^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$', 'u');
  const elapse = jest.spyOn(Script.prototype, 'runInContext').mockImplementation(() => {
    throw Object.assign(new Error('the machine stood still'), { code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' });
  });
  try {
    expect(pattern.test('contact@91410105ma0000001x.example.com')).toBe(true);
    expect(pattern.test(`${'a'.repeat(64)}@${'b.'.repeat(93)}cn`)).toBe(true);
    expect(pattern.test('nobody')).toBe(false);
  } finally {
    elapse.mockRestore();
  }
});

test('a moment in which the machine stands still refuses nothing', () => {
  const pattern = boundedPattern('\\S*a\\S*a\\S*a\\S*c$', 'u');
  const stall = jest.spyOn(Script.prototype, 'runInContext').mockImplementationOnce(() => {
    throw Object.assign(new Error('the machine stood still'), { code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' });
  });
  try {
    expect(pattern.test(`${'a'.repeat(300)}c`)).toBe(true);
  } finally {
    stall.mockRestore();
  }
});
