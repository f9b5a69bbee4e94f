/** A year as the State Council published it, from its list of days off and make-up workdays. */
import { addDays, type CalendarDay, isoWeekday } from './day-arithmetic.ts';

type NamedDay = { day: string; note: string };

/** All days of the year in order: Monday to Friday, less the days off, plus the make-up workdays. */
export function publishedYear(
  year: number,
  holidays: readonly NamedDay[],
  makeUpDays: readonly NamedDay[],
): CalendarDay[] {
  const off = new Map(holidays.map(({ day, note }) => [day, note]));
  const worked = new Map(makeUpDays.map(({ day, note }) => [day, note]));
  const days: CalendarDay[] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    const working = worked.has(day) || (!off.has(day) && isoWeekday(day) <= 5);
    days.push({ day, working, note: worked.get(day) ?? off.get(day) ?? null, provisional: false });
  }
  return days;
}
