import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'ra-core';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { ConfirmDialog } from '../layout/ConfirmDialog.tsx';
import { Empty } from '../layout/Page.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { Reply } from '../layout/Reply.tsx';
import { api } from '../providers/http.ts';
import { useReply } from '../providers/useReply.ts';
import { BounceIntake } from './BounceIntake.tsx';
import type { BounceList, Bouncing } from './reply.ts';

/** Addresses that refuse mail, what is held for them, and how each is let go. */
export function Bounces() {
  const translate = useTranslate();
  const language = useLanguage();
  const notify = useNotify();
  const client = useQueryClient();
  const [clearing, setClearing] = useState<Bouncing | null>(null);
  const bounces = useReply<BounceList>('/operations/bounces');
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: ['/operations/bounces'] });
    await client.invalidateQueries({ queryKey: ['/operations/mail'] });
  };
  const clear = async ({ email }: Bouncing) => {
    const { released } = await api.send<{ released: number }>('POST', '/operations/bounces/clearing', { email });
    await refresh();
    notify('mail.bouncing.cleared', { type: 'success', messageArgs: { smart_count: released } });
  };
  return (
    <section aria-labelledby="bouncing">
      <Typography id="bouncing" variant="h2" sx={{ mt: 4, mb: 0.5 }}>
        {translate('mail.bouncing.title')}
      </Typography>
      <Typography color="text.secondary" sx={{ mb: 1 }}>
        {translate('mail.bouncing.text')}
      </Typography>
      <Reply query={bounces}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty text={translate('mail.bouncing.none')} />
          ) : (
            <PlainTable
              caption={translate('mail.bouncing.title')}
              rows={items}
              rowKey={({ email }) => email}
              columns={[
                { label: translate('account.email'), render: ({ email }) => email },
                {
                  label: translate('mail.bouncing.who'),
                  render: ({ userId, name }) =>
                    userId === null ? (
                      translate('mail.bouncing.noAccount')
                    ) : (
                      <Link component={RouterLink} to={`/desk/users/${encodeURIComponent(userId)}`}>
                        {name}
                      </Link>
                    ),
                },
                {
                  label: translate('mail.bouncing.since'),
                  render: ({ since }) => formatInstant(since, language),
                },
                {
                  label: translate('mail.bouncing.diagnostic'),
                  render: ({ source, diagnostic }) => (
                    <>
                      {diagnostic}
                      <Typography variant="body2" color="text.secondary">
                        {translate(`mail.bouncing.${source}`)}
                      </Typography>
                    </>
                  ),
                },
                { label: translate('mail.bouncing.held'), number: true, render: ({ held }) => held },
                {
                  label: translate('enterprise.team.acts'),
                  render: (row) => (
                    <Button
                      size="small"
                      variant="outlined"
                      onClick={() => setClearing(row)}
                      aria-label={`${translate('mail.bouncing.clear')}: ${row.email}`}
                    >
                      {translate('mail.bouncing.clear')}
                    </Button>
                  ),
                },
              ]}
            />
          )
        }
      </Reply>
      <BounceIntake onRecorded={refresh} />
      {clearing ? (
        <ConfirmDialog
          open
          title={translate('mail.bouncing.clearTitle', { email: clearing.email })}
          confirm={translate('mail.bouncing.clear')}
          act={() => clear(clearing)}
          onClose={() => setClearing(null)}
        >
          {translate('mail.bouncing.clearText', { smart_count: clearing.held })}
        </ConfirmDialog>
      ) : null}
    </section>
  );
}
