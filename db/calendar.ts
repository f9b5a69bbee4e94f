/** The legal calendar in the database: what every deadline is computed from. */
import { calendarYear } from '../domain/working-days.ts';
import type { Tx } from './client.ts';

/** First year with published data. */
export const FIRST_CALENDAR_YEAR = 2004;

export type CalendarDay = { day: string; working: boolean; note: string | null; provisional: boolean };

/**
 * Writes the days of one year and renumbers the ordinals. Days given replace what was there: a provisional year becomes published.
 */
export async function loadCalendarDays(tx: Tx, days: readonly CalendarDay[]): Promise<void> {
  await tx`
    insert into calendar_days ${tx(
      days.map(({ day, working, note, provisional }) => ({ day, is_working: working, note, provisional })),
    )}
    on conflict (day) do update set is_working = excluded.is_working, note = excluded.note, provisional = excluded.provisional`;
  await tx`select renumber_calendar()`;
}

/** Loads every year from 2004 up to `untilYear`; years without published data are Monday to Friday and provisional. */
export async function loadKnownYears(tx: Tx, untilYear: number): Promise<void> {
  for (let year = FIRST_CALENDAR_YEAR; year <= untilYear; year++) {
    const days = calendarYear(year);
    await tx`
      insert into calendar_days ${tx(
        days.map(({ day, working, note, provisional }) => ({ day, is_working: working, note, provisional })),
      )}
      on conflict (day) do nothing`;
  }
  await tx`select renumber_calendar()`;
}

/**
 * Deadlines of open tasks on the legal clock that fell into a provisional year are computed again from the day each task opened.
 * @returns ids of the cases whose deadlines moved.
 */
export async function recomputeProvisionalDeadlines(tx: Tx): Promise<string[]> {
  const rows = await tx<{ caseId: string }[]>`
    with again as (
      select t.id, due_at(t.opened_at, t.working_days, null) as due,
             case when t.remind_before_working_days > 0 and t.working_days > t.remind_before_working_days
                  then due_at(t.opened_at, t.working_days - t.remind_before_working_days, null) end as remind
      from tasks t join cases c on c.id = t.case_id
      where t.status = 'open' and t.due_provisional is not null and c.working_day_ms is null)
    update tasks t set due_at = a.due, remind_at = a.remind,
      due_provisional = case when is_provisional(a.due) then 'calendarNotPublished' end
    from again a where a.id = t.id
    returning t.case_id`;
  return [...new Set(rows.map((row) => row.caseId))];
}

/** One year for the operator's page; a year that is not there has no days. */
export async function readCalendarYear(tx: Tx, year: number) {
  const [days, years] = await Promise.all([
    tx<CalendarDay[]>`
      select day, is_working as working, note, provisional from calendar_days
      where day between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date order by day`,
    tx<{ year: number; provisional: boolean }[]>`
      select extract(year from day)::int as year, bool_or(provisional) as provisional from calendar_days group by 1 order by 1`,
  ]);
  return {
    year,
    years: [...years],
    provisional: days.some(({ provisional }) => provisional),
    workingDays: days.filter(({ working }) => working).length,
    days: [...days],
  };
}

/** Has the processes of these cases read their deadlines again. */
export async function wakeCases(tx: Tx, caseIds: readonly string[]): Promise<void> {
  await tx`
    insert into outbox (kind, subject_id, version, created_at)
    select kind, id, version, clock_timestamp() from cases where id = any(${caseIds as string[]}::uuid[]) and kind <> 'office'`;
}
