import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { ROLES } from '../../../contracts/vocabulary.ts';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { useWord } from '../i18n/words.ts';
import { Empty, Page } from '../layout/Page.tsx';
import { Pager } from '../layout/Pager.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { Reply } from '../layout/Reply.tsx';
import { useDebounced } from '../layout/useDebounced.ts';
import { useAllowed } from '../providers/me.ts';
import { useReply } from '../providers/useReply.ts';
import type { UserList } from './replies.ts';
import { useGrantText } from './useGrantText.ts';

/** Accounts and what each may do. */
export default function UserListPage() {
  const translate = useTranslate();
  const language = useLanguage();
  const word = useWord();
  const allowed = useAllowed();
  const grantText = useGrantText();
  const [q, setQ] = useState('');
  const [role, setRole] = useState('');
  const [page, setPage] = useState(1);
  const users = useReply<UserList>('/users', { q: useDebounced(q.trim()), role, page });
  return (
    <Page
      title={translate('operations.users.title')}
      actions={
        allowed('user.manage') ? (
          <Button component={RouterLink} to="/desk/users/create" variant="contained">
            {translate('operations.users.create')}
          </Button>
        ) : null
      }
    >
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1} sx={{ mb: 2, maxWidth: 720 }}>
        <TextField
          label={translate('operations.users.q')}
          type="search"
          value={q}
          onChange={(event) => {
            setQ(event.target.value);
            setPage(1);
          }}
        />
        <TextField
          select
          label={translate('vocabulary.field.role')}
          value={role}
          onChange={(event) => {
            setRole(event.target.value);
            setPage(1);
          }}
        >
          <MenuItem value="">{translate('shell.all')}</MenuItem>
          {ROLES.map((key) => (
            <MenuItem key={key} value={key}>
              {word('role', key)}
            </MenuItem>
          ))}
        </TextField>
      </Stack>
      <Reply query={users}>
        {({ items, hasNextPage }) =>
          items.length === 0 ? (
            <Empty text={translate('operations.users.none')} />
          ) : (
            <>
              <PlainTable
                caption={translate('operations.users.title')}
                rows={items}
                rowKey={({ id }) => id}
                columns={[
                  {
                    label: translate('account.name'),
                    render: ({ id, name }) => (
                      <Link component={RouterLink} to={`/desk/users/${encodeURIComponent(id)}`}>
                        {name}
                      </Link>
                    ),
                  },
                  {
                    label: translate('account.email'),
                    render: ({ email, emailVerified, mailBouncesSince }) => (
                      <>
                        {email}
                        {emailVerified ? null : (
                          <Typography variant="body2" color="text.secondary">
                            {translate('operations.users.unverified')}
                          </Typography>
                        )}
                        {mailBouncesSince ? (
                          <Typography variant="body2" color="error">
                            {translate('mail.bouncing.marked', { at: formatInstant(mailBouncesSince, language) })}
                          </Typography>
                        ) : null}
                      </>
                    ),
                  },
                  {
                    label: translate('operations.users.roles'),
                    render: ({ grants }) =>
                      grants.length === 0 ? translate('operations.users.noRoles') : grants.map(grantText).join('; '),
                  },
                  {
                    label: translate('operations.users.twoFactor'),
                    render: ({ twoFactorEnabled }) => translate(twoFactorEnabled ? 'shell.yes' : 'shell.no'),
                  },
                  {
                    label: translate('operations.users.sessions'),
                    number: true,
                    render: ({ liveSessions }) => liveSessions,
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
