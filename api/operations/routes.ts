/** The operator's pages: outbox, stuck cases, versions; mail in its own file. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Outbox, Stuck, StuckItem, Versions } from '../../contracts/operations.ts';
import { databaseVersions, listStuck, outboxState } from '../../db/operations.ts';
import { query, type Route } from '../route.ts';
import { mailRoutes } from './mail.ts';

/** More than an operator reads: beyond it something is wrong as a whole. */
const STUCK_SHOWN = 500;
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
    run: async ({ tx }) => {
      const rows = await listStuck(tx, STUCK_SHOWN);
      const items = rows.slice(0, STUCK_SHOWN).map((row) => {
        const id = [row.cause, row.taskId ?? row.messageId ?? row.caseId ?? 'all'].join('/');
        return StuckItem.parse({ ...row, id });
      });
      return { items, truncated: rows.length > STUCK_SHOWN, now: new Date().toISOString() };
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
