import { z } from 'zod';
import { InboxPage, InboxParams, InboxQuery, InboxRead } from '../../contracts/accounts.ts';
import { page } from '../../contracts/paging.ts';
import { Problem } from '../../contracts/problem-error.ts';
import { countUnread, listInbox, markAllRead, markRead, ownerOfMessage } from '../../db/inbox.ts';
import { command, query, type Route, signedIn } from '../route.ts';

const tag = 'inbox';

export const inboxRoutes: readonly Route[] = [
  query({
    id: 'inbox.list',
    method: 'get',
    path: '/inbox',
    tag,
    summary: 'My messages, newest first',
    permission: 'inbox.read',
    query: InboxQuery,
    reply: InboxPage,
    run: async ({ tx, actor, query: asked }) => {
      const { userId } = signedIn(actor);
      const [rows, unread] = await Promise.all([listInbox(tx, userId, asked), countUnread(tx, userId)]);
      return { ...page(rows, asked), unread };
    },
  }),
  command({
    id: 'inbox.readOne',
    method: 'post',
    path: '/inbox/:messageId/read',
    tag,
    summary: 'Mark a message as read',
    permission: 'inbox.update',
    subject: async (tx, params) => {
      const userId = await ownerOfMessage(tx, params.messageId);
      if (userId === null) throw new Problem('notFound');
      return { userId };
    },
    params: InboxParams,
    reply: InboxRead,
    run: async ({ tx, params }) => ({ id: params.messageId, readAt: await markRead(tx, params.messageId) }),
  }),
  command({
    id: 'inbox.readAll',
    method: 'post',
    path: '/inbox/read-all',
    tag,
    summary: 'Mark all my messages as read',
    permission: 'inbox.read',
    reply: z.object({ marked: z.number().int() }),
    run: async ({ tx, actor }) => ({ marked: await markAllRead(tx, signedIn(actor).userId) }),
  }),
];
