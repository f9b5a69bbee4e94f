import { existsSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { CannotStart } from './cannot-start.ts';
import { stopSurvivingPostgres } from './embedded-postgres.ts';
import { isPortFree, portTakenMessage } from './ports.ts';
import type { PostgresPlace } from './postgres-place.ts';
import { type ProcessNotes, stopProcess } from './processes.ts';
import { say } from './progress.mjs';
import type { Settings } from './settings.ts';
import { CLUSTER_PORTS, HIGHEST_CLUSTER_PORT } from './temporal-cluster.ts';

/** Refuses when another supervisor serves this data directory; stops parts whose supervisor was killed. */
export async function clearLeftovers(
  settings: Settings,
  notes: ProcessNotes,
  place: PostgresPlace | undefined,
): Promise<void> {
  const other = notes.running('supervisor');
  if (other && other.pid !== process.pid) {
    throw new CannotStart(
      [
        `${settings.dataDir} is already served by a running Tenfold (process ${other.pid}, port ${other.port}).`,
        `该数据目录已由正在运行的 Tenfold（进程 ${other.pid}，端口 ${other.port}）使用。`,
        'For a second copy choose another DATA_DIR, PORT, PG_PORT and TEMPORAL_PORT.',
      ].join('\n'),
    );
  }
  // Those who use the database before the database.
  for (const name of notes.names().filter((noted) => noted !== 'supervisor' && noted !== 'postgres')) {
    const orphan = notes.running(name);
    if (orphan) {
      say(
        `  ! ${name} (process ${orphan.pid}) was left over from a start that was killed; stopping it / 清理上次遗留的进程`,
      );
      await stopProcess(orphan.pid, ['SIGTERM'], 5_000);
    }
    notes.erase(name);
  }
  if (place && existsSync(path.join(place.dataDir, 'postmaster.pid'))) {
    if ((await stopSurvivingPostgres(place)) === 'stopped') {
      say('  ! Postgres was left over from a start that was killed; it was shut down / 清理上次遗留的数据库进程');
    }
  }
}

/** Refuses when a port that we are going to use is taken by a stranger. */
export async function checkPorts(settings: Settings): Promise<void> {
  const wanted = [
    { port: settings.port, variable: 'PORT', purpose: 'web / 网页' },
    ...(settings.databaseUrl ? [] : [{ port: settings.pgPort, variable: 'PG_PORT', purpose: 'Postgres / 数据库' }]),
    ...(settings.temporalAddress
      ? []
      : temporalPorts(settings).map((port) => ({ port, variable: 'TEMPORAL_PORT', purpose: 'Temporal / 流程引擎' }))),
  ];
  for (const { port, variable, purpose } of wanted) {
    const twin = wanted.find((other) => other.variable !== variable && other.port === port);
    if (twin) throw new CannotStart(`${variable} and ${twin.variable} are both ${port}; give each a port of its own.`);
    if (await isPortFree(port)) continue;
    let suggestion = port + 1;
    while (wanted.some((other) => other.port === suggestion) || !(await isPortFree(suggestion))) suggestion += 1;
    throw new CannotStart(portTakenMessage(port, variable, purpose, suggestion));
  }
}

/** The cluster's services take the ports after the frontend's. */
function temporalPorts({ temporalPort, cluster }: Settings): number[] {
  const highest = HIGHEST_CLUSTER_PORT - CLUSTER_PORTS + 1;
  if (cluster && temporalPort > highest) {
    throw new CannotStart(
      `TEMPORAL_PORT is ${temporalPort}; the cluster's server takes ${CLUSTER_PORTS} ports from it on and keeps them as 16-bit numbers: at most ${highest}.`,
    );
  }
  return Array.from({ length: cluster ? CLUSTER_PORTS : 1 }, (_, index) => temporalPort + index);
}

/** Refuses when the database that DATABASE_URL names does not answer. */
export async function checkDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await sql`select 1`;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CannotStart(
      `The database in DATABASE_URL does not answer: ${reason}\nDATABASE_URL 指定的数据库没有响应：${reason}`,
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
}
