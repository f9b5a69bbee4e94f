/** Mail as the operator watches it: delivery, retries, addresses that bounce. */
import {
  BounceCleared,
  BounceRecorded,
  BounceReport,
  BouncingAddresses,
  ClearBounce,
  MailPage,
  MailParams,
  MailQuery,
  MailRetried,
} from '../../contracts/operations.ts';
import { page } from '../../contracts/paging.ts';
import { Problem } from '../../contracts/problem-error.ts';
import { clearBounce, listBounces, recordReport } from '../../db/bounces.ts';
import { listMail, mailCounts, retryMail } from '../../db/operations.ts';
import { isPermanent } from '../../domain/messages/delivery-status.ts';
import { command, query, type Route, signedIn } from '../route.ts';
import { readBounceReport } from './bounce-report.ts';

const tag = 'operations';

export const mailRoutes: Route[] = [
  query({
    id: 'operations.mail',
    method: 'get',
    path: '/operations/mail',
    tag,
    summary: 'Messages with the state of their mail',
    permission: 'mail.read',
    query: MailQuery,
    reply: MailPage,
    run: async ({ tx, query: asked }) => {
      const { status, q, perPage } = asked;
      const rows = await listMail(tx, {
        status,
        q: q || undefined,
        limit: perPage,
        offset: (asked.page - 1) * perPage,
      });
      return { ...page(rows, asked), counts: await mailCounts(tx) };
    },
  }),
  command({
    id: 'operations.retryMail',
    method: 'post',
    path: '/operations/mail/:messageId/retry',
    tag,
    summary: 'Send a mail again that was given up, kept, held or came back',
    permission: 'mail.retry',
    params: MailParams,
    reply: MailRetried,
    run: async ({ tx, params, actor, moved }) => {
      await retryMail(tx, params.messageId, signedIn(actor).userId);
      // Wakes the relay.
      moved.push(params.messageId);
      return { status: 'pending' as const };
    },
  }),
  query({
    id: 'operations.bounces',
    method: 'get',
    path: '/operations/bounces',
    tag,
    summary: 'Addresses that refuse mail, with the mails held for them',
    permission: 'mail.read',
    reply: BouncingAddresses,
    run: async ({ tx }) => ({ items: (await listBounces(tx)) as never }),
  }),
  command({
    id: 'operations.recordBounce',
    method: 'post',
    path: '/operations/bounces',
    tag,
    summary: 'Take in a report that mail came back (RFC 3464)',
    permission: 'mail.bounce',
    body: BounceReport,
    reply: BounceRecorded,
    run: async ({ tx, body }) => {
      const { mailId, recipient, action, status, diagnostic } = await readBounceReport(body.raw);
      const permanent = isPermanent({ recipient, action, status, diagnostic });
      const said = [status, diagnostic].filter((part) => part !== '').join(' ');
      const { email, messages } = await recordReport(tx, { mailId, recipient, permanent, diagnostic: said });
      return { email, action, status, diagnostic, permanent, messages };
    },
  }),
  command({
    id: 'operations.clearBounce',
    method: 'post',
    path: '/operations/bounces/clearing',
    tag,
    summary: 'The address works again: take its mark off and send what was held',
    permission: 'mail.bounce',
    body: ClearBounce,
    reply: BounceCleared,
    run: async ({ tx, body, actor }) => {
      const released = await clearBounce(tx, body.email, signedIn(actor).userId);
      if (released === null) throw new Problem('notFound');
      return { released };
    },
  }),
];
