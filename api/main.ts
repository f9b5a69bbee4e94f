/** The API process: environment in, graceful shutdown out. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, type Sql } from '../db/client.ts';
import { refuseDemoAccounts } from '../db/demo-accounts.ts';
import { surviveLostConnections } from '../db/lost-connection.ts';
import { createApp } from './app.ts';
import { createLogger } from './logging.ts';

const DEVELOPMENT = ['development', 'test'];
const SHUTDOWN_MS = 10_000;

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

function trustProxyOf(text: string | undefined): number | string | false {
  if (!text || text === 'false' || text === '0') return false;
  return /^\d+$/.test(text) ? Number(text) : text;
}

async function untilDatabaseAnswers(sql: Sql, say: (waiting: string) => void): Promise<void> {
  for (let waited = 0; ; waited += 1) {
    try {
      await sql`select 1`;
      return;
    } catch (error) {
      if (waited % 10 === 0) say((error as { code?: string }).code ?? 'no answer');
      await pause(500);
    }
  }
}

async function main(): Promise<void> {
  const logger = createLogger(process.env.LOG_LEVEL ?? 'info');
  surviveLostConnections((err) => logger.warn({ err }, 'a query of a lost connection'));
  const port = Number(process.env.PORT ?? 8080);
  const baseUrl = (process.env.BASE_URL ?? `http://localhost:${port}`).replace(/\/$/, '');
  const databaseUrl = required('DATABASE_URL');
  const production = process.env.NODE_ENV === 'production';
  const sql = connect(databaseUrl, { max: Number(process.env.DATABASE_CONNECTIONS ?? 8), name: 'tenfold-api' });
  const authSql = connect(databaseUrl, { max: 5, name: 'tenfold-accounts' });
  await untilDatabaseAnswers(sql, (code) => logger.warn({ code }, 'waiting for Postgres'));

  if (production) await refuseDemoAccounts(sql);

  const application = createApp({
    sql,
    authSql,
    authSecret: required('AUTH_SECRET'),
    baseUrl,
    dataDir: path.resolve(process.env.DATA_DIR ?? '.data'),
    temporalAddress: process.env.TEMPORAL_ADDRESS ?? '127.0.0.1:7233',
    temporalUiUrl: process.env.TEMPORAL_UI_URL || null,
    production,
    validateReplies: DEVELOPMENT.includes(process.env.NODE_ENV ?? ''),
    trustProxy: trustProxyOf(process.env.TRUST_PROXY),
    logger,
  });
  await application.start();
  const server = createServer(application.app);
  server.keepAliveTimeout = 65_000;
  server.listen(port, process.env.HOST);
  await once(server, 'listening');
  logger.info({ port }, 'API listens');

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'API stops');
    const forced = setTimeout(() => process.exit(1), SHUTDOWN_MS);
    forced.unref();
    const closed = once(server, 'close');
    server.close();
    server.closeIdleConnections();
    await application.close();
    await closed;
    await Promise.all([sql.end({ timeout: 5 }), authSql.end({ timeout: 5 })]);
    process.exit(0);
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
}

main().catch((error: unknown) => {
  process.stderr.write(`API did not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
