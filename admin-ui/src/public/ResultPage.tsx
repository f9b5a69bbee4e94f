import Alert from '@mui/material/Alert';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Link as RouterLink, useParams } from 'react-router';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { useJoined } from '../i18n/joined.ts';
import { formatDay } from '../i18n/instants.ts';
import { Page } from '../layout/Page.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { Reply } from '../layout/Reply.tsx';
import { OutcomeTable } from './OutcomeTable.tsx';
import { type ResultDetail, usePublic } from './replies.ts';

/** Results of a round by category. */
export default function ResultPage() {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const language = useLanguage();
  const joined = useJoined();
  const { roundId = '' } = useParams();
  const result = usePublic<ResultDetail>(`/results/${encodeURIComponent(roundId)}`);
  return (
    <Reply query={result}>
      {({ title, rehearsal, publishedAt, winners, leftOpen, items, pendingCategoryNos, recalls }) => {
        const name = translate('public.results.of', { title: bilingual(title) });
        return (
          <Page
            title={name}
            subtitle={translate('public.results.line', { at: formatDay(publishedAt, language), winners, leftOpen })}
            maxWidth={1080}
          >
            {rehearsal ? <RehearsalMark banner /> : null}
            {pendingCategoryNos.length > 0 ? (
              <Alert severity="info" sx={{ mb: 2 }}>
                {translate('public.results.pending', { categories: joined(pendingCategoryNos.map(String)) })}
              </Alert>
            ) : null}
            {recalls.map(({ id, title: again, categoryNos }) => (
              <Alert key={id} severity="info" sx={{ mb: 2 }}>
                {translate('public.results.recalled', { categories: joined(categoryNos.map(String)) })}{' '}
                <Link component={RouterLink} to={`/calls/${id}`}>
                  {bilingual(again)}
                </Link>
              </Alert>
            ))}
            <OutcomeTable
              caption={name}
              items={items.map(({ state, endedAt, endReason, endDocumentNo, memberChanges, ...line }) => ({
                ...line,
                note: (
                  <>
                    {memberChanges.map(({ leaving, joining, approvedAt }) => (
                      <Typography key={approvedAt} variant="body2" color="textSecondary">
                        {translate(joining === null ? 'public.results.removed' : 'public.results.replaced', {
                          leaving,
                          joining,
                          at: formatDay(approvedAt, language),
                        })}
                      </Typography>
                    ))}
                    {state === 'valid' ? null : (
                      <Typography variant="body2" color="error">
                        {translate(`public.results.${state}`, { at: formatDay(endedAt, language) })}
                        {endDocumentNo ? ` · ${endDocumentNo}` : ''}
                        {endReason ? ` · ${endReason}` : ''}
                      </Typography>
                    )}
                  </>
                ),
              }))}
            />
          </Page>
        );
      }}
    </Reply>
  );
}
