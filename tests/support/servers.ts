import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '../../db/migrate.ts';
import { ensureDatabase, startPostgres } from '../../scripts/embedded-postgres.ts';
import { freePort } from '../../scripts/ports.ts';
import { preparePostgresPlace, removePostgresPlace } from '../../scripts/postgres-place.ts';
import { startTemporal, temporalCli } from '../../scripts/temporal-server.ts';

const TEMPLATE = 'tenfold_template';

/**
 * Starts one throw-away Postgres with a migrated template database, and one in-memory Temporal dev server, for the whole
 * run. Their addresses reach the tests through the environment. Returns what stops them and removes their files.
 */
export async function startTestServers(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tenfold-tests-'));
  await chmod(folder, 0o755);
  const place = await preparePostgresPlace(path.join(folder, 'postgres'));
  const password = randomUUID();
  const [server, temporal] = await Promise.all([
    startPostgres({
      place,
      password,
      port: await freePort(),
      logFile: path.join(folder, 'postgres.log'),
      // Nothing here survives the run, so nothing has to reach the disk.
      settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'],
    }),
    startTemporal({ cli: temporalCli(), port: await freePort(), logFile: path.join(folder, 'temporal.log') }),
  ]);
  const stop = async () => {
    await Promise.all([server.stop(), temporal.stop()]);
    removePostgresPlace(place);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ensureDatabase(server, TEMPLATE);
    await migrate(server.url(TEMPLATE));
  } catch (error) {
    await stop();
    throw error;
  }
  process.env.TEST_POSTGRES_URL = server.url('postgres');
  process.env.TEST_TEMPLATE = TEMPLATE;
  process.env.TEST_TEMPORAL_ADDRESS = temporal.address;
  process.env.TEST_FOLDER = folder;
  return stop;
}
