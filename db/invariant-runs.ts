/** Runs of the nightly check: when, what was found, who is told. */
import type { InvariantRun } from '../contracts/invariants.ts';
import type { Locale } from '../contracts/vocabulary.ts';
import { checkInvariants } from './invariants.ts';
import { json, type Sql, type Tx } from './client.ts';
import { postMessages } from './messages.ts';

/** Hour in Beijing at which the night's check is due. */
const DUE = '03:30';
/** One check at a time, whichever worker runs it. */
const CHECK_LOCK = 71_102_014;

/**
 * The night's check, unless it was done since its hour or another worker is at it.
 * @returns the run; null when there was nothing to do
 */
export async function runNightlyCheck(sql: Sql): Promise<string | null> {
  return sql.begin(async (tx) => {
    const [turn] = await tx<{ mine: boolean }[]>`
      select pg_try_advisory_xact_lock(${CHECK_LOCK}) and not exists (
        select 1 from invariant_runs where occasion = 'nightly'
          and started_at >= next_beijing_time(clock_timestamp() - interval '1 day', ${DUE}::text::time)) as mine`;
    return turn?.mine ? runCheck(sql, tx, 'nightly', null) : null;
  });
}

/**
 * Checks everything over one snapshot and keeps what was found; when something is broken every operator gets a message.
 * @param tx writes the run; the check reads in a transaction of its own
 */
export async function runCheck(
  sql: Sql,
  tx: Tx,
  occasion: InvariantRun['occasion'],
  actorId: string | null,
): Promise<string> {
  const startedAt = new Date().toISOString();
  const results = await sql.begin('isolation level repeatable read read only', async (snapshot) => {
    await snapshot`set local statement_timeout = '5min'`;
    return checkInvariants(snapshot);
  });
  const broken = results.filter(({ violations, error }) => violations > 0 || error !== null);
  const [run] = await tx<{ id: string }[]>`
    insert into invariant_runs (occasion, actor_id, started_at, finished_at, broken, results)
    values (${occasion}, ${actorId}, ${startedAt}, clock_timestamp(), ${broken.length}, ${json(tx, results)}) returning id`;
  const id = run?.id as string;
  if (broken.length > 0) await tellOperators(tx, id, broken.length);
  return id;
}

async function tellOperators(tx: Tx, runId: string, count: number): Promise<void> {
  const operators = await tx<{ userId: string; email: string; locale: Locale }[]>`
    select distinct u.id as user_id, u.email, u.locale from users u
    join role_grants g on g.user_id = u.id and g.role = 'operator' and g.revoked_at is null`;
  await postMessages(
    tx,
    operators.map((operator) => ({
      ...operator,
      template: 'invariantsBroken' as const,
      values: { count },
      link: '/desk/invariants',
      dedupeKey: `invariants/${runId}/${operator.userId}`,
    })),
  );
}

/** Runs, latest first; one more than asked. */
export async function listRuns(tx: Tx, page: { limit: number; offset: number }, id: string | null = null) {
  return tx<InvariantRun[]>`
    select r.id, r.occasion, u.name as actor, r.started_at, r.finished_at, r.broken, r.results
    from invariant_runs r left join users u on u.id = r.actor_id
    where ${id}::uuid is null or r.id = ${id}::uuid
    order by r.started_at desc, r.id limit ${page.limit + 1} offset ${page.offset}`;
}
