/**
 * `npm run backup -- FOLDER`: a whole installation into a new folder, while it works: Postgres at one instant (with Temporal's own databases
 * where the cluster runs), Temporal's file where the dev server runs, uploaded content, seal log, secrets. Reads DATA_DIR and PG_PORT.
 * A Postgres of your own (DATABASE_URL) is backed up by its own tools: docs/operations.md.
 */
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { copyRunningServer } from './base-copy.ts';
import { CannotStart } from './cannot-start.ts';
import { preparePostgresPlace } from './postgres-place.ts';
import { ProcessNotes } from './processes.ts';
import { say, step } from './progress.mjs';
import { loadSecrets } from './secrets.ts';
import { readSettings } from './settings.ts';

/** Everything in a data directory that is nobody's copy of something else; the database apart. */
const FILES = ['content', 'secrets.json'];
const TEMPORAL_FILES = ['temporal.db', 'temporal.db-wal', 'temporal.db-shm'];

async function backUp(target: string): Promise<void> {
  const { dataDir, pgPort, databaseUrl } = readSettings();
  const notes = new ProcessNotes(dataDir);
  if (databaseUrl)
    throw new CannotStart('DATABASE_URL names a server of your own: back it up by its own tools (docs/operations.md).');
  if (existsSync(target)) throw new CannotStart(`${target} exists already; a backup goes into a new folder.`);
  if (!notes.running('postgres'))
    throw new CannotStart(`Nothing runs on ${dataDir}: start it, or copy the whole folder as it lies.`);
  const place = await preparePostgresPlace(path.join(dataDir, 'postgres'));
  const { databasePassword } = loadSecrets(dataDir);
  const url = `postgres://tenfold:${encodeURIComponent(databasePassword)}@127.0.0.1:${pgPort}/postgres`;
  const draft = `${target}.unfinished`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  // First what may be older than the facts: seals are written again from the database, processes are found again from the facts.
  copyIfThere(path.join(dataDir, 'audit-seals.log'), path.join(draft, 'audit-seals.log'));
  await step('Temporal / 流程引擎', async () => copyWhileFrozen(notes.running('temporal')?.pid, dataDir, draft));
  await step('Postgres / 数据库', () => copyRunningServer(url, place.dataDir, path.join(draft, 'postgres')));
  // Then what may be newer: content is only added.
  await step('content and secrets / 附件与密钥', async () => {
    for (const name of FILES) copyIfThere(path.join(dataDir, name), path.join(draft, name));
  });
  writeFileSync(path.join(draft, 'backup.json'), `${JSON.stringify({ takenAt: new Date().toISOString() }, null, 2)}\n`);
  renameSync(draft, target);
  say(`backup complete: ${target}. It holds keys and personal data: keep it as you keep the system itself.`);
}

/** SQLite's files must be of one moment: the process is stopped for the time of the copy and goes on unaware, as after a pause of the machine. */
function copyWhileFrozen(pid: number | undefined, dataDir: string, target: string): void {
  const there = TEMPORAL_FILES.filter((name) => existsSync(path.join(dataDir, name)));
  if (there.length > 0 && pid !== undefined) process.kill(pid, 'SIGSTOP');
  try {
    for (const name of there) copyIfThere(path.join(dataDir, name), path.join(target, name));
  } finally {
    if (there.length > 0 && pid !== undefined) process.kill(pid, 'SIGCONT');
  }
}

function copyIfThere(from: string, to: string): void {
  if (existsSync(from)) cpSync(from, to, { recursive: true, preserveTimestamps: true });
}

const [folder] = process.argv.slice(2);
try {
  if (!folder) throw new CannotStart('Where to? npm run backup -- FOLDER');
  await backUp(path.resolve(folder));
} catch (error) {
  process.stderr.write(`${error instanceof CannotStart ? error.message : String((error as Error)?.stack ?? error)}\n`);
  process.exitCode = 1;
}
