import path from 'node:path';
import { jest } from '@jest/globals';
import type { WorkflowHandleWithStartDetails } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { timeSkippingEnvironment } from '../support/temporal.ts';
import { paperWorld } from './paper-world.ts';

jest.setTimeout(120_000);

export type Stage = {
  environment: TestWorkflowEnvironment;
  bundle: WorkflowBundleWithSourceMap;
  close: () => Promise<void>;
};

/** A server that skips time, and the project's workflow bundle. */
export async function openStage(): Promise<Stage> {
  // One after the other: the server is given five seconds to answer, which bundling beside it would take from it.
  const environment = await patiently(timeSkippingEnvironment);
  const bundle = await bundleWorkflowCode({
    workflowsPath: path.resolve('workflows/index.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  return { environment, bundle, close: () => environment.teardown() };
}

/** On a busy machine the server may need another try. */
async function patiently<T>(start: () => Promise<T>, tries = 10): Promise<T> {
  try {
    return await start();
  } catch (error) {
    if (tries <= 1) throw error;
    return patiently(start, tries - 1);
  }
}

const CASE_OF = {
  changeRequestWorkflow: 'change',
  applicationWorkflow: 'application',
  selectionRoundWorkflow: 'round',
  objectionWorkflow: 'matter',
  reversalWorkflow: 'matter',
};

let plays = 0;

/** Plays one workflow against a world on paper. The world's clock is the server's. */
export async function play<Outcome>(
  { environment, bundle }: Stage,
  workflow: keyof typeof CASE_OF | 'messageWorkflow' | 'digestWorkflow',
  act: (world: ReturnType<typeof paperWorld>, start: () => Promise<WorkflowHandleWithStartDetails>) => Promise<Outcome>,
): Promise<Outcome> {
  const world = paperWorld({ now: () => environment.currentTimeMs() });
  await world.begin();
  plays += 1;
  const taskQueue = `play-${plays}`;
  const args =
    workflow === 'messageWorkflow'
      ? [{ messageId: 'message' }]
      : workflow === 'digestWorkflow'
        ? [{ digestId: 'digest' }]
        : [{ caseId: CASE_OF[workflow] }];
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    namespace: environment.namespace,
    taskQueue,
    workflowBundle: bundle,
    activities: world.activities,
  });
  return worker.runUntil(
    act(world, () => environment.client.workflow.start(workflow, { taskQueue, workflowId: taskQueue, args })),
  );
}
