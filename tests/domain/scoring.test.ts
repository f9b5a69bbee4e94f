import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Rubric } from '../../contracts/policy.ts';
import { checkSheet, pointsText, type ScoreSheet, scoreApplication, sheetTotal } from '../../domain/scoring.ts';

const text = { zh: '文', en: 'Text' };
const criterion = (key: string, maxPoints: number) => ({ key, label: text, maxPoints, anchors: [], basis: 'x' });
const rubric: Rubric = { criteria: [criterion('a', 60), criterion('b', 40)], passMark: 60, dropExtremes: true };
const sheet = (expertId: string, a: number, b: number): ScoreSheet => ({ expertId, points: { a, b } });

describe('result of an application', () => {
  test('the highest and the lowest total of five are left out', () => {
    const result = scoreApplication(rubric, [
      sheet('1', 50, 30),
      sheet('2', 10, 0),
      sheet('3', 60, 40),
      sheet('4', 50.5, 30),
      sheet('5', 40, 30),
    ]);
    expect(result.totals.map(({ dropped }) => dropped)).toEqual([null, 'lowest', 'highest', null, null]);
    expect(result.counted).toBe(3);
    expect(result.averageHundredths).toBe(7_683); // 230.5 / 3
    expect(result.criteria).toEqual({ a: 4_683, b: 3_000 });
    expect(result.passed).toBe(true);
  });

  test('with fewer than five, or where the policy says so, nothing is left out', () => {
    const four = ['1', '2', '3', '4'].map((id, i) => sheet(id, 10 * i, 0));
    expect(scoreApplication(rubric, four).counted).toBe(4);
    const five = [...four, sheet('5', 60, 40)];
    expect(scoreApplication({ ...rubric, dropExtremes: false }, five).counted).toBe(5);
  });

  test('an average a hair below the pass mark does not pass and is not shown as the mark', () => {
    const result = scoreApplication({ ...rubric, dropExtremes: false }, [
      sheet('1', 60, 0),
      sheet('2', 60, 0),
      sheet('3', 59.99, 0),
    ]);
    expect(pointsText(result.averageHundredths)).toBe('59.99');
    expect(result.passed).toBe(false);
    expect(scoreApplication({ ...rubric, dropExtremes: false }, [sheet('1', 60, 0)]).passed).toBe(true);
  });

  test('no sheets, no result', () => expect(() => scoreApplication(rubric, [])).toThrow(RangeError));

  const points = fc.record({ a: fc.integer({ min: 0, max: 6_000 }), b: fc.integer({ min: 0, max: 4_000 }) });
  const sheets = fc
    .array(points, { minLength: 1, maxLength: 9 })
    .map((list) => list.map(({ a, b }, i) => sheet(`e${i}`, a / 100, b / 100)));

  test('the order of sheets does not matter; the average lies between the counted totals; one of each extreme goes', () => {
    fc.assert(
      fc.property(sheets, (given) => {
        const result = scoreApplication(rubric, given);
        expect(scoreApplication(rubric, [...given].reverse())).toEqual(result);
        const kept = result.totals.filter(({ dropped }) => dropped === null).map((total) => total.totalHundredths);
        const gone = result.totals.filter(({ dropped }) => dropped !== null);
        expect(gone).toHaveLength(given.length >= 5 ? 2 : 0);
        expect(result.averageHundredths).toBeGreaterThanOrEqual(Math.min(...kept));
        expect(result.averageHundredths).toBeLessThanOrEqual(Math.max(...kept));
        expect(result.passed).toBe(kept.reduce((sum, total) => sum + total, 0) >= 6_000 * kept.length);
      }),
    );
  });

  test('totals are exact in hundredths', () => {
    expect(sheetTotal(rubric, sheet('1', 0.1, 0.2))).toBe(30);
    fc.assert(fc.property(points, ({ a, b }) => sheetTotal(rubric, sheet('1', a / 100, b / 100)) === a + b));
  });
});

describe('a sheet', () => {
  test('every criterion, in range, at most two decimals, nothing unknown', () => {
    expect(checkSheet(rubric, { a: 60, b: 0.25 })).toEqual([]);
    expect(checkSheet(rubric, { a: 60.01, c: 1 })).toEqual([
      { criterion: 'a', rule: 'range' },
      { criterion: 'b', rule: 'missing' },
      { criterion: 'c', rule: 'unknown' },
    ]);
    expect(checkSheet(rubric, { a: -1, b: 0.001 })).toEqual([
      { criterion: 'a', rule: 'range' },
      { criterion: 'b', rule: 'decimals' },
    ]);
    expect(checkSheet(rubric, { a: Number.NaN, b: Number.POSITIVE_INFINITY })).toHaveLength(2);
  });
});
