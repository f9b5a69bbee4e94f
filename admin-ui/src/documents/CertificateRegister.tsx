import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import type { CertificateRow } from '../../../contracts/documents.ts';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatDay, formatInstant } from '../i18n/instants.ts';
import { Empty, Page } from '../layout/Page.tsx';
import { Pager } from '../layout/Pager.tsx';
import { type Column, PlainTable } from '../layout/PlainTable.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { Reply } from '../layout/Reply.tsx';
import { useDebounced } from '../layout/useDebounced.ts';
import { useAllowed } from '../providers/me.ts';
import { useReply } from '../providers/useReply.ts';
import { RevokeCertificate } from './RevokeCertificate.tsx';

const STATES = ['valid', 'revoked'] as const;
type Certificates = { items: CertificateRow[]; hasNextPage: boolean };

/** 证书台账: every certificate with its holders and state; the office revokes here too. */
export default function CertificateRegister() {
  const translate = useTranslate();
  const client = useQueryClient();
  const [filter, setFilter] = useState({ q: '', state: '' });
  const [page, setPage] = useState(1);
  const asked = useDebounced(filter.q.trim());
  const list = useReply<Certificates>('/certificates', { ...filter, q: asked, page });
  const change = (part: Partial<typeof filter>) => {
    setFilter({ ...filter, ...part });
    setPage(1);
  };
  return (
    <Page title={translate('documents.register.title')}>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1} sx={{ mb: 2 }}>
        <TextField
          label={translate('documents.register.q')}
          type="search"
          value={filter.q}
          onChange={(event) => change({ q: event.target.value })}
        />
        <TextField
          select
          label={translate('documents.register.state')}
          value={filter.state}
          onChange={(event) => change({ state: event.target.value })}
        >
          <MenuItem value="">{translate('shell.all')}</MenuItem>
          {STATES.map((key) => (
            <MenuItem key={key} value={key}>
              {translate(`documents.state.${key}`)}
            </MenuItem>
          ))}
        </TextField>
      </Stack>
      <Reply query={list}>
        {({ items, hasNextPage }) =>
          items.length === 0 ? (
            <Empty text={translate(`documents.register.${filter.q || filter.state ? 'noMatch' : 'none'}`)} />
          ) : (
            <>
              <Rows items={items} onRevoked={() => client.invalidateQueries({ queryKey: ['/certificates'] })} />
              <Pager page={page} hasNextPage={hasNextPage} onPage={setPage} />
            </>
          )
        }
      </Reply>
    </Page>
  );
}

function Rows({ items, onRevoked }: { items: CertificateRow[]; onRevoked: () => Promise<unknown> }) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const language = useLanguage();
  const mayRevoke = useAllowed()('certificate.revoke');
  const columns: Column<CertificateRow>[] = [
    {
      label: translate('documents.number'),
      minWidth: 190,
      render: ({ number, issuedAt, rehearsal }) => (
        <>
          <Link component={RouterLink} to={`/certificates/${number}`}>
            {number}
          </Link>
          <Small>{formatDay(issuedAt, language)}</Small>
          {rehearsal ? <RehearsalMark /> : null}
        </>
      ),
    },
    {
      label: translate('documents.register.holder'),
      minWidth: 220,
      render: ({ parties, projectName, applicationId, number }) => (
        <>
          <Link component={RouterLink} to={`/desk/applications/${applicationId}`}>
            {projectName ?? number}
          </Link>
          {parties.map(({ name, identifier }) => (
            <Small key={identifier}>{name}</Small>
          ))}
        </>
      ),
    },
    {
      label: translate('documents.register.round'),
      minWidth: 160,
      render: ({ roundTitle, category }) => (
        <>
          {bilingual(roundTitle)}
          <Small>{`${category.no}. ${bilingual(category.name)}`}</Small>
        </>
      ),
    },
    {
      label: translate('documents.register.state'),
      minWidth: 140,
      render: ({ state, revoked }) => (
        <>
          <Chip
            size="small"
            variant="outlined"
            color={state === 'valid' ? 'success' : 'error'}
            label={translate(`documents.state.${state}`)}
          />
          {revoked ? <Small>{`${formatInstant(revoked.at, language)} · ${revoked.reason}`}</Small> : null}
        </>
      ),
    },
  ];
  if (mayRevoke) {
    columns.push({
      label: translate('documents.register.act'),
      render: ({ applicationId, number, state }) =>
        state === 'revoked' ? (
          '—'
        ) : (
          <RevokeCertificate applicationId={applicationId} number={number} onRevoked={onRevoked} />
        ),
    });
  }
  return (
    <PlainTable
      caption={translate('documents.register.title')}
      rows={items}
      rowKey={({ number }) => number}
      columns={columns}
    />
  );
}

function Small({ children }: { children: React.ReactNode }) {
  return (
    <Box>
      <Typography variant="body2" color="text.secondary" component="span">
        {children}
      </Typography>
    </Box>
  );
}
