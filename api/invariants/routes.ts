/** What must always hold, as the nightly check found it. */
import { InvariantRun, InvariantRuns, InvariantRunsQuery } from '../../contracts/invariants.ts';
import { page } from '../../contracts/paging.ts';
import { listRuns, runCheck } from '../../db/invariant-runs.ts';
import { command, query, type Route, signedIn } from '../route.ts';

const tag = 'invariants';

export const invariantRoutes: Route[] = [
  query({
    id: 'invariants.list',
    method: 'get',
    path: '/invariants/runs',
    tag,
    summary: 'Checks of what must always hold, latest first',
    permission: 'invariant.read',
    query: InvariantRunsQuery,
    reply: InvariantRuns,
    run: async ({ tx, query: asked }) => {
      const rows = await listRuns(tx, { limit: asked.perPage, offset: (asked.page - 1) * asked.perPage });
      return page(rows, asked);
    },
  }),
  command({
    id: 'invariants.run',
    method: 'post',
    path: '/invariants/runs',
    tag,
    summary: 'Check now',
    permission: 'invariant.run',
    reply: InvariantRun,
    run: async ({ tx, actor, services }) => {
      const id = await runCheck(services.sql, tx, 'manual', signedIn(actor).userId);
      const [run] = await listRuns(tx, { limit: 1, offset: 0 }, id);
      return run as InvariantRun;
    },
  }),
];
