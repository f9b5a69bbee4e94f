import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatDay } from '../i18n/instants.ts';
import { useWord } from '../i18n/words.ts';
import { WorkingDaysLeft } from '../layout/Countdown.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import type { NoticeSummary } from './replies.ts';

/** One notice in a list: title, since when, days left. */
export function NoticeRow({ notice, now }: { notice: NoticeSummary; now: string }) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const language = useLanguage();
  const word = useWord();
  const { id, kind, title, rehearsal, state, publishedAt, endsAt } = notice;
  return (
    <Box sx={{ py: 1.25, borderBottom: '1px solid', borderColor: 'divider' }}>
      <Link component={RouterLink} to={`/notices/${id}`} sx={{ fontWeight: 600 }}>
        {bilingual(title)}
      </Link>{' '}
      {kind === 'first' ? null : `(${word('noticeKind', kind)}) `}
      {rehearsal ? <RehearsalMark /> : null}
      <Typography component="div" variant="body2" color="text.secondary">
        {translate('public.notices.published', { at: formatDay(publishedAt, language) })} ·{' '}
        {state === 'ended' ? translate('public.notices.ended') : <WorkingDaysLeft dueAt={endsAt} now={now} />}
      </Typography>
    </Box>
  );
}
