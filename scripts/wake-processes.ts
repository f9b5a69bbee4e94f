/**
 * `npm run processes:wake`: has every open case looked at again, e.g. when Temporal's store was lost and its server begins empty. Reads
 * DATABASE_URL, or the embedded database of DATA_DIR, which must be running. Harmless at any time.
 */
import { connect } from '../db/client.ts';
import { wakeProcesses } from '../db/wake.ts';
import { loadSecrets } from './secrets.ts';
import { readSettings } from './settings.ts';

const { databaseUrl, dataDir, pgPort } = readSettings();
const embedded = () =>
  `postgres://tenfold:${encodeURIComponent(loadSecrets(dataDir).databasePassword)}@127.0.0.1:${pgPort}/tenfold`;
const sql = connect(databaseUrl ?? embedded(), { max: 1, name: 'tenfold-wake' });
try {
  const { cases, mails } = await wakeProcesses(sql);
  process.stdout.write(`${cases} open cases and ${mails} mails are taken up again\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await sql.end({ timeout: 2 });
}
