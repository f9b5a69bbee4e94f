/** Dates of a round for a chosen opening day. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, calendarOf, workingDaysBetween } from '../../domain/day-arithmetic.ts';
import { sampleTimeline } from '../../domain/sample-timeline.ts';
import { calendarYear } from '../../domain/working-days.ts';
import { loadPack } from '../../programmes/load.ts';

const { policy } = loadPack('zhengzhou-ecommerce');
const calendar = calendarOf([2025, 2026, 2027, 2028].flatMap(calendarYear));

test('the Zhengzhou round called on 1 September 2026 goes over the National Day into provisional 2027', () => {
  const steps = sampleTimeline(policy, '2026-09-01', calendar);
  expect(steps.map(({ key, to }) => [key, to])).toEqual([
    ['opening', '2026-09-01'],
    ['closing', '2026-10-01'],
    ['formCheck', '2026-10-13'],
    ['recommendation', '2026-10-27'],
    ['qualification', '2026-11-10'],
    ['drawPanel', '2026-11-13'],
    ['score', '2026-11-27'],
    ['propose', '2026-12-04'],
    ['deliberate', '2026-12-18'],
    ['notice', '2026-12-29'],
    ['publish', steps.at(-1)?.to],
  ]);
  expect(steps.filter(({ provisional }) => provisional).map(({ key }) => key)).toEqual(['publish']);
});

test('every step has the working days its policy gives, and none begins before the one before it ends', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), (later) => {
      const steps = sampleTimeline(policy, addDays('2025-01-01', later), calendar);
      steps.slice(2).forEach(({ key, workingDays, from, to }, i) => {
        const previous = steps[i + 1]?.to as string;
        expect(workingDaysBetween(calendar, previous, to)).toBe(workingDays);
        expect(from).toBe(key === 'notice' ? addDays(previous, 1) : previous);
      });
    }),
  );
});
