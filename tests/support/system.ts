import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Logger, pino } from 'pino';
import { agreementPdf } from '../../api/documents/agreement.ts';
import { createApp } from '../../api/app.ts';
import type { RateLimits } from '../../api/rate-limits.ts';
import type { Route } from '../../api/route.ts';
import { sessionCookieName, signSessionToken } from '../../api/session.ts';
import { connect, type Sql } from '../../db/client.ts';
import { seed } from '../../db/seed.ts';
import { readEnvironment } from '../../worker/environment.ts';
import { type RunningWorker, runWorker } from '../../worker/run-worker.ts';
import { type Client, clientOf } from './client.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { temporalAddress } from './temporal.ts';

export type { Answer, Client } from './client.ts';
export { clientOf, Refusal } from './client.ts';

const GENEROUS = { points: 1_000_000, seconds: 60 };

export type SystemOptions = {
  /** Worker and relay in this process, on a task queue of their own. */
  worker?: boolean;
  /** The demo's open call with a draft and a submitted application. */
  round?: boolean;
  rateLimits?: RateLimits;
  production?: boolean;
  smtpUrl?: string;
  /** A migrated database of the caller's instead of a new one; `close` drops or leaves it. */
  database?: Pick<TestDatabase, 'url' | 'close'>;
  /** False leaves the database as it is: no pack, no cast. */
  seeded?: boolean;
  /** The API asks Temporal too: stuck workflows, retries. */
  engine?: boolean;
  /** A Temporal server of the caller's own. */
  temporalAddress?: string;
  /** Where the API logs to; nowhere when absent. */
  logger?: Logger;
};

export type System = {
  baseUrl: string;
  /** Connection string of this system's database. */
  url: string;
  sql: Sql;
  dataDir: string;
  authSecret: string;
  /** Private key (PEM) with which the worker seals the audit chain. */
  signingKey: string;
  routes: readonly Route[];
  /** A person of the demo cast with a session of their own, without the sign-in form. */
  as(email: string): Promise<Client>;
  anonymous: Client;
  /** Starts and stops the worker by hand, for tests of what happens meanwhile. */
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  /** Ends the API with its connections and starts another on the same port. */
  restartApi(): Promise<void>;
  close(): Promise<void>;
};

/** A whole system of the caller's own: database with the demo cast, API on a free port, worker where asked for. */
export async function startSystem(options: SystemOptions = {}): Promise<System> {
  const database = options.database ?? (await openTestDatabase());
  const dataDir = mkdtempSync(path.join(tmpdir(), 'tenfold-data-'));
  const authSecret = randomBytes(32).toString('base64url');
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  if (options.seeded !== false)
    await seed(database.url, { demo: true, round: options.round ?? false, authSecret, dataDir, print: agreementPdf });

  const sql = connect(database.url, { max: 5, name: 'test' });
  const limits = options.rateLimits ?? {
    address: GENEROUS,
    addressAndEmail: GENEROUS,
    email: GENEROUS,
    lookUp: GENEROUS,
    password: GENEROUS,
  };
  const taskQueue = `test-${randomUUID()}`;
  const openApi = async () => {
    const apiSql = connect(database.url, { max: 20, name: 'test-api' });
    const authSql = connect(database.url, { max: 4, name: 'test-accounts' });
    const application = createApp({
      sql: apiSql,
      authSql,
      authSecret,
      baseUrl,
      dataDir,
      rateLimits: limits,
      production: options.production ?? false,
      validateReplies: true,
      ...(options.engine
        ? {
            temporalAddress: options.temporalAddress ?? temporalAddress(),
            taskQueue,
            temporalUiUrl: 'http://temporal.example',
          }
        : {}),
      logger: options.logger ?? pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' }),
    });
    await application.start();
    server.on('request', application.app);
    return {
      routes: application.routes,
      close: async () => {
        server.off('request', application.app);
        await application.close();
        server.closeAllConnections();
        await Promise.all([apiSql.end({ timeout: 2 }), authSql.end({ timeout: 2 })]);
      },
    };
  };
  let api = await openApi();

  const { privateKey } = generateKeyPairSync('ed25519');
  const signingKey = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  let worker: RunningWorker | null = null;
  const startWorker = async () => {
    const environment = readEnvironment({
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: options.temporalAddress ?? temporalAddress(),
      BASE_URL: baseUrl,
      DATA_DIR: dataDir,
      AUDIT_SIGNING_KEY: signingKey,
      SMTP_URL: options.smtpUrl ?? '',
    });
    worker = await runWorker(environment, pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' }), taskQueue);
  };
  const stopWorker = async () => {
    await worker?.stop();
    worker = null;
  };
  if (options.worker) await startWorker();

  return {
    baseUrl,
    url: database.url,
    sql,
    dataDir,
    authSecret,
    signingKey,
    routes: api.routes,
    as: async (email) => clientOf(baseUrl, await openSession(sql, email, authSecret, baseUrl)),
    anonymous: clientOf(baseUrl, ''),
    startWorker,
    stopWorker,
    restartApi: async () => {
      await api.close();
      api = await openApi();
    },
    close: async () => {
      await stopWorker();
      await api.close();
      server.close();
      await sql.end({ timeout: 2 });
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function openSession(sql: Sql, email: string, secret: string, baseUrl: string): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const opened = await sql`
    insert into sessions (id, token, user_id, expires_at)
    select ${randomUUID()}, ${token}, id, now() + interval '1 day' from users where email = ${email}`;
  if (opened.count === 0) throw new Error(`nobody has the address ${email}`);
  return `${sessionCookieName(baseUrl)}=${signSessionToken(token, secret)}`;
}
