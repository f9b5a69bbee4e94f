import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  bundleWorkflowCode,
  DefaultLogger,
  type NativeConnection,
  Worker,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import type { Activities } from '../activities/index.ts';
import type { Sql } from '../db/client.ts';
import { stepFailures } from './step-failures.ts';

/** The workflows' own file: `.ts` in the sources, `.js` once built. */
const workflowsPath = fileURLToPath(
  new URL(`../workflows/index${extname(import.meta.url) === '.ts' ? '.ts' : '.js'}`, import.meta.url),
);
/** Bundle made by the build, next to the built folders; without it the worker bundles when it starts. */
const bundlePath = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));

let bundle: Promise<WorkflowBundleOption> | undefined;

/** The workflows as the sandbox runs them; bundled once a process. */
export function workflowBundle(): Promise<WorkflowBundleOption> {
  bundle ??= existsSync(bundlePath)
    ? Promise.resolve({ codePath: bundlePath })
    : bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  return bundle;
}

/** The Temporal worker: workflows from the bundle, activities with their connections. */
export async function createProcessor(
  connection: NativeConnection,
  activities: Activities,
  taskQueue: string,
  sql: Sql,
): Promise<Worker> {
  return Worker.create({
    connection,
    taskQueue,
    activities,
    workflowBundle: await workflowBundle(),
    interceptors: { activity: [stepFailures(sql)] },
    shutdownGraceTime: '5 seconds',
    // A waiting workflow that was put away is read again from its short history; kept ones cost about half a MiB each.
    maxCachedWorkflows: 400,
    // The database has ten connections for this worker: more steps at once would only queue there.
    maxConcurrentLocalActivityExecutions: 20,
    maxConcurrentActivityTaskExecutions: 20,
  });
}
