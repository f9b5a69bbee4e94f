import MailOutline from '@mui/icons-material/MailOutline';
import Badge from '@mui/material/Badge';
import IconButton from '@mui/material/IconButton';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { Link } from 'react-router';
import { api } from '../providers/request.ts';

/** How many messages are unread; the number is part of the label. */
export function InboxButton() {
  const translate = useTranslate();
  const { data } = useQuery({
    queryKey: ['inbox', 'unread'],
    queryFn: () => api.get<{ unread: number }>('/inbox', { perPage: 1 }),
    refetchInterval: 120_000,
  });
  const unread = data?.unread ?? 0;
  return (
    <IconButton
      component={Link}
      to="/desk/inbox"
      color="inherit"
      aria-label={translate(unread === 0 ? 'shell.inboxRead' : 'shell.inbox', { smart_count: unread })}
    >
      <Badge badgeContent={unread === 0 ? undefined : unread} color="secondary" max={99} sx={{ whiteSpace: 'nowrap' }}>
        <MailOutline />
      </Badge>
    </IconButton>
  );
}
