import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatDay, formatInstant } from '../i18n/instants.ts';
import { useWord } from '../i18n/words.ts';
import { Empty, Page } from '../layout/Page.tsx';
import { Pager } from '../layout/Pager.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { ReasonDialog } from '../layout/ReasonDialog.tsx';
import { Reply } from '../layout/Reply.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import { useDebounced } from '../layout/useDebounced.ts';
import { api } from '../providers/http.ts';
import { useAllowed, useHasRole, useMe } from '../providers/me.ts';
import { useReply } from '../providers/useReply.ts';
import { EnterLeave } from './EnterLeave.tsx';
import type { Leave, LeavePage } from './replies.ts';

const STATES = ['current', 'upcoming', 'past', 'revoked'] as const;

/** Leaves that concern the person, or all of them: who is away, who decides meanwhile, and until when. */
export default function LeavesPage() {
  const translate = useTranslate();
  const allowed = useAllowed();
  const client = useQueryClient();
  const [state, setState] = useState('');
  const [q, setQ] = useState('');
  const [page, setPage] = useState(1);
  const [entering, setEntering] = useState(false);
  const list = useReply<LeavePage>('/leaves', { state, q: useDebounced(q.trim()), page });
  const again = () => client.invalidateQueries({ queryKey: ['/leaves'] });
  return (
    <Page
      title={translate('supervision.leaves.title')}
      subtitle={translate('supervision.leaves.subtitle')}
      actions={
        allowed('leave.manage') ? (
          <Button variant="contained" onClick={() => setEntering(!entering)}>
            {translate('supervision.leaves.enter')}
          </Button>
        ) : null
      }
    >
      {entering ? <EnterLeave onEntered={again} onClose={() => setEntering(false)} /> : null}
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1} sx={{ mb: 2, maxWidth: 640 }}>
        <TextField
          label={translate('supervision.leaves.q')}
          type="search"
          value={q}
          onChange={(event) => {
            setQ(event.target.value);
            setPage(1);
          }}
        />
        <TextField
          select
          label={translate('credit.state')}
          value={state}
          onChange={(event) => {
            setState(event.target.value);
            setPage(1);
          }}
        >
          <MenuItem value="">{translate('shell.all')}</MenuItem>
          {STATES.map((key) => (
            <MenuItem key={key} value={key}>
              {translate(`vocabulary.leaveStatus.${key}`)}
            </MenuItem>
          ))}
        </TextField>
      </Stack>
      <Reply query={list}>
        {({ items, hasNextPage }) =>
          items.length === 0 ? (
            <Empty text={translate('supervision.leaves.none')} />
          ) : (
            <>
              <Leaves items={items} onRevoked={again} />
              <Pager page={page} hasNextPage={hasNextPage} onPage={setPage} />
            </>
          )
        }
      </Reply>
    </Page>
  );
}

function Leaves({ items, onRevoked }: { items: Leave[]; onRevoked: () => Promise<void> }) {
  const translate = useTranslate();
  const language = useLanguage();
  const bilingual = useBilingual();
  const word = useWord();
  const { user, grants } = useMe();
  const operator = useHasRole()('operator');
  const supervises = (bodyId: string) =>
    grants.some(({ role, body }) => role === 'bodySupervisor' && body?.id === bodyId);
  const mayRevoke = ({ state, person, body }: Leave) =>
    (state === 'current' || state === 'upcoming') && (operator || person.id === user.id || supervises(body.id));
  return (
    <PlainTable
      caption={translate('supervision.leaves.title')}
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        {
          label: translate('vocabulary.field.userId'),
          render: ({ person, role, body }) => (
            <>
              {person.name}
              <Typography variant="body2" color="text.secondary">
                {word('role', role)} · {bilingual(body.name)}
              </Typography>
            </>
          ),
        },
        { label: translate('vocabulary.field.deputyId'), render: ({ deputy }) => deputy.name },
        {
          label: translate('supervision.leaves.period'),
          render: ({ startsOn, endsOn, state, openTasks }) => (
            <>
              {formatDay(startsOn, language)} – {formatDay(endsOn, language)}
              <div>
                <StatusChip status={state} kind="leave" />
              </div>
              {state === 'current' || state === 'upcoming' ? (
                <Typography variant="body2" color="text.secondary">
                  {translate('supervision.leaves.openTasks', { count: openTasks })}
                </Typography>
              ) : null}
            </>
          ),
        },
        {
          label: translate('vocabulary.field.reason'),
          render: ({ reason, enteredBy, enteredAt, revokedBy, revokedAt, revokeReason }) => (
            <>
              {reason}
              <Typography variant="body2" color="text.secondary">
                {translate('supervision.leaves.enteredBy', { name: enteredBy, at: formatInstant(enteredAt, language) })}
              </Typography>
              {revokedAt ? (
                <Typography variant="body2" color="text.secondary">
                  {translate('credit.revokedBy', { name: revokedBy, at: formatInstant(revokedAt, language) })}{' '}
                  {revokeReason}
                </Typography>
              ) : null}
            </>
          ),
        },
        {
          label: translate('credit.act'),
          render: (leave) => (mayRevoke(leave) ? <RevokeLeave leave={leave} onRevoked={onRevoked} /> : '—'),
        },
      ]}
    />
  );
}

function RevokeLeave({ leave, onRevoked }: { leave: Leave; onRevoked: () => Promise<void> }) {
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  const name = leave.person.name;
  return (
    <>
      <Button
        size="small"
        onClick={() => setOpen(true)}
        aria-label={translate('supervision.leaves.revokeOf', { name })}
      >
        {translate('credit.revoke')}
      </Button>
      <ReasonDialog
        open={open}
        title={translate('supervision.leaves.revokeOf', { name })}
        confirm={translate('credit.revoke')}
        label={translate('credit.revokeReason')}
        onClose={() => setOpen(false)}
        act={async (reason) => {
          await api.send('POST', `/leaves/${leave.id}/revocation`, { reason });
          await onRevoked();
        }}
        dangerous
      >
        {translate('supervision.leaves.revokeText', { deputy: leave.deputy.name })}
      </ReasonDialog>
    </>
  );
}
