import path from 'node:path';
import { expect, test } from '@jest/globals';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

test('the workflows bundle for the sandbox: nothing of Node and no zod gets in', async () => {
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.resolve('workflows/index.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  expect(code).toContain('applicationWorkflow');
  expect(code).not.toMatch(/node_modules\/zod\//);
});
