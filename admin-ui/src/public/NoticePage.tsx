import Alert from '@mui/material/Alert';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useParams } from 'react-router';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatDeadline, formatInstant } from '../i18n/instants.ts';
import { WorkingDaysLeft } from '../layout/Countdown.tsx';
import { Page } from '../layout/Page.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { Reply } from '../layout/Reply.tsx';
import { OutcomeTable } from './OutcomeTable.tsx';
import { type NoticeDetail, usePublic } from './replies.ts';

/** A notice: the list, the days left, how to object. */
export default function NoticePage() {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const language = useLanguage();
  const { id = '' } = useParams();
  const notice = usePublic<NoticeDetail>(`/notices/${encodeURIComponent(id)}`);
  return (
    <Reply query={notice}>
      {({ title, rehearsal, state, startsAt, endsAt, workingDays, now, items }) => {
        const name = translate('public.notices.of', { title: bilingual(title) });
        return (
          <Page title={name} maxWidth={1080}>
            {rehearsal ? <RehearsalMark banner /> : null}
            <Alert severity={state === 'ended' ? 'info' : 'warning'} sx={{ mb: 2 }}>
              <Typography component="div" sx={{ fontWeight: 600 }}>
                {state === 'ended' ? translate('public.notices.ended') : <WorkingDaysLeft dueAt={endsAt} now={now} />}
              </Typography>
              {translate('public.notices.period', {
                smart_count: workingDays,
                from: formatInstant(startsAt, language),
                to: formatDeadline(endsAt, language),
              })}
            </Alert>
            <OutcomeTable caption={name} items={items.map(({ place, ...line }) => ({ ...line, outcome: place }))} />
            <Typography variant="h2" sx={{ mt: 3, mb: 1 }}>
              {translate('public.notices.objection')}
            </Typography>
            <Typography>{translate('public.notices.howToObject')}</Typography>
          </Page>
        );
      }}
    </Reply>
  );
}
