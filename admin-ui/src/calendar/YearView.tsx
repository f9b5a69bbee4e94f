import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { isoWeekday } from '../../../domain/day-arithmetic.ts';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatDay } from '../i18n/instants.ts';

type Day = { day: string; working: boolean; note: string | null; provisional: boolean };

/** Differs from Monday to Friday. */
const exception = ({ day, working }: Day) => working !== isoWeekday(day) <= 5;

function Month({ month, days }: { month: string; days: Day[] }) {
  const translate = useTranslate();
  const language = useLanguage();
  const name = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`));
  const first = days[0];
  return (
    <Paper sx={{ p: 1 }}>
      <Typography variant="h3" sx={{ mb: 0.5 }}>
        {name}
      </Typography>
      <Box
        component="ol"
        sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gridTemplateColumns: 'repeat(7, 1fr)', gap: '2px' }}
      >
        {days.map((day) => {
          const different = exception(day);
          const mark = different ? translate(day.working ? 'operations.calendar.work' : 'operations.calendar.off') : '';
          return (
            <Box
              component="li"
              key={day.day}
              title={day.note ?? undefined}
              sx={{
                gridColumnStart: day === first ? isoWeekday(day.day) : undefined,
                textAlign: 'center',
                fontSize: '0.78rem',
                lineHeight: 1.2,
                py: 0.25,
                minHeight: 32,
                color: day.working ? 'text.primary' : 'text.secondary',
                bgcolor: different ? (day.working ? '#e3ecf7' : '#fbe9e7') : day.working ? 'transparent' : '#f1f3f6',
                fontWeight: different ? 700 : 400,
              }}
            >
              {Number(day.day.slice(8))}
              {mark ? (
                <Box sx={{ fontSize: '0.7rem', color: day.working ? 'info.main' : 'error.main' }}>{mark}</Box>
              ) : null}
            </Box>
          );
        })}
      </Box>
    </Paper>
  );
}

/** Twelve months with the days off and the days worked to make up, then the same as a list. */
export function YearView({ days }: { days: Day[] }) {
  const translate = useTranslate();
  const language = useLanguage();
  const months = new Map<string, Day[]>();
  for (const day of days) months.set(day.day.slice(0, 7), [...(months.get(day.day.slice(0, 7)) ?? []), day]);
  const exceptions = days.filter(exception);
  return (
    <>
      <Typography variant="body2" sx={{ my: 1 }}>
        {translate('operations.calendar.legend')}
      </Typography>
      <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'repeat(auto-fill, minmax(240px, 1fr))' }}>
        {[...months].map(([month, list]) => (
          <Month key={month} month={month} days={list} />
        ))}
      </Box>
      {exceptions.length === 0 ? null : (
        <>
          <Typography variant="h2" sx={{ mt: 3, mb: 1 }}>
            {translate('operations.calendar.exceptions')}
          </Typography>
          <Box component="ul" sx={{ columnWidth: 260, m: 0, pl: 2.5 }}>
            {exceptions.map(({ day, working, note }) => (
              <li key={day}>
                {formatDay(day, language)} ·{' '}
                {translate(working ? 'operations.calendar.work' : 'operations.calendar.off')}
                {note ? ` · ${note}` : ''}
              </li>
            ))}
          </Box>
        </>
      )}
    </>
  );
}
