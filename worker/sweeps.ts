import type { Logger } from 'pino';
import { sealAudit } from '../db/audit.ts';
import { forgetUnusedPlans } from '../db/bulk-decisions.ts';
import type { Sql } from '../db/client.ts';
import { forgetUnfiled } from '../db/objection-files.ts';
import { runNightlyCheck } from '../db/invariant-runs.ts';
import { settleCircles } from '../db/nobody-left.ts';
import { notifyMoved } from '../db/notifier.ts';
import { forgetIdempotencyKeys, lapseInvitations } from '../db/sweeps.ts';

/** Rehearsals run on a clock of seconds, so the sweep may not be slow. */
const INVITATIONS_EVERY_MS = 5_000;
/** A desk that opens, or a leave that begins, with nobody who may take the task is seen within this time. */
const CIRCLES_EVERY_MS = 10_000;
const SEAL_EVERY_MS = 60_000;
/** Looks whether the night's check is due. */
const INVARIANTS_EVERY_MS = 300_000;
const FORGET_EVERY_MS = 3_600_000;

/**
 * Work over many rows that belongs to no case: each task waits for its own end before it runs again, takes a lock in the database so
 * that one worker does it, and is tried again at the next turn when it fails.
 * @returns how to stop; resolves when what was under way has ended
 */
export function startSweeps(
  sql: Sql,
  audit: { signingKey: string | undefined; logPath: string },
  log: Logger,
): () => Promise<void> {
  const { signingKey, logPath } = audit;
  if (!signingKey) log.warn('AUDIT_SIGNING_KEY is not set: the audit chain is not sealed');
  const stops = [
    repeat('invitations', INVITATIONS_EVERY_MS, log, async () => notifyMoved(sql, await lapseInvitations(sql))),
    repeat('circles', CIRCLES_EVERY_MS, log, async () => notifyMoved(sql, await settleCircles(sql))),
    repeat('invariants', INVARIANTS_EVERY_MS, log, () => runNightlyCheck(sql)),
    repeat('idempotency keys', FORGET_EVERY_MS, log, () => forgetIdempotencyKeys(sql)),
    repeat('unused dry runs', FORGET_EVERY_MS, log, () => forgetUnusedPlans(sql)),
    repeat('unfiled evidence', FORGET_EVERY_MS, log, () => forgetUnfiled(sql)),
    ...(signingKey ? [repeat('audit seal', SEAL_EVERY_MS, log, () => sealAudit(sql, signingKey, logPath))] : []),
  ];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

function repeat(name: string, everyMs: number, log: Logger, work: () => Promise<unknown>): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const turn = async () => {
    try {
      await work();
    } catch (error) {
      log.warn({ reason: String(error), sweep: name }, 'sweep failed, next turn tries again');
    }
    if (!stopped) timer = setTimeout(start, everyMs);
  };
  const start = () => {
    running = turn();
  };
  start();
  return () => {
    stopped = true;
    clearTimeout(timer);
    return running;
  };
}
