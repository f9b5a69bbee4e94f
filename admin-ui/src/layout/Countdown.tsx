import ErrorOutline from '@mui/icons-material/ErrorOutline';
import ScheduleOutlined from '@mui/icons-material/ScheduleOutlined';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useEffect, useRef, useState } from 'react';
import { type CalendarDay, isoWeekday, shanghaiDay, workingDaysBetween } from '../../../domain/day-arithmetic.ts';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatDeadline, timeLeft } from '../i18n/instants.ts';
import { api } from '../providers/request.ts';

/** The server's clock: `now` of its reply plus the time that passed here since. Milliseconds, renewed every `everyMs`. */
export function useServerClock(now: string, everyMs = 1000): number {
  const received = useRef({ now, at: performance.now() });
  if (received.current.now !== now) received.current = { now, at: performance.now() };
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return Date.parse(received.current.now) + (performance.now() - received.current.at);
}

/** Counts down to `until` by the server's clock; seconds are shown on the last day. Screen readers hear the date once. */
export function Countdown({ until, now }: { until: string; now: string }) {
  const translate = useTranslate();
  const language = useLanguage();
  const clock = useServerClock(now);
  const end = Date.parse(until);
  const left = timeLeft(clock, end);
  const words =
    clock >= end
      ? translate('shell.countdown.over')
      : left.days > 0
        ? translate('shell.countdown.days', { days: left.days, hours: left.hours, minutes: left.minutes })
        : translate('shell.countdown.today', { hours: left.hours, minutes: left.minutes, seconds: left.seconds });
  return (
    <Box component="span" sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
      <span className="visually-hidden">{formatDeadline(until, language)}</span>
      <span aria-hidden>{words}</span>
    </Box>
  );
}

type Calendar = {
  fromYear: number;
  toYear: number;
  exceptions: { day: string; working: boolean }[];
  provisionalYears: number[];
};

/** Monday to Friday but for the exceptions of the legal calendar. */
function dayOf({ exceptions, provisionalYears }: Calendar): (day: string) => CalendarDay {
  const working = new Map(exceptions.map((exception) => [exception.day, exception.working]));
  return (day) => ({
    day,
    working: working.get(day) ?? isoWeekday(day) <= 5,
    note: null,
    provisional: provisionalYears.includes(Number(day.slice(0, 4))),
  });
}

/** Working days of the legal calendar after one day up to another; null until the calendar is here. */
function useWorkingDays(fromDay: string, toDay: string): number | null {
  const [fromYear, toYear] = [fromDay.slice(0, 4), toDay.slice(0, 4)].sort();
  const { data } = useQuery({
    queryKey: ['public', 'calendar', fromYear, toYear],
    queryFn: () => api.get<Calendar>('/public/calendar', { fromYear, toYear }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return data ? workingDaysBetween(dayOf(data), fromDay, toDay) : null;
}

type Deadline = {
  dueAt: string;
  /** The server's clock. */
  now: string;
  provisional?: boolean;
  /** Without the date, for narrow cells. */
  brief?: boolean;
};

/** A deadline: working days left (or overdue, with icon and words) and the date. */
export function WorkingDaysLeft({ dueAt, now, provisional = false, brief = false }: Deadline) {
  const translate = useTranslate();
  const language = useLanguage();
  const clock = useServerClock(now, 30_000);
  const days = useWorkingDays(shanghaiDay(new Date(clock)), shanghaiDay(new Date(Date.parse(dueAt) - 1)));
  const overdue = clock >= Date.parse(dueAt);
  const { hours, minutes, days: wholeDays } = timeLeft(clock, Date.parse(dueAt));
  const words = overdue
    ? translate('shell.due.overdue')
    : wholeDays === 0
      ? translate('shell.due.hours', { hours, minutes })
      : days === null
        ? translate('shell.due.days', { smart_count: wholeDays })
        : translate('shell.due.workingDays', { smart_count: days });
  const Icon = overdue ? ErrorOutline : ScheduleOutlined;
  return (
    <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 0.5 }}>
      <Icon aria-hidden fontSize="inherit" color={overdue ? 'error' : 'inherit'} />
      <Typography component="span" variant="body2" sx={{ fontWeight: 600, color: overdue ? 'error.main' : 'inherit' }}>
        {words}
      </Typography>
      {brief ? null : (
        <Typography component="span" variant="body2" color="text.secondary">
          {translate('shell.due.by', { at: formatDeadline(dueAt, language) })}
          {provisional ? ` · ${translate('shell.due.provisional')}` : ''}
        </Typography>
      )}
    </Box>
  );
}
