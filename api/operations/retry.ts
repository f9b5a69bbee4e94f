/** A retry that is never believed: the cause is looked at again first, and that it moved afterwards. */
import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import type { STILL_STUCK, StuckItem, StuckRetried } from '../../contracts/operations.ts';
import { Problem } from '../../contracts/problem-error.ts';
import type { CaseKind } from '../../contracts/vocabulary.ts';
import { type CarriedKind, WORKFLOW_OF } from '../../contracts/workflows.ts';
import { bounceOf } from '../../db/bounces.ts';
import type { Sql } from '../../db/client.ts';
import { retryMail } from '../../db/operations.ts';
import { forgetFailuresOf } from '../../db/step-failures.ts';
import type { Engine } from './engine.ts';
import { findStuck } from './stuck.ts';

type Item = z.infer<typeof StuckItem>;
type Retried = z.infer<typeof StuckRetried>;
type Reason = (typeof STILL_STUCK)[number];
type Means = { sql: Sql; engine: Engine | null; actorId: string };

/** How long a retry may take to show its effect before the operator is told "still stuck". */
const PATIENCE_MS = 12_000;
const LOOK_AGAIN_MS = 400;

const still = (
  reason: Reason,
  item: Item | null,
  action: Retried['action'] = 'none',
  error?: string | null,
): Retried => ({
  outcome: 'stillStuck',
  action,
  reason,
  cause: item?.cause ?? null,
  error: error ?? item?.error ?? null,
});
const moved = (action: Retried['action']): Retried => ({
  outcome: 'moved',
  action,
  reason: null,
  cause: null,
  error: null,
});

/** Tries one stuck thing again. Each step commits by itself: the effect could not be seen otherwise. */
export async function retryStuck(means: Means, id: string): Promise<Retried & { item: Item | null }> {
  const { items } = await findStuck(means.sql, means.engine, null);
  const item = items.find((one) => one.id === id) ?? null;
  if (item === null) return { outcome: 'alreadyMoved', action: 'none', reason: null, cause: null, error: null, item };
  if (!item.retriable) throw new Problem('wrongState', { detail: 'only people can move this' });
  const retried = item.messageId ? await retryOneMail(means, item, item.messageId) : await retryCase(means, item);
  return { ...retried, item };
}

async function retryOneMail({ sql, engine, actorId }: Means, item: Item, messageId: string): Promise<Retried> {
  const [mail] = await sql<{ email: string; attempts: number }[]>`
    select email, mail_attempts as attempts from messages where id = ${messageId}`;
  if (!mail) throw new Problem('notFound');
  if ((await bounceOf(sql, mail.email)) !== null) return still('addressBounces', item);
  const away = await engineAway(engine);
  if (away) return still(away, item);
  await sql.begin((tx) => retryMail(tx, messageId, actorId));
  const state = await until(async () => {
    const [now] = await sql<{ status: string; error: string | null; attempts: number }[]>`
      select mail_status as status, mail_error as error, mail_attempts as attempts from messages where id = ${messageId}`;
    return now && (now.status !== 'pending' || now.attempts > mail.attempts) ? now : null;
  });
  if (state?.status === 'sent' || state?.status === 'kept') return moved('queued');
  return still(state?.error ? 'sameCause' : 'noAnswer', item, 'queued', state?.error ?? null);
}

/** Null when Temporal answers and somebody works for it. */
async function engineAway(engine: Engine | null): Promise<Reason | null> {
  if (engine === null) return 'engineAway';
  try {
    return (await engine.workers()).length === 0 ? 'noWorker' : null;
  } catch {
    return 'engineAway';
  }
}

async function retryCase({ sql, engine }: Means, item: Item): Promise<Retried> {
  const away = await engineAway(engine);
  if (away || engine === null) return still(away ?? 'engineAway', item);
  const place = await placeOf(sql, item);
  let action: Retried['action'] = 'none';
  if (place) {
    const { workflowId } = place;
    const before = (await engine.look([workflowId])).get(workflowId);
    const fails =
      before?.status === 'RUNNING' && (before.failingTurn || before.failingSteps.length > 0 || failsInside(item));
    // Every fact is in the database and every step is guarded there: a new run takes the case up where it stands.
    if (fails) await engine.terminate(workflowId, 'Retried by the operator: a new run takes the case up');
    action = fails || before?.status !== 'RUNNING' ? 'restarted' : 'signalled';
    await forgetFailuresOf(sql, place.caseId);
    await engine.stir(place.kind, place.caseId);
  }
  const quiet = await until(async () => {
    if (place && (await engine.look([place.workflowId])).get(place.workflowId)?.turnPending) return null;
    return (await sameTrouble(sql, engine, item)) === null ? true : null;
  });
  if (quiet) return moved(action);
  const left = await sameTrouble(sql, engine, item);
  return still(left ? 'sameCause' : 'noAnswer', left ?? item, action);
}

const failsInside = ({ cause }: Item) => cause === 'databaseRefuses' || cause === 'stepFails';

/** The workflow that carries the stuck case. A wait of the outbox as a whole has none. */
async function placeOf(
  sql: Sql,
  { caseId }: Item,
): Promise<{ kind: CarriedKind; caseId: string; workflowId: string } | null> {
  if (caseId === null) return null;
  const [found] = await sql<{ kind: CaseKind }[]>`select kind from cases where id = ${caseId}`;
  if (!found || found.kind === 'office') return null;
  return { kind: found.kind, caseId, workflowId: WORKFLOW_OF[found.kind].id(caseId) };
}

/** Whatever still holds up the same case, people's lateness aside; null when nothing does. */
async function sameTrouble(sql: Sql, engine: Engine, item: Item): Promise<Item | null> {
  const { items } = await findStuck(sql, engine, null);
  const same = (one: Item) => (item.caseId === null ? one.id === item.id : one.caseId === item.caseId && one.retriable);
  return items.find((one) => same(one) && one.messageId === null) ?? null;
}

/** Looks until there is an answer or patience ends. */
async function until<T>(look: () => Promise<T | null>): Promise<T | null> {
  const endsAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await look();
    if (answer !== null || Date.now() > endsAt) return answer;
    await pause(LOOK_AGAIN_MS);
  }
}
