/** Arithmetic on calendar days `YYYY-MM-DD` of Asia/Shanghai. Pure: the calendar is given as rows. */

/** One day of the working calendar. `provisional` days belong to a year whose holidays are not published yet. */
export type CalendarDay = { day: string; working: boolean; note: string | null; provisional: boolean };

const MS_PER_DAY = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const toMs = (day: string): number => {
  const ms = DAY.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`not a calendar day: ${day}`);
  return ms;
};
const fromMs = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The day `n` calendar days later (earlier when negative). */
export function addDays(day: string, n: number): string {
  return fromMs(toMs(day) + n * MS_PER_DAY);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((toMs(to) - toMs(from)) / MS_PER_DAY);
}

/** Monday = 1 … Sunday = 7. */
export function isoWeekday(day: string): number {
  return new Date(toMs(day)).getUTCDay() || 7;
}

/** Calendar day of an instant in Beijing time (UTC+8, no summer time since 1991). */
export function shanghaiDay(instant: string | Date): string {
  const ms = typeof instant === 'string' ? Date.parse(instant) : instant.getTime();
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${String(instant)}`);
  return fromMs(ms + 8 * 3_600_000);
}

/** A calendar that answers by day; a day outside the rows is an error, never a guess. */
export function calendarOf(rows: Iterable<CalendarDay>): (day: string) => CalendarDay {
  const byDay = new Map<string, CalendarDay>();
  for (const row of rows) byDay.set(row.day, row);
  return (day) => {
    const row = byDay.get(day);
    if (!row) throw new RangeError(`the calendar does not hold ${day}`);
    return row;
  };
}

/**
 * The `n`-th working day after `from`; the day `from` itself is not counted. `n` = 0 gives `from`, a negative `n` counts
 * back. `provisional` tells that a day on the way belongs to a year that is not published yet.
 */
export function addWorkingDays(
  calendar: (day: string) => CalendarDay,
  from: string,
  n: number,
): { day: string; provisional: boolean } {
  let day = from;
  let left = Math.abs(n);
  let provisional = false;
  const step = n < 0 ? -1 : 1;
  while (left > 0) {
    day = addDays(day, step);
    const row = calendar(day);
    provisional ||= row.provisional;
    if (row.working) left -= 1;
  }
  return { day, provisional };
}

/** Working days after `from` up to and with `to`; negative when `to` is earlier. */
export function workingDaysBetween(calendar: (day: string) => CalendarDay, from: string, to: string): number {
  if (to < from) return -workingDaysBetween(calendar, to, from);
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (calendar(day).working) count += 1;
  return count;
}
