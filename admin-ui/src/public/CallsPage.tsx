import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import { useBilingual } from '../i18n/bilingual.ts';
import { Empty, Page } from '../layout/Page.tsx';
import { Reply } from '../layout/Reply.tsx';
import { CallCard } from './CallCard.tsx';
import { NoticeRow } from './NoticeRow.tsx';
import { type Calls, type NoticePage, useProgrammeHead, usePublic } from './replies.ts';

function Cards({ calls, now }: { calls: Calls['items']; now: string }) {
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: 'repeat(2, 1fr)' } }}>
      {calls.map((call) => (
        <CallCard key={call.id} call={call} now={now} />
      ))}
    </Box>
  );
}

/** The first page: what the programme is, open calls with their countdown, those cancelled lately, running notices. */
export default function CallsPage() {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const programme = useProgrammeHead();
  const calls = usePublic<Calls>('/calls');
  const notices = usePublic<NoticePage>('/notices', { perPage: 3 });
  return (
    <Page
      title={programme ? bilingual(programme.name) : translate('public.calls.title')}
      subtitle={
        programme
          ? translate('public.calls.basis', {
              issuer: bilingual(programme.document.issuer),
              title: bilingual(programme.document.title),
              number: programme.document.number,
            })
          : undefined
      }
    >
      <Typography variant="h2" sx={{ mt: 1, mb: 1.5 }}>
        {translate('public.calls.open')}
      </Typography>
      <Reply query={calls}>
        {({ items, now }) => {
          const standing = items.filter(({ state }) => state !== 'cancelled');
          const cancelled = items.filter(({ state }) => state === 'cancelled');
          return (
            <>
              {standing.length === 0 ? (
                <Empty
                  text={translate('public.calls.none')}
                  action={
                    <Button component={RouterLink} to="/guide" variant="outlined">
                      {translate('public.calls.readGuide')}
                    </Button>
                  }
                />
              ) : (
                <Cards calls={standing} now={now} />
              )}
              {cancelled.length > 0 ? (
                <>
                  <Typography variant="h2" sx={{ mt: 4, mb: 1.5 }}>
                    {translate('public.calls.cancelledTitle')}
                  </Typography>
                  <Cards calls={cancelled} now={now} />
                </>
              ) : null}
            </>
          );
        }}
      </Reply>
      <Typography variant="h2" sx={{ mt: 4, mb: 1.5 }}>
        {translate('public.notices.title')}
      </Typography>
      <Reply query={notices}>
        {({ items, now }) =>
          items.length === 0 ? (
            <Empty text={translate('public.notices.none')} />
          ) : (
            <>
              {items.map((notice) => (
                <NoticeRow key={notice.id} notice={notice} now={now} />
              ))}
              <Link component={RouterLink} to="/notices">
                {translate('public.notices.all')}
              </Link>
            </>
          )
        }
      </Reply>
    </Page>
  );
}
