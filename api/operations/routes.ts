/** The operator's pages: outbox, stuck cases, versions; mail in its own file. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Outbox, RetryStuck, Stuck, StuckRetried, Versions } from '../../contracts/operations.ts';
import { recordOfficeFact } from '../../db/accounts.ts';
import { databaseVersions, outboxState } from '../../db/operations.ts';
import { command, query, type Route, signedIn } from '../route.ts';
import { deadLetterRoutes } from './dead-letters.ts';
import { mailRoutes } from './mail.ts';
import { retryStuck } from './retry.ts';
import { findStuck } from './stuck.ts';

const startedAt = new Date().toISOString();

/** Version in the nearest package.json above this file, whether it runs from source or from the build. */
const applicationVersion = (() => {
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    const file = path.join(folder, 'package.json');
    if (existsSync(file)) {
      const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string };
      if (name === 'tenfold' && version) return version;
    }
    if (folder === path.dirname(folder)) return 'unknown';
  }
})();

export const operationsRoutes: Route[] = [
  ...mailRoutes,
  ...deadLetterRoutes,
  query({
    id: 'operations.outbox',
    method: 'get',
    path: '/operations/outbox',
    tag: 'operations',
    summary: 'What the workflow engine has not heard of yet',
    permission: 'operations.read',
    reply: Outbox,
    run: ({ tx }) => outboxState(tx),
  }),
  query({
    id: 'operations.stuck',
    method: 'get',
    path: '/operations/stuck',
    tag: 'operations',
    summary: 'What should have moved and has not, with the cause',
    permission: 'operations.read',
    reply: Stuck,
    run: async ({ tx, services }) => ({
      ...(await findStuck(tx, services.engine, services.engineUrl)),
      now: new Date().toISOString(),
    }),
  }),
  command({
    id: 'operations.retryStuck',
    method: 'post',
    path: '/operations/stuck/retry',
    tag: 'operations',
    summary: 'Try something stuck again: its cause is looked at first, and afterwards that it moved',
    permission: 'operations.retry',
    body: RetryStuck,
    reply: StuckRetried,
    run: async ({ tx, body, actor, services }) => {
      const { userId } = signedIn(actor);
      const { sql, engine } = services;
      const { item, ...retried } = await retryStuck({ sql, engine, actorId: userId }, body.id);
      const { caseId = null, messageId = null } = item ?? {};
      await recordOfficeFact(tx, 'stuckRetried', userId, { id: body.id, caseId, messageId, ...retried });
      return retried;
    },
  }),
  query({
    id: 'operations.versions',
    method: 'get',
    path: '/operations/versions',
    tag: 'operations',
    summary: 'Versions of everything that runs',
    permission: 'operations.read',
    reply: Versions,
    run: async ({ tx }) => {
      const asked = Date.now();
      const { postgres, now, applied, latestAt, calendarUntilYear, programmes } = await databaseVersions(tx);
      return {
        application: applicationVersion,
        node: process.version,
        postgres,
        startedAt,
        migrations: { applied, latestAt: latestAt === null ? null : new Date(Number(latestAt)).toISOString() },
        programmes,
        calendarUntilYear,
        clockSkewMs: Date.parse(now) - asked,
        virusScan: Boolean(process.env.CLAMD_SOCKET),
        contentStore: process.env.S3_BUCKET ? ('s3' as const) : ('disk' as const),
      };
    },
  }),
];
