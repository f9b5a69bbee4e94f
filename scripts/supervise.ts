import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { migrate } from '../db/migrate.ts';
import { type DemoAccount, seed } from '../db/seed.ts';
import { CannotStart } from './cannot-start.ts';
import { ensureDatabase, startPostgres } from './embedded-postgres.ts';
import { KeptAlive } from './kept-alive.ts';
import { checkDatabase, checkPorts, clearLeftovers } from './leftovers.ts';
import { startNodePart } from './node-part.ts';
import { isPortFree } from './ports.ts';
import { type PostgresPlace, preparePostgresPlace } from './postgres-place.ts';
import { ProcessNotes } from './processes.ts';
import { say, sinceStart, step } from './progress.mjs';
import { waitUntilReady } from './readiness.ts';
import { loadSecrets, type Secrets } from './secrets.ts';
import { readSettings, type Settings } from './settings.ts';
import { startTemporal, temporalCli } from './temporal-server.ts';
import { welcome } from './welcome.ts';

const DATABASE = 'tenfold';

/**
 * Starts and keeps alive the parts of one installation: Postgres and Temporal (unless DATABASE_URL and TEMPORAL_ADDRESS
 * name others), worker and API. Resolves when all is ready; afterwards lives until Ctrl-C or SIGTERM, which stop API,
 * worker, Temporal and Postgres in this order.
 */
export async function supervise(): Promise<void> {
  const parts: KeptAlive[] = [];
  let stopping: Promise<void> | undefined;
  let notes: ProcessNotes | undefined;
  const stop = (code: number) => {
    stopping ??= stopAll(parts).then(() => {
      notes?.erase('supervisor');
      process.exit(code);
    });
    return stopping;
  };
  // A closed terminal takes our output away; the parts must be stopped all the same.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!stopping) say('\nStopping … / 正在停止 …');
      void stop(0);
    });
  }
  try {
    const settings = readSettings();
    mkdirSync(path.join(settings.dataDir, 'logs'), { recursive: true });
    notes = new ProcessNotes(settings.dataDir);
    await start(settings, notes, parts, () => stopping !== undefined);
  } catch (error) {
    if (stopping) return stopping;
    process.stderr.write(`\n${error instanceof CannotStart ? error.message : explain(error)}\n`);
    // Whoever serves this directory keeps its note: only a supervisor that got as far as its own note erases one.
    if (notes?.running('supervisor')?.pid !== process.pid) notes = undefined;
    await stop(1);
  }
}

async function start(
  settings: Settings,
  notes: ProcessNotes,
  parts: KeptAlive[],
  isStopping: () => boolean,
): Promise<void> {
  const place = settings.databaseUrl ? undefined : await preparePostgresPlace(path.join(settings.dataDir, 'postgres'));
  await clearLeftovers(settings, notes, place);
  await checkPorts(settings);
  if (settings.databaseUrl) await checkDatabase(settings.databaseUrl);
  notes.write('supervisor', process.pid, settings.port);
  const secrets = loadSecrets(settings.dataDir);
  const begin = async (part: KeptAlive) => {
    if (isStopping()) throw new Error('stopped while starting');
    parts.push(part);
    await part.begin();
  };

  const [{ databaseUrl, accounts }, temporalAddress] = await Promise.all([
    (async () => {
      const databaseUrl =
        settings.databaseUrl ?? (await beginPostgres(settings, secrets, place as PostgresPlace, notes, begin));
      await step('bringing the database to the newest schema / 更新数据库结构', () => migrate(databaseUrl));
      const accounts = await step('programme pack and accounts / 载入方案与账号', () =>
        seedDatabase(databaseUrl, settings, secrets),
      );
      return { databaseUrl, accounts };
    })(),
    settings.temporalAddress ?? beginTemporal(settings, notes, begin),
  ]);

  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    PORT: String(settings.port),
    DATA_DIR: settings.dataDir,
    BASE_URL: settings.baseUrl,
    AUTH_SECRET: secrets.authSecret,
    AUDIT_SIGNING_KEY: secrets.auditSigningKey,
  };
  const logOf = (name: string) => path.join(settings.dataDir, 'logs', `${name}.log`);
  for (const name of ['worker', 'api'] as const) {
    const program = path.resolve(import.meta.dirname, '..', name, 'main.js');
    await begin(
      new KeptAlive(name, async () => {
        const part = await startNodePart(program, env, logOf(name));
        notes.write(name, part.pid);
        return part;
      }),
    );
  }
  await step('worker and API / 启动服务', () =>
    waitUntilReady(settings.port, [logOf('api'), logOf('worker')], isStopping),
  );
  if (!isStopping()) say(welcome(settings, settings.production ? [] : accounts, sinceStart()));
}

async function seedDatabase(url: string, settings: Settings, secrets: Secrets): Promise<DemoAccount[]> {
  try {
    return await seed(url, {
      demo: !settings.production,
      authSecret: secrets.authSecret,
      dataDir: settings.dataDir,
    });
  } catch (error) {
    // In production the seed refuses a database that holds demo accounts: nothing to debug there.
    throw settings.production && error instanceof Error ? new CannotStart(error.message) : error;
  }
}

async function beginPostgres(
  settings: Settings,
  secrets: Secrets,
  place: PostgresPlace,
  notes: ProcessNotes,
  begin: (part: KeptAlive) => Promise<void>,
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

async function beginTemporal(
  settings: Settings,
  notes: ProcessNotes,
  begin: (part: KeptAlive) => Promise<void>,
): Promise<string> {
  const uiPort = settings.temporalPort + 1000;
  const part = new KeptAlive('Temporal', async () => {
    const server = await startTemporal({
      cli: temporalCli(),
      port: settings.temporalPort,
      dbFile: path.join(settings.dataDir, 'temporal.db'),
      logFile: path.join(settings.dataDir, 'logs', 'temporal.log'),
      ...(uiPort < 65_536 && (await isPortFree(uiPort)) ? { uiPort } : {}),
    });
    notes.write('temporal', server.pid, settings.temporalPort);
    return server;
  });
  await step('Temporal / 流程引擎', () => begin(part));
  return `127.0.0.1:${settings.temporalPort}`;
}

/** Last started, first stopped, whatever order the two servers came up in. */
async function stopAll(parts: KeptAlive[]): Promise<void> {
  for (const name of ['api', 'worker', 'Temporal', 'Postgres']) {
    await parts.find((part) => part.name === name)?.stop();
  }
}

function explain(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : `It failed without saying why: ${String(error)}`;
}
