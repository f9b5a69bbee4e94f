import Alert from '@mui/material/Alert';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import type { z } from 'zod';
import type * as contracts from '../../../contracts/calendar.ts';
import { shanghaiDay } from '../../../domain/day-arithmetic.ts';
import { Page } from '../layout/Page.tsx';
import { Reply } from '../layout/Reply.tsx';
import { useAllowed } from '../providers/me.ts';
import { useReply } from '../providers/useReply.ts';
import { LoadYear } from './LoadYear.tsx';
import { YearView } from './YearView.tsx';

type CalendarYear = z.infer<typeof contracts.CalendarYear>;

/** The legal calendar that every deadline is computed from. */
export default function CalendarPage() {
  const translate = useTranslate();
  const allowed = useAllowed();
  const [year, setYear] = useState(() => Number(shanghaiDay(new Date()).slice(0, 4)));
  const calendar = useReply<CalendarYear>('/calendar', { year });
  return (
    <Page title={translate('operations.calendar.title')}>
      <Reply query={calendar}>
        {(view) => (
          <>
            <TextField
              select
              label={translate('operations.calendar.year')}
              value={year}
              onChange={(event) => setYear(Number(event.target.value))}
              sx={{ maxWidth: 160 }}
            >
              {view.years.map(({ year: of }) => (
                <MenuItem key={of} value={of}>
                  {of}
                </MenuItem>
              ))}
            </TextField>
            <Typography variant="h2" sx={{ mt: 1 }}>
              {translate('operations.calendar.state', { year: view.year, days: view.workingDays })}
            </Typography>
            {view.provisional ? (
              <Alert severity="warning" sx={{ my: 1 }}>
                {translate('operations.calendar.provisional')}
              </Alert>
            ) : (
              <Typography color="text.secondary">{translate('operations.calendar.official')}</Typography>
            )}
            <YearView days={view.days} />
          </>
        )}
      </Reply>
      {allowed('calendar.load') ? <LoadYear onLoaded={setYear} /> : null}
    </Page>
  );
}
