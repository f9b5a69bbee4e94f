import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type NativeConnection, Worker } from '@temporalio/worker';
import type { Activities } from '../activities/index.ts';

/** The workflows' own file: `.ts` in the sources, `.js` once built. */
export const workflowsPath = fileURLToPath(
  new URL(`../workflows/index${extname(import.meta.url) === '.ts' ? '.ts' : '.js'}`, import.meta.url),
);
/** Bundle made by the build; without it the worker bundles when it starts. */
const bundlePath = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));

/** The Temporal worker: workflows from the bundle, activities with their connections. */
export function createProcessor(
  connection: NativeConnection,
  activities: Activities,
  taskQueue: string,
): Promise<Worker> {
  return Worker.create({
    connection,
    taskQueue,
    activities,
    ...(existsSync(bundlePath) ? { workflowBundle: { codePath: bundlePath } } : { workflowsPath }),
    shutdownGraceTime: '5 seconds',
    // Both halves of the machine stay responsive: the database has ten connections for this worker.
    maxConcurrentLocalActivityExecutions: 20,
    maxConcurrentActivityTaskExecutions: 20,
  });
}
