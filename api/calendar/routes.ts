import { CalendarLoaded, CalendarQuery, CalendarYear, LoadCalendar } from '../../contracts/calendar.ts';
import { recordOfficeFact } from '../../db/accounts.ts';
import { loadCalendarDays, readCalendarYear, recomputeProvisionalDeadlines, wakeCases } from '../../db/calendar.ts';
import { publishedYear } from '../../domain/published-year.ts';
import { command, query, type Route, signedIn } from '../route.ts';

const tag = 'calendar';

export const calendarRoutes: readonly Route[] = [
  query({
    id: 'calendar.read',
    method: 'get',
    path: '/calendar',
    tag,
    summary: 'Days of one year, working or not',
    permission: 'calendar.read',
    query: CalendarQuery,
    reply: CalendarYear,
    run: ({ tx, query: { year } }) => readCalendarYear(tx, year),
  }),
  command({
    id: 'calendar.load',
    method: 'post',
    path: '/calendar',
    tag,
    summary: 'Load a year as published; deadlines that fell into it provisionally are computed again',
    permission: 'calendar.load',
    body: LoadCalendar,
    reply: CalendarLoaded,
    status: 201,
    run: async ({ tx, actor, body, moved }) => {
      const days = publishedYear(body.year, body.holidays, body.makeUpDays);
      await loadCalendarDays(tx, days);
      const caseIds = await recomputeProvisionalDeadlines(tx);
      await wakeCases(tx, caseIds);
      moved.push(...caseIds);
      const workingDays = days.filter(({ working }) => working).length;
      await recordOfficeFact(tx, 'calendarLoaded', signedIn(actor).userId, {
        ...body,
        workingDays,
        casesMoved: caseIds.length,
      });
      return { year: body.year, workingDays, deadlinesMoved: caseIds.length };
    },
  }),
];
