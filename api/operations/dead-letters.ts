/** What was given up, and how the operator sends it again. */
import { DeadLetterPage, DeadLetterQuery, Redrive, Redriven } from '../../contracts/dead-letters.ts';
import { page } from '../../contracts/paging.ts';
import { listDeadLetters, redrive } from '../../db/dead-letters.ts';
import { command, query, type Route, signedIn } from '../route.ts';

const tag = 'operations';

export const deadLetterRoutes: Route[] = [
  query({
    id: 'operations.deadLetters',
    method: 'get',
    path: '/operations/dead-letters',
    tag,
    summary: 'Facts that the workflow engine refused again and again, and mails given up',
    permission: 'operations.read',
    query: DeadLetterQuery,
    reply: DeadLetterPage,
    run: async ({ tx, query: asked }) => {
      const { source, q, perPage } = asked;
      const rows = await listDeadLetters(tx, { source, q, limit: perPage, offset: (asked.page - 1) * perPage });
      return page(
        rows.map(({ bounces: _, ...letter }) => letter),
        asked,
      );
    },
  }),
  command({
    id: 'operations.redrive',
    method: 'post',
    path: '/operations/dead-letters/redrive',
    tag,
    summary: 'Send dead letters again, chosen ones or all that a filter finds; a dry run says what would happen',
    permission: 'operations.retry',
    body: Redrive,
    reply: Redriven,
    // Within a quarter of a second the relay looks by itself.
    run: ({ tx, body, actor }) => redrive(tx, body, signedIn(actor).userId),
  }),
];
