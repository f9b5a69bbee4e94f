import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { CASE_KINDS } from '../../../contracts/vocabulary.ts';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { useWord } from '../i18n/words.ts';
import { Empty, Page } from '../layout/Page.tsx';
import { Pager } from '../layout/Pager.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { Reply } from '../layout/Reply.tsx';
import { useDebounced } from '../layout/useDebounced.ts';
import { useReply } from '../providers/useReply.ts';
import type { ChainList } from './replies.ts';
import { Seals } from './Seals.tsx';
import { VerifyButton } from './VerifyButton.tsx';

/** Audit chains, one a case, with the button that verifies them all. */
export default function ChainListPage() {
  const translate = useTranslate();
  const language = useLanguage();
  const word = useWord();
  const [q, setQ] = useState('');
  const [kind, setKind] = useState('');
  const [page, setPage] = useState(1);
  const chains = useReply<ChainList>('/audit/chains', { q: useDebounced(q.trim()), kind, page });
  return (
    <Page title={translate('shell.menu.audit')} subtitle={translate('audit.about')}>
      <VerifyButton />
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1} sx={{ mb: 2, maxWidth: 720 }}>
        <TextField
          label={translate('audit.q')}
          type="search"
          value={q}
          onChange={(event) => {
            setQ(event.target.value);
            setPage(1);
          }}
        />
        <TextField
          select
          label={translate('audit.kind')}
          value={kind}
          onChange={(event) => {
            setKind(event.target.value);
            setPage(1);
          }}
        >
          <MenuItem value="">{translate('shell.all')}</MenuItem>
          {CASE_KINDS.map((key) => (
            <MenuItem key={key} value={key}>
              {word('caseKind', key)}
            </MenuItem>
          ))}
        </TextField>
      </Stack>
      <Reply query={chains}>
        {({ items, hasNextPage }) =>
          items.length === 0 ? (
            <Empty text={translate('audit.none')} />
          ) : (
            <>
              <PlainTable
                caption={translate('shell.menu.audit')}
                rows={items}
                rowKey={({ id }) => id}
                columns={[
                  {
                    label: translate('audit.case'),
                    render: ({ id, label, kind: of }) => (
                      <Link component={RouterLink} to={`/desk/audit/${id}`}>
                        {label ?? word('caseKind', of)}
                      </Link>
                    ),
                  },
                  { label: translate('audit.kind'), render: (row) => word('caseKind', row.kind) },
                  {
                    label: translate('audit.facts'),
                    render: ({ version, sealedVersion }) =>
                      translate('audit.sealedOf', { sealed: sealedVersion, all: version }),
                  },
                  { label: translate('audit.last'), render: ({ lastKind }) => word('factKind', lastKind) },
                  {
                    label: translate('audit.at'),
                    render: ({ lastAt }) => formatInstant(lastAt, language, { seconds: true }),
                  },
                  {
                    label: translate('audit.head'),
                    render: ({ headHash }) => (
                      <Typography component="code" variant="body2" sx={{ fontFamily: 'monospace' }}>
                        {headHash.slice(0, 16)}…
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
      <Seals />
    </Page>
  );
}
