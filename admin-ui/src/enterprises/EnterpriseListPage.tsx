import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { ENTERPRISE_KINDS } from '../../../contracts/vocabulary.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { useWord } from '../i18n/words.ts';
import { Empty, Page } from '../layout/Page.tsx';
import { Pager } from '../layout/Pager.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { Reply } from '../layout/Reply.tsx';
import { useDebounced } from '../layout/useDebounced.ts';
import { useReply } from '../providers/useReply.ts';
import type { EnterprisePage } from './replies.ts';

/** Register of enterprises, for the offices and the auditor. */
export default function EnterpriseListPage() {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const word = useWord();
  const [q, setQ] = useState('');
  const [kind, setKind] = useState('');
  const [override, setOverride] = useState('');
  const [page, setPage] = useState(1);
  const asked = useDebounced(q.trim());
  const list = useReply<EnterprisePage>('/enterprises', { q: asked, kind, override, page });
  return (
    <Page title={translate('enterprise.list.title')}>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1} sx={{ mb: 2 }}>
        <TextField
          label={translate('enterprise.list.q')}
          value={q}
          onChange={(event) => {
            setQ(event.target.value);
            setPage(1);
          }}
          type="search"
        />
        <TextField
          select
          label={translate('vocabulary.field.kind')}
          value={kind}
          onChange={(event) => {
            setKind(event.target.value);
            setPage(1);
          }}
        >
          <MenuItem value="">{translate('shell.all')}</MenuItem>
          {ENTERPRISE_KINDS.map((key) => (
            <MenuItem key={key} value={key}>
              {word('enterpriseKind', key)}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          label={translate('enterprise.list.override')}
          value={override}
          onChange={(event) => {
            setOverride(event.target.value);
            setPage(1);
          }}
        >
          <MenuItem value="">{translate('shell.all')}</MenuItem>
          <MenuItem value="open">{translate('enterprise.list.overrideOpen')}</MenuItem>
        </TextField>
      </Stack>
      <Reply query={list}>
        {({ items, hasNextPage }) =>
          items.length === 0 ? (
            <Empty text={translate('enterprise.list.none')} />
          ) : (
            <>
              <PlainTable
                caption={translate('enterprise.list.title')}
                rows={items}
                rowKey={({ id }) => id}
                columns={[
                  {
                    label: translate('vocabulary.field.name'),
                    render: ({ id, name }) => (
                      <Link component={RouterLink} to={`/desk/enterprises/${id}`}>
                        {name}
                      </Link>
                    ),
                  },
                  {
                    label: translate('vocabulary.field.identifier'),
                    render: ({ identifier }) => identifier.value,
                  },
                  {
                    label: translate('vocabulary.field.kind'),
                    render: (row) => word('enterpriseKind', row.kind),
                  },
                  {
                    label: translate('vocabulary.field.recommendingBodyId'),
                    render: ({ recommendingBody }) => bilingual(recommendingBody.name),
                  },
                  {
                    label: translate('enterprise.list.override'),
                    render: ({ identifier }) =>
                      identifier.override === null
                        ? '—'
                        : translate(
                            identifier.override.confirmedAt
                              ? 'enterprise.list.overrideDone'
                              : 'enterprise.list.overrideOpen',
                          ),
                  },
                ]}
              />
              <Pager page={page} hasNextPage={hasNextPage} onPage={setPage} />
            </>
          )
        }
      </Reply>
    </Page>
  );
}
