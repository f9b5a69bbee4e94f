/**
 * The working calendar of mainland China with holidays and make-up workdays (调休). Carries the published data, so it is
 * for servers; pages use `day-arithmetic.ts`.
 */
import chineseDays from 'chinese-days';
import { addDays, type CalendarDay, isoWeekday } from './day-arithmetic.ts';

export * from './day-arithmetic.ts';

/** First and last year whose holidays the data holds as published by the State Council. */
export const FIRST_KNOWN_YEAR = 2004;
export const LAST_KNOWN_YEAR = 2026;

/**
 * All days of a year, 365 or 366 rows in order. Outside the published years Monday to Friday count as working days and
 * every row is provisional. `note` is the Chinese name of the holiday that a day off or a make-up workday belongs to.
 */
export function calendarYear(year: number): CalendarDay[] {
  if (!Number.isInteger(year) || year < 1992 || year > 2200) throw new RangeError(`not a calendar year: ${year}`);
  const known = year >= FIRST_KNOWN_YEAR && year <= LAST_KNOWN_YEAR;
  const rows: CalendarDay[] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    if (known) {
      // The library reads a bare date as UTC and then asks for local parts: noon of local time is the same day everywhere.
      const detail = chineseDays.getDayDetail(new Date(year, Number(day.slice(5, 7)) - 1, Number(day.slice(8)), 12));
      const names = detail.name.split(',');
      rows.push({ day, working: detail.work, note: names.length > 1 ? (names[1] ?? null) : null, provisional: false });
    } else {
      rows.push({ day, working: isoWeekday(day) <= 5, note: null, provisional: true });
    }
  }
  return rows;
}
