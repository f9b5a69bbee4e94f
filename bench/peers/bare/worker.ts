/** The bare workflow's worker, a process of its own as ours is. Prints `ready`, ends with SIGTERM. */
import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { connect } from '../../../db/client.ts';
import { bareActivities } from './activities.ts';

const { DATABASE_URL = '', TEMPORAL_ADDRESS = '', TASK_QUEUE = '' } = process.env;
const logger = new DefaultLogger('ERROR');
Runtime.install({ shutdownSignals: ['SIGTERM'], logger });
const sql = connect(DATABASE_URL, { name: 'bench-bare' });
const connection = await NativeConnection.connect({ address: TEMPORAL_ADDRESS });
const worker = await Worker.create({
  connection,
  taskQueue: TASK_QUEUE,
  workflowsPath: fileURLToPath(new URL('./workflow.ts', import.meta.url)),
  activities: bareActivities(sql),
});
process.stdout.write('ready\n');
await worker.run();
await connection.close();
await sql.end({ timeout: 2 });
