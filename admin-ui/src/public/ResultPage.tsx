import { useTranslate } from 'ra-core';
import { useParams } from 'react-router';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
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
  const { roundId = '' } = useParams();
  const result = usePublic<ResultDetail>(`/results/${encodeURIComponent(roundId)}`);
  return (
    <Reply query={result}>
      {({ title, rehearsal, publishedAt, winners, leftOpen, items }) => {
        const name = translate('public.results.of', { title: bilingual(title) });
        return (
          <Page
            title={name}
            subtitle={translate('public.results.line', { at: formatDay(publishedAt, language), winners, leftOpen })}
            maxWidth={1080}
          >
            {rehearsal ? <RehearsalMark banner /> : null}
            <OutcomeTable caption={name} items={items} />
          </Page>
        );
      }}
    </Reply>
  );
}
