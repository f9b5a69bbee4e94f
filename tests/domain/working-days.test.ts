import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addWorkingDays,
  calendarOf,
  calendarYear,
  daysBetween,
  shanghaiDay,
  workingDaysBetween,
} from '../../domain/working-days.ts';

const rows = [2025, 2026, 2027, 2028].flatMap(calendarYear);
const calendar = calendarOf(rows);

describe('the working calendar', () => {
  test('a year has all its days in order', () => {
    expect(calendarYear(2026)).toHaveLength(365);
    expect(calendarYear(2024)).toHaveLength(366);
    expect(rows.every((row, i) => i === 0 || row.day === addDays(rows[i - 1]?.day ?? '', 1))).toBe(true);
  });

  test('holidays are off, make-up workdays are worked', () => {
    expect(calendar('2026-10-01')).toEqual({ day: '2026-10-01', working: false, note: '国庆节', provisional: false });
    expect(calendar('2026-10-10')).toEqual({ day: '2026-10-10', working: true, note: '国庆节', provisional: false });
    expect(calendar('2026-11-23')).toEqual({ day: '2026-11-23', working: true, note: null, provisional: false });
    expect(calendarOf(calendarYear(2012))('2012-09-29').working).toBe(true);
    expect(calendarOf(calendarYear(2010))('2010-02-15').working).toBe(false);
  });

  test('a year that is not published is Monday to Friday and provisional', () => {
    expect(calendar('2027-10-01')).toEqual({ day: '2027-10-01', working: true, note: null, provisional: true });
    expect(calendar('2027-10-02').working).toBe(false);
  });
});

describe('deadlines in working days', () => {
  test('the day itself is not counted, the holiday week is passed over', () => {
    expect(addWorkingDays(calendar, '2026-09-30', 1)).toEqual({ day: '2026-10-08', provisional: false });
    expect(addWorkingDays(calendar, '2026-10-09', 1).day).toBe('2026-10-10');
    expect(addWorkingDays(calendar, '2026-12-31', 1)).toEqual({ day: '2027-01-01', provisional: true });
    expect(addWorkingDays(calendar, '2026-10-08', -1).day).toBe('2026-09-30');
  });

  const day = fc.integer({ min: 0, max: 700 }).map((n) => addDays('2025-06-01', n));

  test('the n-th working day is a working day, n working days away', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (from, n) => {
        const due = addWorkingDays(calendar, from, n).day;
        expect(calendar(due).working).toBe(true);
        expect(workingDaysBetween(calendar, from, due)).toBe(n);
        expect(daysBetween(from, due)).toBeGreaterThanOrEqual(n);
      }),
    );
  });

  test('two steps are one', () => {
    const n = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(day, n, n, (from, a, b) => {
        const once = addWorkingDays(calendar, from, a + b).day;
        expect(addWorkingDays(calendar, addWorkingDays(calendar, from, a).day, b).day).toBe(once);
      }),
    );
  });

  test('a day that the calendar does not hold is an error, not a guess', () => {
    expect(() => addWorkingDays(calendar, '2028-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('2026-13-01', 1)).toThrow(RangeError);
  });

  test('an instant belongs to the day of Beijing', () => {
    expect(shanghaiDay('2026-11-23T15:59:59Z')).toBe('2026-11-23');
    expect(shanghaiDay('2026-11-23T16:00:00Z')).toBe('2026-11-24');
  });
});
