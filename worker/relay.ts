import { setTimeout as delay } from 'node:timers/promises';
import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { WorkflowIdReusePolicy } from '@temporalio/common';
import type { Logger } from 'pino';
import { CASE_MOVED, WORKFLOW_OF } from '../contracts/workflows.ts';
import type { Sql } from '../db/client.ts';
import { listenMoved } from '../db/notifier.ts';
import { type Delivery, drainOutbox, type OutboxItem } from '../db/outbox.ts';
import { gatherMoves } from './gathering.ts';

export type Relay = {
  /** One pass over the outbox; for tests and for the loop. Throws when the engine could not be asked. */
  pass: () => Promise<number>;
  /** Ends the loop after the pass under way. */
  stop: () => Promise<void>;
};

/** A row that waits is found by this poll at the latest; usually a notification comes first. */
const POLL_MS = 250;
const PASS_ROWS = 200;
/** The rows are locked so long at most while Temporal does not answer. */
const DELIVERY_MS = 15_000;
const LONGEST_BACK_OFF_MS = 10_000;

/**
 * Carries what the database committed to Temporal: starts a case's workflow or signals the one that runs. At least once, in
 * any order; workflows read the case, so repetition changes nothing. Several relays may run side by side.
 */
export async function startRelay(sql: Sql, client: Client, taskQueue: string, log: Logger): Promise<Relay> {
  let stopping = false;
  let wake = () => {};
  const pass = () => relayPass(sql, client, taskQueue);
  const unlisten = await listenMoved(sql, () => wake());
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const loop = async () => {
    let backOffMs = 0;
    while (!stopping) {
      try {
        const removed = await pass();
        if (backOffMs > 0) log.info('relay: Temporal answers again');
        backOffMs = 0;
        if (removed === 0) await pause(POLL_MS);
        if (removed < PASS_ROWS) await gatherMoves(sql, delay, () => !stopping);
      } catch (error) {
        backOffMs = Math.min(Math.max(backOffMs * 2, POLL_MS), LONGEST_BACK_OFF_MS);
        log.warn({ reason: String(error), againInMs: backOffMs }, 'relay: not delivered, trying again');
        if (!stopping) await pause(backOffMs);
      }
    }
  };
  const running = loop();
  return {
    pass,
    stop: async () => {
      stopping = true;
      wake();
      await running;
      await unlisten();
    },
  };
}

/** One pass: takes rows, delivers each subject once, removes what arrived. Returns the rows removed. */
export async function relayPass(sql: Sql, client: Client, taskQueue: string): Promise<number> {
  const failures: unknown[] = [];
  const { removed } = await drainOutbox(sql, PASS_ROWS, async (items) => {
    const outcomes = await client.withDeadline(Date.now() + DELIVERY_MS, () =>
      Promise.allSettled(items.map((item) => deliver(client, taskQueue, item))),
    );
    return outcomes.map((outcome): Delivery => {
      if (outcome.status === 'fulfilled') return { outcome: 'arrived' };
      if (isRefusal(outcome.reason)) return { outcome: 'refused', error: wordsOf(outcome.reason) };
      failures.push(outcome.reason);
      return { outcome: 'later' };
    });
  });
  if (failures.length > 0) throw failures[0];
  return removed;
}

/** gRPC codes of an answer about this item: INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE. All others are about the engine. */
const REFUSALS = [3, 9, 11];

/** The engine, or this relay, will not have this item, whatever the weather. */
function isRefusal(error: unknown): boolean {
  const code = codeOf(error) ?? codeOf((error as { cause?: unknown }).cause);
  return code === undefined || REFUSALS.includes(code);
}

function codeOf(error: unknown): number | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'number' ? code : undefined;
}

function wordsOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { message?: string } };
  return [message, cause?.message].filter((part) => part).join(': ') || String(error);
}

/** Starts or signals the workflow of one subject. A message is sent by one workflow, which needs to hear nothing more. */
async function deliver(client: Client, taskQueue: string, { kind, subjectId, version }: OutboxItem): Promise<void> {
  if (!(kind in WORKFLOW_OF)) throw new Error(`no workflow is known for an outbox row of kind “${kind}”`);
  const { type, id } = WORKFLOW_OF[kind];
  const workflowId = id(subjectId, version);
  try {
    if (kind === 'message' || kind === 'digest') {
      await client.workflow.start(type, {
        taskQueue,
        workflowId,
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
        args: [kind === 'message' ? { messageId: subjectId } : { digestId: subjectId }],
      });
    } else {
      await client.workflow.signalWithStart(type, {
        taskQueue,
        workflowId,
        // A case that had come to its end may go on by a later decision: a signal starts its workflow anew. It reads where the
        // case stands, and one that has nothing to do ends at once.
        workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
        args: [{ caseId: subjectId }],
        signal: CASE_MOVED,
        signalArgs: [version],
      });
    }
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
