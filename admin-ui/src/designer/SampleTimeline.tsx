import Alert from '@mui/material/Alert';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import type { z } from 'zod';
import type { RoundPolicy } from '../../../contracts/policy.ts';
import type { PublicCalendar } from '../../../contracts/public.ts';
import { isoWeekday, shanghaiDay } from '../../../domain/day-arithmetic.ts';
import { sampleTimeline } from '../../../domain/sample-timeline.ts';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatDay } from '../i18n/instants.ts';
import { ProblemAlert } from '../layout/Page.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { useReply } from '../providers/useReply.ts';
import { useStepName } from '../tasks/words.ts';

type Calendar = z.infer<typeof PublicCalendar>;

/** Days that differ from Monday to Friday are known; a day outside the years asked for cannot come up. */
function dayOf({ exceptions, provisionalYears }: Calendar) {
  const working = new Map(exceptions.map((exception) => [exception.day, exception.working]));
  return (day: string) => ({
    day,
    working: working.get(day) ?? isoWeekday(day) <= 5,
    note: null,
    provisional: provisionalYears.includes(Number(day.slice(0, 4))),
  });
}

/** A round's dates for a chosen opening day, by the legal calendar, if every step takes all its time. */
export function SampleTimeline({ policy }: { policy: RoundPolicy }) {
  const translate = useTranslate();
  const language = useLanguage();
  const stepName = useStepName();
  const [opensOn, setOpensOn] = useState(() => shanghaiDay(new Date()));
  const valid = /^20\d{2}-\d{2}-\d{2}$/.test(opensOn) && !Number.isNaN(Date.parse(opensOn));
  const year = valid ? Number(opensOn.slice(0, 4)) : 2026;
  const calendar = useReply<Calendar>('/public/calendar', { fromYear: year, toYear: year + 5 }, { enabled: valid });
  const steps = valid && calendar.data ? sampleTimeline(policy, opensOn, dayOf(calendar.data)) : [];
  const name = (step: (typeof steps)[number]) =>
    step.key === 'opening' || step.key === 'closing'
      ? translate(`design.timeline.${step.key}`)
      : stepName(step.key, step.label ?? undefined);
  return (
    <>
      <TextField
        type="date"
        label={translate('design.timeline.opensOn')}
        value={opensOn}
        onChange={({ target }) => setOpensOn(target.value)}
        sx={{ maxWidth: 260, mb: 1 }}
        slotProps={{ inputLabel: { shrink: true } }}
      />
      <ProblemAlert problem={calendar.error} />
      {steps.length > 0 ? (
        <PlainTable
          caption={translate('design.timeline.title')}
          rows={steps}
          rowKey={(step) => `${steps.indexOf(step)}`}
          columns={[
            { label: translate('design.timeline.step'), render: name },
            {
              label: translate('design.field.workingDays'),
              number: true,
              render: ({ workingDays }) => workingDays ?? '—',
            },
            { label: translate('design.timeline.from'), render: ({ from }) => formatDay(from, language) },
            {
              label: translate('design.timeline.to'),
              render: ({ to, provisional }) =>
                `${formatDay(to, language)}${provisional ? ` ${translate('design.timeline.provisional')}` : ''}`,
            },
          ]}
        />
      ) : null}
      <Alert role="note" severity="info" sx={{ mt: 1 }}>
        {translate('design.timeline.note')}
      </Alert>
    </>
  );
}
