import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatDay } from '../i18n/instants.ts';
import { Empty, Page } from '../layout/Page.tsx';
import { Pager } from '../layout/Pager.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { Reply } from '../layout/Reply.tsx';
import { type ResultPage, usePublic } from './replies.ts';

/** Rounds with published results. */
export default function ResultsPage() {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const language = useLanguage();
  const [page, setPage] = useState(1);
  const results = usePublic<ResultPage>('/results', { page });
  return (
    <Page title={translate('public.results.title')} maxWidth={960}>
      <Reply query={results}>
        {({ items, hasNextPage }) =>
          items.length === 0 ? (
            <Empty text={translate('public.results.none')} />
          ) : (
            <>
              {items.map(({ id, title, rehearsal, publishedAt, winners, leftOpen }) => (
                <Box key={id} sx={{ py: 1.25, borderBottom: '1px solid', borderColor: 'divider' }}>
                  <Link component={RouterLink} to={`/results/${id}`} sx={{ fontWeight: 600 }}>
                    {bilingual(title)}
                  </Link>{' '}
                  {rehearsal ? <RehearsalMark /> : null}
                  <Typography variant="body2" color="text.secondary">
                    {translate('public.results.line', { at: formatDay(publishedAt, language), winners, leftOpen })}
                  </Typography>
                </Box>
              ))}
              <Pager page={page} hasNextPage={hasNextPage} onPage={setPage} />
            </>
          )
        }
      </Reply>
    </Page>
  );
}
