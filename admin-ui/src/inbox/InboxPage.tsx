import ExpandMore from '@mui/icons-material/ExpandMore';
import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { z } from 'zod';
import type * as contracts from '../../../contracts/accounts.ts';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Empty, Page, ProblemAlert } from '../layout/Page.tsx';
import { Pager } from '../layout/Pager.tsx';
import { Reply } from '../layout/Reply.tsx';
import { useAct } from '../layout/useAct.ts';
import { api } from '../providers/http.ts';
import { deskLink } from './deskLink.ts';

type Inbox = z.infer<typeof contracts.InboxPage>;
type Message = Inbox['items'][number];

function Entry({ message, onOpen }: { message: Message; onOpen: () => void }) {
  const translate = useTranslate();
  const language = useLanguage();
  const { subject, body, createdAt, readAt, link } = message;
  const to = deskLink(link);
  return (
    <Accordion
      disableGutters
      slotProps={{ heading: { component: 'h2' } }}
      onChange={(_event, open) => open && readAt === null && onOpen()}
    >
      <AccordionSummary expandIcon={<ExpandMore aria-hidden />}>
        <Box sx={{ minWidth: 0 }}>
          <Typography component="span" sx={{ fontWeight: readAt === null ? 700 : 400, display: 'block' }}>
            {readAt === null ? `● ${translate('inbox.unread')} · ` : ''}
            {subject}
          </Typography>
          <Typography component="span" variant="body2" color="text.secondary">
            {formatInstant(createdAt, language)}
          </Typography>
        </Box>
      </AccordionSummary>
      <AccordionDetails>
        <Typography sx={{ whiteSpace: 'pre-wrap' }}>{body}</Typography>
        {to === null ? null : (
          <Button component={Link} to={to} variant="outlined" sx={{ mt: 1 }}>
            {translate('inbox.go')}
          </Button>
        )}
      </AccordionDetails>
    </Accordion>
  );
}

/** What the system told the person; opening a message marks it as read. */
export default function InboxPage() {
  const translate = useTranslate();
  const client = useQueryClient();
  const [page, setPage] = useState(1);
  const [onlyUnread, setOnlyUnread] = useState(false);
  const { busy, problem, run } = useAct();
  const query = { page, unread: onlyUnread ? 'true' : undefined };
  const inbox = useQuery({
    queryKey: ['inbox', 'list', query],
    queryFn: () => api.get<Inbox>('/inbox', query),
    placeholderData: (previous) => previous,
  });
  const markRead = async (id: string) => {
    const reply = await api.send<{ readAt: string }>('POST', `/inbox/${id}/read`).catch(() => null);
    if (reply === null) return;
    // The list keeps its rows: an open message must not vanish under the reader.
    client.setQueryData<Inbox>(['inbox', 'list', query], (before) =>
      before
        ? { ...before, items: before.items.map((item) => (item.id === id ? { ...item, readAt: reply.readAt } : item)) }
        : before,
    );
    await client.invalidateQueries({ queryKey: ['inbox', 'unread'] });
  };
  const markAll = () =>
    run(async () => {
      await api.send('POST', '/inbox/read-all');
      await client.invalidateQueries({ queryKey: ['inbox'] });
    });
  return (
    <Page
      title={translate('inbox.title')}
      maxWidth={860}
      actions={
        <Button variant="outlined" disabled={busy || (inbox.data?.unread ?? 0) === 0} onClick={() => void markAll()}>
          {translate('inbox.readAll')}
        </Button>
      }
    >
      <ProblemAlert problem={problem} />
      <FormControlLabel
        control={
          <Checkbox
            checked={onlyUnread}
            onChange={(event) => {
              setOnlyUnread(event.target.checked);
              setPage(1);
            }}
          />
        }
        label={translate('inbox.onlyUnread')}
      />
      <Reply query={inbox}>
        {({ items, hasNextPage }) =>
          items.length === 0 ? (
            <Empty text={translate(onlyUnread ? 'inbox.noneUnread' : 'inbox.none')} />
          ) : (
            <>
              {items.map((message) => (
                <Entry key={message.id} message={message} onOpen={() => void markRead(message.id)} />
              ))}
              <Pager page={page} hasNextPage={hasNextPage} onPage={setPage} />
            </>
          )
        }
      </Reply>
    </Page>
  );
}
