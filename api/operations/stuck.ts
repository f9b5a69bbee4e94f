/** What should have moved and has not, from the database and from Temporal, each with its cause. */
import type { z } from 'zod';
import { type EngineState, MOVED_BY_PEOPLE, type StuckCause, type StuckItem } from '../../contracts/operations.ts';
import { WORKFLOW_OF } from '../../contracts/workflows.ts';
import type { Tx } from '../../db/client.ts';
import { listStuck, type OpenCase, openCases } from '../../db/operations.ts';
import { liveStepFailures } from '../../db/step-failures.ts';
import type { Engine, SeenWorkflow } from './engine.ts';

type Item = z.infer<typeof StuckItem>;
export type EngineLook = z.infer<typeof EngineState>;
type Found = Omit<Item, 'id' | 'retriable' | 'workflowUrl'>;

/** More than an operator reads: beyond it something is wrong as a whole. */
export const STUCK_SHOWN = 500;
/** Workflows looked at for one answer. */
const LOOKED_AT = 300;
/** Symptoms of a case whose cause the engine knows better. */
const SYMPTOMS: readonly StuckCause[] = [
  'haltNotAnswered',
  'noTask',
  'correctionNotLapsed',
  'closeNotDone',
  'noticeNotEnded',
  'changeNotSettled',
];

/**
 * Everything stuck, oldest first. Where Temporal does not answer, what the database knows is told alone, and that it is so.
 * @param uiUrl address of Temporal's own page
 */
export async function findStuck(
  tx: Tx,
  engine: Engine | null,
  uiUrl: string | null,
): Promise<{ items: Item[]; truncated: boolean; engine: EngineLook }> {
  const symptoms = (await listStuck(tx, STUCK_SHOWN)).map(
    ({ detail, cause, ...row }): Found => ({
      ...row,
      cause,
      detail: cause === 'mailFailed' ? null : detail,
      error: cause === 'mailFailed' ? detail : null,
      attempts: null,
      workflowId: null,
    }),
  );
  const failing = await failingSteps(tx);
  const look = await lookAtEngine(tx, engine, uiUrl);
  const causes = [...look.found, ...failing];
  const explained = new Set(causes.map(({ caseId }) => caseId));
  const left = symptoms.filter(({ cause, caseId }) => !(SYMPTOMS.includes(cause) && explained.has(caseId)));
  const all = [...causes, ...left].sort((a, b) => a.since.localeCompare(b.since));
  return {
    items: all.slice(0, STUCK_SHOWN).map((found) => ({
      ...found,
      id: idOf(found),
      workflowUrl: found.workflowId && uiUrl ? workflowPage(uiUrl, found.workflowId) : null,
      retriable: !MOVED_BY_PEOPLE.includes(found.cause),
    })),
    truncated: all.length > STUCK_SHOWN,
    engine: look.state,
  };
}

const idOf = ({ cause, taskId, messageId, caseId, workflowId }: Found) =>
  [cause, taskId ?? messageId ?? caseId ?? workflowId ?? 'all'].join('/');

const workflowPage = (uiUrl: string, id: string) =>
  `${uiUrl.replace(/\/$/, '')}/namespaces/default/workflows/${encodeURIComponent(id)}`;

/** SQLSTATEs have five characters; every other class is not the database's. */
const isSqlState = (errorClass: string) => /^[0-9A-Z]{5}$/.test(errorClass);

async function failingSteps(tx: Tx): Promise<Found[]> {
  return (await liveStepFailures(tx)).map(({ workflowId, step, caseId, attempts, errorClass, error, since }) => ({
    cause: isSqlState(errorClass) ? 'databaseRefuses' : 'stepFails',
    caseId,
    taskId: null,
    messageId: null,
    label: null,
    detail: step,
    error: `${errorClass}: ${error}`,
    attempts,
    workflowId,
    since,
  }));
}

async function lookAtEngine(
  tx: Tx,
  engine: Engine | null,
  url: string | null,
): Promise<{ found: Found[]; state: EngineLook }> {
  const { cases, total } = await openCases(tx, LOOKED_AT);
  const state = { workers: [], url, looked: 0, open: total };
  if (engine === null) return { found: [], state: { ...state, state: 'off' } };
  try {
    const workers = await engine.workers();
    const seen = await engine.look(cases.map(workflowIdOf));
    const found = cases.flatMap((one) => {
      const workflow = seen.get(workflowIdOf(one));
      const cause = workflow ? causeOf(workflow) : null;
      return cause ? [{ ...about(one), ...cause }] : [];
    });
    return { found, state: { ...state, state: 'answers', workers, looked: cases.length } };
  } catch {
    return { found: [], state: { ...state, state: 'away' } };
  }
}

export const workflowIdOf = ({ kind, caseId }: Pick<OpenCase, 'kind' | 'caseId'>) => WORKFLOW_OF[kind].id(caseId);

const about = (one: OpenCase): Omit<Found, 'cause'> => ({
  caseId: one.caseId,
  taskId: null,
  messageId: null,
  label: one.label,
  detail: null,
  error: null,
  attempts: null,
  workflowId: workflowIdOf(one),
  since: one.movedAt,
});

/** Why the workflow of an open case does not move it; null when it is well. */
export function causeOf(workflow: SeenWorkflow): (Partial<Found> & { cause: StuckCause }) | null {
  const { status, failingTurn, failingSteps: steps } = workflow;
  if (status === 'MISSING') return { cause: 'workflowMissing' };
  if (status !== 'RUNNING') return { cause: 'workflowEnded', detail: status };
  if (failingTurn) {
    const { nonDeterminism, error, attempts, since } = failingTurn;
    return { cause: nonDeterminism ? 'nonDeterminism' : 'turnFails', error, attempts, ...(since ? { since } : {}) };
  }
  const [step] = steps;
  return step ? { cause: 'stepFails', detail: step.step, error: step.error, attempts: step.attempts } : null;
}
