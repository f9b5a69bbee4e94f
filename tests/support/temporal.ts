import { existsSync } from 'node:fs';
import path from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';

try {
  Runtime.install({ logger: new DefaultLogger('WARN') });
} catch {
  // A test that installed a runtime of its own keeps it.
}

/** Address of the real Temporal dev server of this run (in memory, shared by all tests: use task queues of your own). */
export function temporalAddress(): string {
  const address = process.env.TEST_TEMPORAL_ADDRESS;
  if (!address) throw new Error('The Temporal server is started by Jest: run this test with Jest.');
  return address;
}

/** A server of the caller's own that skips time while a workflow's result is awaited. Call `teardown()` on it. */
export function timeSkippingEnvironment(): Promise<TestWorkflowEnvironment> {
  const prepared = process.env.TEMPORAL_TEST_SERVER_PATH ?? path.resolve('.cache/bin/temporal-test-server');
  if (!existsSync(prepared)) return TestWorkflowEnvironment.createTimeSkipping();
  return TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: prepared } },
  });
}
