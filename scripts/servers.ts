/** The servers of one installation that are not ours: Postgres, and Temporal in one of its two shapes. */
import path from 'node:path';
import { ensureDatabase, startPostgres } from './embedded-postgres.ts';
import { KeptAlive } from './kept-alive.ts';
import { isPortFree } from './ports.ts';
import type { PostgresPlace } from './postgres-place.ts';
import type { ProcessNotes } from './processes.ts';
import { say, step } from './progress.mjs';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { startTemporalCluster } from './temporal-cluster.ts';
import { type RunningTemporal, startTemporal, temporalCli } from './temporal-server.ts';

const DATABASE = 'tenfold';

export interface Beginning {
  settings: Settings;
  secrets: Secrets;
  notes: ProcessNotes;
  /** Starts a part and keeps it alive from then on. */
  begin: (part: KeptAlive) => Promise<void>;
}

/** @returns the connection string of our database */
export async function beginPostgres(
  { settings, secrets, notes, begin }: Beginning,
  place: PostgresPlace,
): Promise<string> {
  if (place.movedBecause) say(`  ! the database lives in ${place.dataDir}: ${place.movedBecause}`);
  let url = '';
  const part = new KeptAlive('Postgres', async () => {
    const server = await startPostgres({
      place,
      port: settings.pgPort,
      password: secrets.databasePassword,
      logFile: path.join(settings.dataDir, 'logs', 'postgres.log'),
      // A backend whose client was killed must let go soon, or it blocks the next start.
      settings: ['client_connection_check_interval=2s', 'max_connections=200'],
    });
    notes.write('postgres', server.pid, settings.pgPort);
    await ensureDatabase(server, DATABASE);
    url = server.url(DATABASE);
    return server;
  });
  await step('Postgres / 数据库', () => begin(part));
  return url;
}

/** The dev server on a SQLite file. @returns host:port of its frontend */
export function beginTemporal(beginning: Beginning): Promise<string> {
  const { dataDir, temporalPort } = beginning.settings;
  const uiPort = temporalPort + 1000;
  return beginEngine(beginning, async (logFile) =>
    startTemporal({
      cli: temporalCli(),
      port: temporalPort,
      dbFile: path.join(dataDir, 'temporal.db'),
      logFile,
      ...(uiPort < 65_536 && (await isPortFree(uiPort)) ? { uiPort } : {}),
    }),
  );
}

/** The production server, once its Postgres answers. @returns host:port of its frontend */
export async function beginCluster(beginning: Beginning, database: string | Promise<string>): Promise<string> {
  const { settings, secrets } = beginning;
  const databaseUrl = await database;
  return beginEngine(beginning, (logFile) =>
    startTemporalCluster({ databaseUrl, password: secrets.temporalPassword, port: settings.temporalPort, logFile }),
  );
}

async function beginEngine(
  { settings, notes, begin }: Beginning,
  start: (logFile: string) => Promise<RunningTemporal>,
): Promise<string> {
  const part = new KeptAlive('Temporal', async () => {
    const server = await start(path.join(settings.dataDir, 'logs', 'temporal.log'));
    notes.write('temporal', server.pid, settings.temporalPort);
    return server;
  });
  await step('Temporal / 流程引擎', () => begin(part));
  return `127.0.0.1:${settings.temporalPort}`;
}
