/** What the operator asks of Temporal: how workflows are, who works, and to set one going again. */
import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { WorkflowIdReusePolicy } from '@temporalio/common';
import { type CarriedKind, CASE_MOVED, WORKFLOW_OF } from '../../contracts/workflows.ts';

const ANSWER_MS = 5_000;
const AT_ONCE = 20;
const NON_DETERMINISM = /nondeterminis|TMPRL1100/i;

/** A workflow as the engine describes it. */
export type SeenWorkflow = {
  status: 'RUNNING' | 'MISSING' | 'COMPLETED' | 'FAILED' | 'CANCELLED' | 'TERMINATED' | 'TIMED_OUT' | 'UNKNOWN';
  /** A turn of the workflow's code is under way, or fails. */
  turnPending: boolean;
  /** The turn fails and is repeated. */
  failingTurn: { attempts: number; error: string; nonDeterminism: boolean; since: string | null } | null;
  /** Steps that fail and are repeated. */
  failingSteps: { step: string; attempts: number; error: string }[];
};
export type EngineWorker = { identity: string; lastSeenAt: string | null };

export type Engine = {
  look: (workflowIds: readonly string[]) => Promise<Map<string, SeenWorkflow>>;
  workers: () => Promise<EngineWorker[]>;
  /** Signals the case's workflow; starts it where none runs, also one that has ended. */
  stir: (kind: CarriedKind, caseId: string) => Promise<void>;
  terminate: (workflowId: string, reason: string) => Promise<void>;
  close: () => Promise<void>;
};

/** Connects at the first question. Every question throws when Temporal does not answer in five seconds. */
export function createEngine(address: string, taskQueue: string): Engine {
  let client: Client | null = null;
  const ask = <T>(question: (client: Client) => Promise<T>): Promise<T> => {
    client ??= new Client({ connection: Connection.lazy({ address, connectTimeout: 2_000 }) });
    const asked = client;
    return asked.withDeadline(Date.now() + ANSWER_MS, () => question(asked));
  };
  const describe = (workflowId: string) => ask((asked) => see(asked, workflowId));
  return {
    look: async (workflowIds) => {
      const seen = new Map<string, SeenWorkflow>();
      for (let from = 0; from < workflowIds.length; from += AT_ONCE) {
        const ids = workflowIds.slice(from, from + AT_ONCE);
        const described = await Promise.all(ids.map(describe));
        for (const [index, id] of ids.entries()) seen.set(id, described[index] as SeenWorkflow);
      }
      return seen;
    },
    workers: () =>
      ask(async ({ connection, options }) => {
        const { pollers } = await connection.workflowService.describeTaskQueue({
          namespace: options.namespace,
          taskQueue: { name: taskQueue },
          taskQueueType: 1, // workflow tasks
        });
        return (pollers ?? []).map(({ identity, lastAccessTime }) => ({
          identity: identity ?? '',
          lastSeenAt: instantOf(lastAccessTime?.seconds),
        }));
      }),
    stir: (kind, caseId) =>
      ask(async ({ workflow }) => {
        const { type, id } = WORKFLOW_OF[kind];
        await workflow.signalWithStart(type, {
          taskQueue,
          workflowId: id(caseId),
          workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
          args: [{ caseId }],
          signal: CASE_MOVED,
          signalArgs: [0],
        });
      }),
    terminate: (workflowId, reason) =>
      ask(async ({ workflow }) => void (await workflow.getHandle(workflowId).terminate(reason))),
    close: async () => {
      await client?.connection.close().catch(() => {});
    },
  };
}

const instantOf = (seconds: unknown): string | null =>
  seconds === null || seconds === undefined ? null : new Date(Number(seconds) * 1000).toISOString();

const ABSENT: SeenWorkflow = { status: 'MISSING', turnPending: false, failingTurn: null, failingSteps: [] };

async function see(client: Client, workflowId: string): Promise<SeenWorkflow> {
  try {
    const { status, raw } = await client.workflow.getHandle(workflowId).describe();
    const turn = raw.pendingWorkflowTask;
    const attempts = turn?.attempt ?? 0;
    return {
      status: status.name as SeenWorkflow['status'],
      turnPending: status.name === 'RUNNING' && Boolean(turn),
      failingTurn:
        status.name === 'RUNNING' && attempts > 1
          ? {
              attempts,
              since: instantOf(turn?.originalScheduledTime?.seconds),
              ...(await lastFailure(client, workflowId)),
            }
          : null,
      failingSteps: (raw.pendingActivities ?? [])
        .filter(({ attempt, lastFailure: failure }) => (attempt ?? 0) > 3 && failure)
        .map(({ activityType, attempt, lastFailure: failure }) => ({
          step: activityType?.name ?? '',
          attempts: attempt ?? 0,
          error: failure?.message ?? '',
        })),
    };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return ABSENT;
    throw error;
  }
}

/** Why the latest turn failed, from the end of the history. */
async function lastFailure(client: Client, workflowId: string): Promise<{ error: string; nonDeterminism: boolean }> {
  const { history } = await client.connection.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution: { workflowId },
    maximumPageSize: 20,
  });
  const failed = history?.events?.find((event) => event.workflowTaskFailedEventAttributes);
  const error = failed?.workflowTaskFailedEventAttributes?.failure?.message ?? '';
  return { error, nonDeterminism: NON_DETERMINISM.test(error) };
}
