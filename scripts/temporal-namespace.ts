import { Connection } from '@temporalio/client';

const NAMESPACE = 'default';
/** Ten years: a case's workflow id must stay taken long after the workflow closed, so that nothing starts it twice. */
const RETENTION_SECONDS = 3650 * 24 * 3600;
const retention = { seconds: RETENTION_SECONDS as never };
const NOT_FOUND = 5;

/** True once the namespace exists and keeps closed workflows as long as we need them. A server of the cluster starts without one. */
export async function prepareNamespace(address: string): Promise<boolean> {
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ address, connectTimeout: 2000 });
    const { workflowService } = connection;
    try {
      const { config } = await workflowService.describeNamespace({ namespace: NAMESPACE });
      if (Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) !== RETENTION_SECONDS) {
        await workflowService.updateNamespace({
          namespace: NAMESPACE,
          config: { workflowExecutionRetentionTtl: retention },
        });
      }
      return true;
    } catch (error) {
      if ((error as { code?: number }).code !== NOT_FOUND) throw error;
      await workflowService.registerNamespace({
        namespace: NAMESPACE,
        workflowExecutionRetentionPeriod: retention,
      });
      return false; // other hosts of the server learn of it in a moment: ask again
    }
  } catch {
    return false;
  } finally {
    await connection?.close();
  }
}
