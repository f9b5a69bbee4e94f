import Box from '@mui/material/Box';
import { useTranslate } from 'ra-core';
import { useBilingual } from '../i18n/bilingual.ts';
import { useWord } from '../i18n/words.ts';
import { PlainTable } from '../layout/PlainTable.tsx';
import type { CallDetail } from './replies.ts';

/** The desks an application passes, with the days each has. */
export function CallDesks({ call }: { call: CallDetail }) {
  const translate = useTranslate();
  const word = useWord();
  const bilingual = useBilingual();
  return (
    <PlainTable
      caption={translate('public.call.desks')}
      rows={call.desks}
      rowKey={({ step }) => step}
      columns={[
        { label: translate('public.call.step'), render: ({ label }) => bilingual(label) },
        { label: translate('public.call.by'), render: ({ body }) => translate(`public.call.body.${body}`) },
        { label: translate('public.call.days'), render: ({ workingDays }) => workingDays, number: true },
        {
          label: translate('public.call.outcomes'),
          render: ({ outcomes }) =>
            outcomes.map(({ key, label }) => bilingual(label) || word('outcome', key)).join(' / '),
        },
      ]}
    />
  );
}

/** The criteria with their points and what low, middle and high look like. */
export function CallRubric({ call }: { call: CallDetail }) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  return (
    <PlainTable
      caption={translate('public.call.rubric')}
      rows={call.rubric.criteria}
      rowKey={({ key }) => key}
      columns={[
        { label: translate('public.call.criterion'), render: ({ label }) => bilingual(label), minWidth: 120 },
        { label: translate('public.call.points'), render: ({ maxPoints }) => maxPoints, number: true },
        {
          label: translate('public.call.anchors'),
          minWidth: 220,
          render: ({ anchors }) => (
            <Box component="ul" sx={{ m: 0, pl: 2.25 }}>
              {anchors.map(({ points, text }) => (
                <li key={points}>
                  {translate('public.call.anchor', { points })} {bilingual(text)}
                </li>
              ))}
            </Box>
          ),
        },
      ]}
    />
  );
}
