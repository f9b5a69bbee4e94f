/**
 * `node dist/scripts/prepare-database.js`: waits for Postgres, brings the database to the newest schema and loads the
 * calendar and the programme pack. For production topologies, where this runs once before API and workers; safe to repeat.
 * Reads DATABASE_URL. Ends with status 1 when the database holds demo accounts.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { migrate } from '../db/migrate.ts';
import { seed } from '../db/seed.ts';
import { say } from './progress.mjs';

const PATIENCE_MS = 120_000;
/** Not listening yet, name not known yet, starting up. */
const NOT_YET = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CONNECT_TIMEOUT', '57P03']);

try {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set');
  await migrateOnceItAnswers(url);
  say('schema: newest');
  await seed(url, { demo: false });
  say('calendar and programme pack: loaded');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function migrateOnceItAnswers(url: string): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; ; ) {
    try {
      return await migrate(url);
    } catch (error) {
      const { code = '', cause } = error as { code?: string; cause?: { code?: string } };
      if (!NOT_YET.has(cause?.code ?? code) || Date.now() > deadline) throw error;
      await delay(1000);
    }
  }
}
