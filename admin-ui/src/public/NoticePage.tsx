import Alert from '@mui/material/Alert';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useParams } from 'react-router';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatDeadline, formatInstant } from '../i18n/instants.ts';
import { useWord } from '../i18n/words.ts';
import { WorkingDaysLeft } from '../layout/Countdown.tsx';
import { Page } from '../layout/Page.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { Reply } from '../layout/Reply.tsx';
import { NoticeLineNote } from './NoticeLineNote.tsx';
import { OutcomeTable } from './OutcomeTable.tsx';
import { type NoticeDetail, usePublic } from './replies.ts';

/** A notice: the list, the days left, how to object. */
export default function NoticePage() {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const language = useLanguage();
  const word = useWord();
  const { id = '' } = useParams();
  const notice = usePublic<NoticeDetail>(`/notices/${encodeURIComponent(id)}`);
  return (
    <Reply query={notice}>
      {(found) => {
        const { title, kind, rehearsal, state, startsAt, endsAt, workingDays, now, items } = found;
        const name = translate('public.notices.of', { title: bilingual(title) });
        return (
          <Page title={name} subtitle={kind === 'first' ? undefined : word('noticeKind', kind)} maxWidth={1080}>
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
            <OutcomeTable
              caption={name}
              items={items.map(({ reason: _, ...line }) => ({
                ...line,
                outcome: line.place,
                note: <NoticeLineNote notice={found} line={{ ...line, reason: _ }} />,
              }))}
            />
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
