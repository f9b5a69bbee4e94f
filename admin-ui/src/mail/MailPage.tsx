import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'ra-core';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { useWord } from '../i18n/words.ts';
import { Empty, Page, ProblemAlert } from '../layout/Page.tsx';
import { Pager } from '../layout/Pager.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { Reply } from '../layout/Reply.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import { useAct } from '../layout/useAct.ts';
import { useDebounced } from '../layout/useDebounced.ts';
import { api } from '../providers/http.ts';
import { useReply } from '../providers/useReply.ts';
import { Bounces } from './Bounces.tsx';
import { MailDialog } from './MailDialog.tsx';
import type { Mail, MailList } from './reply.ts';

const STATUSES = ['pending', 'sent', 'kept', 'failed', 'held', 'bounced', 'muted'] as const;
const SENT_AGAIN: readonly string[] = ['failed', 'kept', 'held', 'bounced'];

/** Every mail with its delivery; kept ones are read here, failed ones sent again. */
export default function MailPage() {
  const translate = useTranslate();
  const language = useLanguage();
  const word = useWord();
  const notify = useNotify();
  const client = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const status = search.get('status') ?? '';
  const [q, setQ] = useState('');
  const [page, setPage] = useState(1);
  const [reading, setReading] = useState<Mail | null>(null);
  const { busy, problem, run } = useAct();
  const mails = useReply<MailList>('/operations/mail', { status, q: useDebounced(q.trim()), page });
  const retry = (mail: Mail) =>
    run(async () => {
      await api.send('POST', `/operations/mail/${mail.id}/retry`);
      await client.invalidateQueries({ queryKey: ['/operations/mail'] });
      notify('operations.mail.retried', { type: 'success' });
    });
  return (
    <Page title={translate('operations.mail.title')} subtitle={translate('operations.mail.subtitle')}>
      <ProblemAlert problem={problem} />
      <Reply query={mails}>
        {({ items, hasNextPage, counts }) => (
          <>
            <Stack direction={{ xs: 'column', lg: 'row' }} spacing={1} sx={{ mb: 2, alignItems: { lg: 'center' } }}>
              <ToggleButtonGroup
                exclusive
                size="small"
                value={status}
                aria-label={translate('operations.mail.byStatus')}
                onChange={(_event, next: string | null) => {
                  setSearch(next ? { status: next } : {}, { replace: true });
                  setPage(1);
                }}
                sx={{ maxWidth: '100%', flexWrap: 'wrap' }}
              >
                <ToggleButton value="">{translate('shell.all')}</ToggleButton>
                {STATUSES.map((key) => (
                  <ToggleButton key={key} value={key}>
                    {word('mailStatus', key)} {counts[key]}
                  </ToggleButton>
                ))}
              </ToggleButtonGroup>
              <TextField
                sx={{ maxWidth: 360 }}
                label={translate('operations.mail.q')}
                type="search"
                value={q}
                onChange={(event) => {
                  setQ(event.target.value);
                  setPage(1);
                }}
              />
            </Stack>
            {items.length === 0 ? (
              <Empty text={translate('operations.mail.none')} />
            ) : (
              <PlainTable
                caption={translate('operations.mail.title')}
                rows={items}
                rowKey={({ id }) => id}
                columns={[
                  { label: translate('operations.mail.subject'), render: ({ subject }) => subject },
                  { label: translate('account.email'), render: ({ email }) => email },
                  {
                    label: translate('shell.home.status'),
                    render: ({ status: of, leavesAt }) => (
                      <>
                        <StatusChip status={of} kind="mail" />
                        {leavesAt ? (
                          <Typography variant="body2" color="text.secondary">
                            {translate('mail.leavesAt', { at: formatInstant(leavesAt, language) })}
                          </Typography>
                        ) : null}
                      </>
                    ),
                  },
                  {
                    label: translate('operations.mail.attempts'),
                    render: ({ attempts, error }) => (
                      <>
                        {attempts}
                        {error ? (
                          <Typography variant="body2" color="error">
                            {error}
                          </Typography>
                        ) : null}
                      </>
                    ),
                  },
                  {
                    label: translate('operations.mail.createdAt'),
                    render: ({ createdAt }) => formatInstant(createdAt, language),
                  },
                  {
                    label: translate('enterprise.team.acts'),
                    minWidth: 150,
                    render: (mail) => (
                      <Stack direction="row" spacing={1}>
                        <Button
                          size="small"
                          variant="outlined"
                          onClick={() => setReading(mail)}
                          aria-label={`${translate('operations.mail.read')}: ${mail.subject}, ${mail.email}`}
                        >
                          {translate('operations.mail.read')}
                        </Button>
                        {SENT_AGAIN.includes(mail.status) ? (
                          <Button
                            size="small"
                            variant="outlined"
                            disabled={busy}
                            onClick={() => void retry(mail)}
                            aria-label={`${translate('operations.mail.retry')}: ${mail.subject}, ${mail.email}`}
                          >
                            {translate('operations.mail.retry')}
                          </Button>
                        ) : null}
                      </Stack>
                    ),
                  },
                ]}
              />
            )}
            <Pager page={page} hasNextPage={hasNextPage} onPage={setPage} />
          </>
        )}
      </Reply>
      <Bounces />
      <MailDialog mail={reading} onClose={() => setReading(null)} />
    </Page>
  );
}
