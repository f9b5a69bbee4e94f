import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { Empty, Page } from '../layout/Page.tsx';
import { Pager } from '../layout/Pager.tsx';
import { Reply } from '../layout/Reply.tsx';
import { NoticeRow } from './NoticeRow.tsx';
import { type NoticePage, usePublic } from './replies.ts';

/** Public notices (公示), latest first. */
export default function NoticesPage() {
  const translate = useTranslate();
  const [page, setPage] = useState(1);
  const notices = usePublic<NoticePage>('/notices', { page });
  return (
    <Page title={translate('public.notices.title')} subtitle={translate('public.notices.subtitle')} maxWidth={960}>
      <Reply query={notices}>
        {({ items, now, hasNextPage }) =>
          items.length === 0 ? (
            <Empty text={translate('public.notices.none')} />
          ) : (
            <>
              {items.map((notice) => (
                <NoticeRow key={notice.id} notice={notice} now={now} />
              ))}
              <Pager page={page} hasNextPage={hasNextPage} onPage={setPage} />
            </>
          )
        }
      </Reply>
    </Page>
  );
}
