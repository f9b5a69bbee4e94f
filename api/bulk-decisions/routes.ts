/** Decisions over a whole filter of the queue: dry run, batches, results. */
import { z } from 'zod';
import * as contract from '../../contracts/bulk-decisions.ts';
import {
  bulkDecisionsOf,
  bulkSubject,
  planBulkDecision,
  readBulkDecision,
  runBulkDecision,
} from '../../db/bulk-decisions.ts';
import { allBulkItems, bulkItems } from '../../db/bulk-items.ts';
import { command, query, type Route, signedIn } from '../route.ts';
import { resultsCsv } from './results-csv.ts';

export const bulkDecisionRoutes: Route[] = [
  command({
    id: 'bulkDecisions.plan',
    method: 'post',
    path: '/bulk-decisions',
    tag: 'Tasks',
    summary: 'Dry run over a filter of the queue: each item’s result and reason, and a token for the frozen set',
    permission: 'bulkDecision.plan',
    body: contract.PlanBulkDecision,
    reply: contract.BulkView,
    status: 201,
    run: ({ tx, actor, body }) => planBulkDecision(tx, body, signedIn(actor)),
  }),
  query({
    id: 'bulkDecisions.list',
    method: 'get',
    path: '/bulk-decisions',
    tag: 'Tasks',
    summary: 'The caller’s own bulk decisions, newest first',
    permission: 'bulkDecision.plan',
    reply: contract.BulkList,
    run: async ({ tx, actor }) => ({ items: await bulkDecisionsOf(tx, signedIn(actor).userId) }),
  }),
  query({
    id: 'bulkDecisions.read',
    method: 'get',
    path: '/bulk-decisions/:bulkId',
    tag: 'Tasks',
    summary: 'Progress of a bulk decision',
    permission: 'bulkDecision.read',
    params: contract.BulkParams,
    reply: contract.BulkView,
    subject: (tx, { bulkId }) => bulkSubject(tx, bulkId),
    run: ({ tx, params }) => readBulkDecision(tx, params.bulkId),
  }),
  query({
    id: 'bulkDecisions.items',
    method: 'get',
    path: '/bulk-decisions/:bulkId/items',
    tag: 'Tasks',
    summary: 'Each item’s result and reason',
    permission: 'bulkDecision.read',
    params: contract.BulkParams,
    query: contract.BulkItemQuery,
    reply: contract.BulkItemPage,
    subject: (tx, { bulkId }) => bulkSubject(tx, bulkId),
    run: ({ tx, params, query: filter }) => bulkItems(tx, params.bulkId, filter),
  }),
  command({
    id: 'bulkDecisions.run',
    method: 'post',
    path: '/bulk-decisions/:bulkId/batches',
    tag: 'Tasks',
    summary: 'Decide the next batch of the frozen set; call again until it is finished',
    permission: 'bulkDecision.run',
    params: contract.BulkParams,
    body: contract.RunBulkDecision,
    reply: contract.BulkView,
    subject: (tx, { bulkId }) => bulkSubject(tx, bulkId),
    run: async ({ tx, actor, params, body, moved }) => {
      const batch = await runBulkDecision(tx, params.bulkId, signedIn(actor), body.leaveOut ?? []);
      moved.push(...batch.moved);
      return batch.view;
    },
  }),
  query({
    id: 'bulkDecisions.csv',
    method: 'get',
    path: '/bulk-decisions/:bulkId/results.csv',
    tag: 'Tasks',
    summary: 'Results as CSV',
    permission: 'bulkDecision.read',
    params: contract.BulkParams,
    reply: z.unknown(),
    raw: true,
    subject: (tx, { bulkId }) => bulkSubject(tx, bulkId),
    run: async ({ tx, actor, params, res }) => {
      const csv = resultsCsv(await allBulkItems(tx, params.bulkId), signedIn(actor).locale);
      res.set({
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="results.csv"',
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      });
      res.end(csv);
    },
  }),
];
