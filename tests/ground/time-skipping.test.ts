import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Connection } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { temporalAddress, timeSkippingEnvironment } from '../support/temporal.ts';
import { patientWorkflow } from '../support/workflows/patient.ts';

let environment: TestWorkflowEnvironment;

beforeAll(async () => {
  environment = await timeSkippingEnvironment();
});

afterAll(async () => {
  await environment.teardown();
});

test('a workflow that sleeps for 360 days ends at once under skipped time', async () => {
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    taskQueue: 'patience',
    workflowsPath: path.resolve('tests/support/workflows/patient.ts'),
  });
  const result = await worker.runUntil(
    environment.client.workflow.execute(patientWorkflow, { args: [360], taskQueue: 'patience', workflowId: 'patient' }),
  );
  expect(result).toBe('waited 360 days');
});

test('the real server of the run answers', async () => {
  const connection = await Connection.connect({ address: temporalAddress() });
  try {
    const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace: 'default' });
    expect(namespaceInfo?.name).toBe('default');
  } finally {
    await connection.close();
  }
});
