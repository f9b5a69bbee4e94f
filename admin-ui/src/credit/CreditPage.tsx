import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { CREDIT_KINDS } from '../../../contracts/vocabulary.ts';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatDay, formatInstant } from '../i18n/instants.ts';
import { Empty, Page } from '../layout/Page.tsx';
import { Pager } from '../layout/Pager.tsx';
import { type Column, PlainTable } from '../layout/PlainTable.tsx';
import { Reply } from '../layout/Reply.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import { useDebounced } from '../layout/useDebounced.ts';
import { useAllowed } from '../providers/me.ts';
import { useReply } from '../providers/useReply.ts';
import { EnterRecord } from './EnterRecord.tsx';
import { ImportRecords } from './ImportRecords.tsx';
import { RevokeRecord } from './RevokeRecord.tsx';
import type { CreditPage as CreditPageReply, CreditRecord } from './replies.ts';

const STATES = ['valid', 'upcoming', 'expired', 'revoked'] as const;

/** The register of trustworthy and untrustworthy enterprises: search, enter, import, revoke. */
export default function CreditPage() {
  const translate = useTranslate();
  const allowed = useAllowed();
  const client = useQueryClient();
  const [filter, setFilter] = useState({ q: '', kind: '', state: '' });
  const [page, setPage] = useState(1);
  const [open, setOpen] = useState<'enter' | 'import' | null>(null);
  const asked = useDebounced(filter.q.trim());
  const list = useReply<CreditPageReply>('/credit-records', { ...filter, q: asked, page });
  const again = () => client.invalidateQueries({ queryKey: ['/credit-records'] });
  const change = (part: Partial<typeof filter>) => {
    setFilter({ ...filter, ...part });
    setPage(1);
  };
  const manages = allowed('credit.manage');
  return (
    <Page
      title={translate('credit.title')}
      subtitle={translate('credit.subtitle')}
      actions={
        manages ? (
          <>
            <Button variant="contained" onClick={() => setOpen(open === 'enter' ? null : 'enter')}>
              {translate('credit.enter')}
            </Button>
            <Button variant="outlined" onClick={() => setOpen(open === 'import' ? null : 'import')}>
              {translate('credit.import')}
            </Button>
          </>
        ) : null
      }
    >
      {open === 'enter' ? <EnterRecord onEntered={again} onClose={() => setOpen(null)} /> : null}
      {open === 'import' ? <ImportRecords onImported={again} onClose={() => setOpen(null)} /> : null}
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1} sx={{ mb: 2 }}>
        <TextField
          label={translate('credit.q')}
          type="search"
          value={filter.q}
          onChange={(event) => change({ q: event.target.value })}
        />
        <TextField
          select
          label={translate('credit.kind')}
          value={filter.kind}
          onChange={(event) => change({ kind: event.target.value })}
        >
          <MenuItem value="">{translate('shell.all')}</MenuItem>
          {CREDIT_KINDS.map((key) => (
            <MenuItem key={key} value={key}>
              {translate(`vocabulary.creditKindStatus.${key}`)}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          label={translate('credit.state')}
          value={filter.state}
          onChange={(event) => change({ state: event.target.value })}
        >
          <MenuItem value="">{translate('shell.all')}</MenuItem>
          {STATES.map((key) => (
            <MenuItem key={key} value={key}>
              {translate(`vocabulary.creditStateStatus.${key}`)}
            </MenuItem>
          ))}
        </TextField>
      </Stack>
      <Reply query={list}>
        {({ items, hasNextPage }) =>
          items.length === 0 ? (
            <Empty text={translate(filter.q || filter.kind || filter.state ? 'credit.noMatch' : 'credit.none')} />
          ) : (
            <>
              <Records items={items} manages={manages} onRevoked={again} />
              <Pager page={page} hasNextPage={hasNextPage} onPage={setPage} />
            </>
          )
        }
      </Reply>
    </Page>
  );
}

type RecordsProps = { items: CreditRecord[]; manages: boolean; onRevoked: () => Promise<void> };

function Records({ items, manages, onRevoked }: RecordsProps) {
  const translate = useTranslate();
  const language = useLanguage();
  const columns: Column<CreditRecord>[] = [
    {
      label: translate('vocabulary.field.name'),
      minWidth: 180,
      render: ({ name, identifier, enterprise }) => (
        <>
          {enterprise ? (
            <Link component={RouterLink} to={`/desk/enterprises/${enterprise.id}`}>
              {name}
            </Link>
          ) : (
            name
          )}
          <Small>{identifier}</Small>
          {enterprise ? null : <Small>{translate('credit.notRegistered')}</Small>}
        </>
      ),
    },
    {
      label: translate('credit.kind'),
      render: ({ kind }) => <StatusChip status={kind} kind="creditKind" />,
    },
    {
      label: translate('credit.validity'),
      minWidth: 150,
      render: ({ state, validFrom, validTo, revokedAt, revokedBy, revokeReason }) => (
        <>
          <StatusChip status={state} kind="creditState" />
          <Small>
            {translate('credit.period', {
              from: formatDay(validFrom, language),
              to: validTo === null ? translate('credit.open') : formatDay(validTo, language),
            })}
          </Small>
          {revokedAt ? (
            <Small>
              {translate('credit.revokedBy', { name: revokedBy, at: formatInstant(revokedAt, language) })}
              {language === 'en' ? ' ' : ''}
              {revokeReason}
            </Small>
          ) : null}
        </>
      ),
    },
    {
      label: translate('credit.reason'),
      minWidth: 200,
      render: ({ reason, source, documentNo }) => (
        <>
          {reason}
          <Small>{`${source} · ${documentNo}`}</Small>
        </>
      ),
    },
    {
      label: translate('credit.entered'),
      render: ({ enteredBy, enteredAt }) => (
        <>
          {enteredBy}
          <Small>{formatInstant(enteredAt, language)}</Small>
        </>
      ),
    },
  ];
  if (manages) {
    columns.push({
      label: translate('credit.act'),
      render: (record) => (record.state === 'revoked' ? '—' : <RevokeRecord record={record} onRevoked={onRevoked} />),
    });
  }
  return <PlainTable caption={translate('credit.title')} rows={items} rowKey={({ id }) => id} columns={columns} />;
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
