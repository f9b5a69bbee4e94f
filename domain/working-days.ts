/**
 * The working calendar of mainland China with holidays and make-up workdays (调休), from the published data of
 * `chinese-days`. For servers; pages use `day-arithmetic.ts`.
 */
import { createRequire } from 'node:module';
import { addDays, type CalendarDay, isoWeekday } from './day-arithmetic.ts';

export * from './day-arithmetic.ts';

// The library's functions answer in the host's time zone; its data is by plain day, so the data is read instead.
type Published = { holidays: Record<string, string>; workdays: Record<string, string> };
const published = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as Published;

/** First and last year whose holidays the data holds as published by the State Council. */
export const FIRST_KNOWN_YEAR = 2004;
export const LAST_KNOWN_YEAR = 2026;

/** `National Day,国庆节,3` → `国庆节`. */
const noteOf = (name: string): string => name.split(',')[1] ?? name;

/**
 * All days of a year, 365 or 366 rows in order. Outside the published years Monday to Friday count as working days and
 * every row is provisional. `note` is the Chinese name of the holiday that a day off or a make-up workday belongs to.
 */
export function calendarYear(year: number): CalendarDay[] {
  if (!Number.isInteger(year) || year < 1992 || year > 2200) throw new RangeError(`not a calendar year: ${year}`);
  const provisional = year < FIRST_KNOWN_YEAR || year > LAST_KNOWN_YEAR;
  const rows: CalendarDay[] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    const off = provisional ? undefined : published.holidays[day];
    const makeUp = provisional ? undefined : published.workdays[day];
    const working = makeUp !== undefined || (off === undefined && isoWeekday(day) <= 5);
    const name = makeUp ?? off;
    rows.push({ day, working, note: name === undefined ? null : noteOf(name), provisional });
  }
  return rows;
}
