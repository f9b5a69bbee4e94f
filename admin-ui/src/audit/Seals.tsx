import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Empty } from '../layout/Page.tsx';
import { Pager } from '../layout/Pager.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { Reply } from '../layout/Reply.tsx';
import { useReply } from '../providers/useReply.ts';
import type { SealList } from './replies.ts';

/** Signed seals over the heads of all chains. */
export function Seals() {
  const translate = useTranslate();
  const language = useLanguage();
  const [page, setPage] = useState(1);
  const seals = useReply<SealList>('/audit/seals', { page, perPage: 10 });
  return (
    <>
      <Typography variant="h2" sx={{ mt: 3, mb: 1 }}>
        {translate('audit.seals')}
      </Typography>
      <Reply query={seals}>
        {({ items, hasNextPage }) =>
          items.length === 0 ? (
            <Empty text={translate('audit.noSeal')} />
          ) : (
            <>
              <PlainTable
                caption={translate('audit.seals')}
                rows={items}
                rowKey={({ id }) => String(id)}
                columns={[
                  { label: translate('audit.no'), render: ({ id }) => id },
                  {
                    label: translate('audit.at'),
                    render: ({ sealedAt }) => formatInstant(sealedAt, language, { seconds: true }),
                  },
                  { label: translate('audit.chains'), number: true, render: ({ chains }) => chains },
                  {
                    label: translate('audit.factsTotal'),
                    number: true,
                    render: ({ factsTotal }) => factsTotal,
                  },
                  {
                    label: translate('audit.root'),
                    render: ({ root }) => (
                      <Typography component="code" variant="body2" sx={{ fontFamily: 'monospace' }}>
                        {root.slice(0, 24)}…
                      </Typography>
                    ),
                  },
                ]}
              />
              <Pager page={page} hasNextPage={hasNextPage} onPage={setPage} />
            </>
          )
        }
      </Reply>
    </>
  );
}
