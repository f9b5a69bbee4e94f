import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { WORKFLOW_OF } from '../../contracts/workflows.ts';
import { withClients } from '../statistics.ts';

const AT_A_TIME = 50;

/** Asks Temporal itself: resolves when the workflow of every one of these applications has ended. */
export async function applicationsEnded(temporalAddress: string, caseIds: readonly string[]): Promise<void> {
  const connection = await Connection.connect({ address: temporalAddress });
  const client = new Client({ connection });
  try {
    await withClients(AT_A_TIME, caseIds, async (caseId) => {
      for (;;) {
        try {
          await client.workflow.getHandle(WORKFLOW_OF.application.id(caseId)).result();
          return;
        } catch (error) {
          // The relay has not started it yet.
          if (!(error instanceof WorkflowNotFoundError)) throw error;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }
    });
  } finally {
    await connection.close();
  }
}
