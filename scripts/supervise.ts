import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { migrate } from '../db/migrate.ts';
import { type DemoAccount, seed } from '../db/seed.ts';
import { CannotStart } from './cannot-start.ts';
import { KeptAlive } from './kept-alive.ts';
import { checkDatabase, checkPorts, clearLeftovers } from './leftovers.ts';
import { startNodePart } from './node-part.ts';
import { type PostgresPlace, preparePostgresPlace } from './postgres-place.ts';
import { ProcessNotes } from './processes.ts';
import { say, sinceStart, step } from './progress.mjs';
import { waitUntilReady } from './readiness.ts';
import { loadSecrets, type Secrets } from './secrets.ts';
import { beginCluster, beginPostgres, beginTemporal } from './servers.ts';
import { readSettings, type Settings } from './settings.ts';
import { welcome } from './welcome.ts';

/**
 * Starts and keeps alive the parts of one installation: Postgres and Temporal (unless DATABASE_URL and TEMPORAL_ADDRESS
 * name others), worker and API. Resolves when all is ready; afterwards lives until Ctrl-C or SIGTERM, which stop API,
 * worker, Temporal and Postgres in this order.
 */
export async function supervise(topology: { cluster?: boolean } = {}): Promise<void> {
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
    const settings = readSettings(process.env, topology);
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

  const servers = { settings, secrets, notes, begin };
  const database = settings.databaseUrl ?? beginPostgres(servers, place as PostgresPlace);
  const [{ databaseUrl, accounts }, temporalAddress] = await Promise.all([
    (async () => {
      const databaseUrl = await database;
      await step('bringing the database to the newest schema / 更新数据库结构', () => migrate(databaseUrl));
      const accounts = await step('programme pack and accounts / 载入方案与账号', () =>
        seedDatabase(databaseUrl, settings, secrets),
      );
      return { databaseUrl, accounts };
    })(),
    settings.temporalAddress ?? (settings.cluster ? beginCluster(servers, database) : beginTemporal(servers)),
  ]);

  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    ...(settings.temporalAddress || settings.cluster || process.env.TEMPORAL_UI_URL
      ? {}
      : { TEMPORAL_UI_URL: `http://localhost:${settings.temporalPort + 1000}` }),
    PORT: String(settings.port),
    DATA_DIR: settings.dataDir,
    BASE_URL: settings.baseUrl,
    AUTH_SECRET: secrets.authSecret,
    AUDIT_SIGNING_KEY: secrets.auditSigningKey,
  };
  const logOf = (name: string) => path.join(settings.dataDir, 'logs', `${name}.log`);
  const workers = Array.from({ length: settings.workers }, (_, index) =>
    index === 0 ? 'worker' : `worker-${index + 1}`,
  );
  for (const name of [...workers, 'api']) {
    const program = path.resolve(import.meta.dirname, '..', name === 'api' ? 'api' : 'worker', 'main.js');
    await begin(
      new KeptAlive(name, async () => {
        const part = await startNodePart(program, env, logOf(name));
        notes.write(name, part.pid);
        return part;
      }),
    );
  }
  await step('worker and API / 启动服务', () =>
    waitUntilReady(settings.port, ['api', ...workers].map(logOf), isStopping),
  );
  if (!isStopping()) say(welcome(settings, settings.production ? [] : accounts, sinceStart()));
}

async function seedDatabase(url: string, settings: Settings, secrets: Secrets): Promise<DemoAccount[]> {
  try {
    return await seed(url, {
      demo: !settings.production,
      authSecret: secrets.authSecret,
      dataDir: settings.dataDir,
      // The printing room is heavy and only the first start needs it.
      print: async (data, options) => (await import('../api/documents/agreement.ts')).agreementPdf(data, options),
    });
  } catch (error) {
    // In production the seed refuses a database that holds demo accounts: nothing to debug there.
    throw settings.production && error instanceof Error ? new CannotStart(error.message) : error;
  }
}

/** Last started, first stopped, whatever order the two servers came up in. */
async function stopAll(parts: KeptAlive[]): Promise<void> {
  for (const name of ['api', 'worker', 'Temporal', 'Postgres']) {
    await Promise.all(parts.filter((part) => part.name.startsWith(name)).map((part) => part.stop()));
  }
}

function explain(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : `It failed without saying why: ${String(error)}`;
}
