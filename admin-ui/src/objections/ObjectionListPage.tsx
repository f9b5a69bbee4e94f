import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { WorkingDaysLeft } from '../layout/Countdown.tsx';
import { Empty, Page } from '../layout/Page.tsx';
import { Pager } from '../layout/Pager.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { Reply } from '../layout/Reply.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import { api } from '../providers/http.ts';
import { useAllowed } from '../providers/me.ts';
import type { ObjectionPage, ObjectionSummary } from './contract.ts';

/** My objections; for the office and the auditor all of them, without who objects. */
export default function ObjectionListPage() {
  const translate = useTranslate();
  const all = useAllowed()('objection.list');
  return (
    <Page title={translate('objection.title')}>
      <Stack spacing={3}>
        {all ? (
          <Objections title={translate('objection.all')} path="/objections" empty={translate('objection.none')} />
        ) : null}
        <Objections
          title={translate('objection.mine')}
          path="/objections/mine"
          empty={translate('objection.noneMine')}
        />
      </Stack>
    </Page>
  );
}

function Objections({ title, path, empty }: { title: string; path: string; empty: string }) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const language = useLanguage();
  const [page, setPage] = useState(1);
  const query = useQuery({
    queryKey: ['objections', path, page],
    queryFn: () => api.get<ObjectionPage>(path, { page, perPage: 20 }),
  });
  return (
    <section>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {title}
      </Typography>
      <Reply query={query}>
        {({ items, hasNextPage }) =>
          items.length === 0 ? (
            <Empty text={empty} />
          ) : (
            <>
              <PlainTable<ObjectionSummary>
                caption={title}
                rows={items}
                rowKey={({ id }) => id}
                columns={[
                  {
                    label: translate('objection.no'),
                    render: ({ id, no }) => (
                      <Link component={RouterLink} to={`/desk/objections/${id}`}>
                        {no}
                      </Link>
                    ),
                  },
                  {
                    label: translate('objection.about'),
                    render: ({ categoryNo, categoryName, projectName, roundTitle }) => (
                      <>
                        {categoryNo}. {bilingual(categoryName)} · {projectName ?? translate('objection.leftOpen')}
                        <Typography variant="body2" color="text.secondary">
                          {bilingual(roundTitle)}
                        </Typography>
                      </>
                    ),
                  },
                  {
                    label: translate('objection.status'),
                    render: ({ status }) => <StatusChip status={status} kind="objection" />,
                  },
                  {
                    label: translate('objection.filedAt'),
                    render: ({ filedAt }) => formatInstant(filedAt, language),
                  },
                  {
                    label: translate('objection.due'),
                    render: ({ status, dueAt, decidedAt }) =>
                      status === 'open' && dueAt ? (
                        <WorkingDaysLeft dueAt={dueAt} now={new Date().toISOString()} brief />
                      ) : (
                        formatInstant(decidedAt, language)
                      ),
                  },
                  {
                    label: translate('objection.handler'),
                    render: ({ handlerName }) => handlerName ?? '—',
                  },
                ]}
              />
              <Pager page={page} hasNextPage={hasNextPage} onPage={setPage} />
            </>
          )
        }
      </Reply>
    </section>
  );
}
