import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LOCALES } from '../../contracts/vocabulary.ts';
import { renderMessage } from '../../domain/messages/render.ts';
import { COMPOSED, SAMPLES, TEMPLATES } from '../../domain/messages/samples.ts';
import { builtInText, fillIn, templateFaults, wordsOf } from '../../domain/messages/template-text.ts';
import { zh } from '../../domain/messages/texts.zh.ts';
import type { MessageValues, TemplateName } from '../../domain/messages/values.ts';

const each = LOCALES.flatMap((locale) =>
  TEMPLATES.filter((template) => !COMPOSED.includes(template)).map((template) => [locale, template] as const),
);
const render = (
  locale: 'zh' | 'en',
  template: TemplateName,
  values: object,
  edited?: { subject: string; body: string },
) => renderMessage(locale, template, values as MessageValues[TemplateName] as never, edited);

test('every template has a sample', () => {
  expect([...TEMPLATES].sort()).toEqual(Object.keys(zh).sort());
});

test.each(each)(
  '%s %s: the built-in text in the editor’s notation says the same and is without fault',
  (locale, template) => {
    const text = builtInText(locale, template);
    const values = SAMPLES[template];
    expect(render(locale, template, values, text)).toEqual(render(locale, template, values));
    expect(templateFaults(locale, template, text)).toEqual([]);
    for (const name of ['reason', 'body'].filter((optional) => optional in values)) {
      const without = { ...values, [name]: null };
      expect(render(locale, template, without, text)).toEqual(render(locale, template, without));
    }
  },
);

describe('an edited text', () => {
  const faults = (subject: string, body: string) =>
    templateFaults('zh', 'closingExtended', { subject, body }).map(({ field, rule, names }) =>
      [field, rule, names].join(' ').trim(),
    );
  test.each([
    ['', '{closesAt} {reason}', 'subject empty'],
    ['x', ' ', 'body empty'],
    ['x'.repeat(201), '{closesAt} {reason}', 'subject tooLong'],
    ['a\nb', '{closesAt} {reason}', 'subject oneLine'],
    ['x', '{closesAt} {reason} {deadline} {who}', 'body unknownPlaceholder {deadline} {who}'],
    ['x', '{closesAt} {reason} [[', 'body unclosed'],
    ['x', '{closesAt} {reason', 'body unclosed'],
    ['x', '{round}', 'body missingPlaceholder {closesAt} {reason}'],
  ])('“%s” / “%s”: %s', (subject, body, fault) => {
    expect(faults(subject, body)).toContain(fault);
  });
  test('without fault has none', () => {
    expect(faults('截止 {closesAt}', '{round}[[：{reason}]]')).toEqual([]);
  });
  test('leaves an optional part out only when a value in it is empty', () => {
    const text = 'a[[\nReason: {reason}]]z';
    expect(fillIn(text, { reason: '' })).toBe('az');
    expect(fillIn(text, { reason: 'b' })).toBe('a\nReason: bz');
  });
  test('never puts a value in twice: what a person typed is not read as a placeholder', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(fillIn('{a}{b}', { a: typed, b: '' })).toBe(typed);
      }),
    );
    expect(fillIn('{a}', { a: '[[{b}]]', b: 'secret' })).toBe('[[{b}]]');
  });
});

test('a deadline at midnight is said as the end of the day before', () => {
  expect(wordsOf('zh', { dueAt: '2026-12-04T16:00:00.000Z' })).toEqual({ dueAt: '2026-12-04 24:00' });
});
