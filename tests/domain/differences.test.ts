import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { differences, isUnder, pointerStep, pointerSteps, valueAt } from '../../domain/differences.ts';
import { sha256Hex } from '../../domain/hashing.ts';
import { receiptNumber } from '../../domain/receipt-number.ts';
import { canonicalJson, frozenContent, signedText } from '../../domain/submission-content.ts';

const json = fc.jsonValue({ depthSize: 'small' });

describe('differences', () => {
  test('changed, added and removed members', () => {
    expect(differences({ a: 1, b: { c: 'x' }, d: [1] }, { a: 2, b: { c: 'x', e: null }, f: true })).toEqual([
      { pointer: '/a', before: 1, after: 2 },
      { pointer: '/b/e', after: null },
      { pointer: '/d', before: [1] },
      { pointer: '/f', after: true },
    ]);
  });

  test('lists by index, lists of coded elements by code', () => {
    expect(differences([1, 2], [1, 3, 4])).toEqual([
      { pointer: '/1', before: 2, after: 3 },
      { pointer: '/2', after: 4 },
    ]);
    const before = [
      { code: 'a', n: 1 },
      { code: 'b', n: 2 },
    ];
    expect(differences(before, [{ code: 'b', n: 3 }])).toEqual([
      { pointer: '/0/n', before: 2, after: 3 },
      { pointer: '/0', before: { code: 'a', n: 1 } },
    ]);
  });

  test('a value does not differ from its copy', () => {
    fc.assert(fc.property(json, (value) => expect(differences(value, structuredClone(value))).toEqual([])));
  });

  test('there is a difference exactly when the canonical forms differ, and every pointer leads to it', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        const coded = JSON.stringify([a, b]).match(/"(code|key)"/);
        fc.pre(!coded && JSON.stringify(a) !== '-0');
        const found = differences(a, b);
        expect(found.length > 0).toBe(canonicalJson(a) !== canonicalJson(b));
        for (const { pointer, before, after } of found) {
          expect(valueAt(a, pointer)).toEqual(before);
          expect(valueAt(b, pointer)).toEqual(after);
        }
      }),
    );
  });

  test('pointers are escaped and read back', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (steps) => {
        expect(pointerSteps(steps.map(pointerStep).join(''))).toEqual(steps);
      }),
    );
    expect(isUnder('/a/b', '/a')).toBe(true);
    expect(isUnder('/ab', '/a')).toBe(false);
    expect(isUnder('/a', '')).toBe(true);
  });
});

describe('the frozen content', () => {
  test('members in order, no blanks, numbers as ECMAScript writes them (RFC 8785)', () => {
    expect(
      canonicalJson({ b: [1e21, 0.1, -0, 1e-7], a: '\u20ac$\u000f\nA\'\u0042"\\"/', '\u{1f600}': 1, '\ufb33': 2 }),
    ).toBe('{"a":"€$\\u000f\\nA\'B\\"\\\\\\"/","b":[1e+21,0.1,0,1e-7],"😀":1,"\ufb33":2}');
  });

  test.each([[undefined], [Number.NaN], [Number.POSITIVE_INFINITY], [10n], [() => 1], ['\ud800']])(
    'what JSON cannot say is refused: %p',
    (value) => expect(() => canonicalJson({ value })).toThrow(TypeError),
  );

  test('the order of members does not matter, and it reads back as the same value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        const text = canonicalJson(value);
        expect(canonicalJson(turned)).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  test('parties and attachments stand in a fixed order, the lead first; a signer sees only hashes of private sections', () => {
    const party = (enterpriseId: string, lead: boolean) => ({
      enterpriseId,
      name: enterpriseId,
      identifier: enterpriseId,
      lead,
      shareBp: 5_000,
      sections: { secret: { amount: 42 } },
    });
    const file = (slot: string) => ({ slot, enterpriseId: null, fileName: 'f', byteCount: 1, sha256: '00' });
    const base = { applicationId: 'a', roundId: 'r', categoryNo: 1, formVersion: 1, shared: { p: 1 } };
    const one = frozenContent({
      ...base,
      parties: [party('a', false), party('b', true)],
      attachments: [file('y'), file('x')],
    });
    const two = frozenContent({
      ...base,
      parties: [party('b', true), party('a', false)],
      attachments: [file('x'), file('y')],
    });
    expect(one.parties.map(({ enterpriseId }) => enterpriseId)).toEqual(['b', 'a']);
    expect(canonicalJson(one)).toBe(canonicalJson(two));
    expect(signedText(one, sha256Hex)).toBe(signedText(two, sha256Hex));
    expect(signedText(one, sha256Hex)).not.toContain('42');
  });
});

test('number of a receipt: prefix, year, category, serial', () => {
  expect(receiptNumber('ZZEC', 2026, 4, 7)).toBe('ZZEC-2026-04-0007');
  expect(receiptNumber('ZZEC', 2026, 10, 12_345)).toBe('ZZEC-2026-10-12345');
  expect(() => receiptNumber('zz', 2026, 4, 7)).toThrow(RangeError);
  expect(() => receiptNumber('ZZEC', 2026, 4, 0)).toThrow(RangeError);
});
