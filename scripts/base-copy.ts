/** A copy of a running Postgres at one instant, all databases together, by the server's own backup protocol. */
import { existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import postgres from 'postgres';

/** Made anew by the server at its start, or valid for the running one only. */
const LEFT_OUT = new Set(['postmaster.pid', 'postmaster.opts', 'backup_label', 'tablespace_map']);
const CONTENTS_LEFT_OUT = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);
const TEMPORARY = /^pgsql_tmp/;
const SEGMENT = /^[0-9A-F]{24}$/;

/**
 * Copies the files of the server's data directory into `target`, which must not exist. Started on them, a server comes up at the instant
 * at which the copy ended. People go on working meanwhile. Files are copied page by page while they change: the write-ahead log of the
 * meantime, which comes along, puts them right.
 * @param url connection string of a superuser
 */
export async function copyRunningServer(url: string, dataDir: string, target: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    // The slot keeps the log from being recycled while we copy; it goes with the session.
    await sql`select pg_create_physical_replication_slot('tenfold_backup', true, true)`;
    await sql`select pg_backup_start('tenfold', fast => true)`;
    await copyTree(dataDir, target);
    const [stopped] = await sql<{ labelfile: string; spcmapfile: string; last: string }[]>`
      select labelfile, spcmapfile, pg_walfile_name(lsn) as last from pg_backup_stop(wait_for_archive => false)`;
    const first = /START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)/.exec(stopped?.labelfile ?? '')?.[1];
    if (!stopped || !first) throw new Error('Postgres did not say which part of its log the copy needs');
    await writeFile(path.join(target, 'backup_label'), stopped.labelfile, { mode: 0o600 });
    if (stopped.spcmapfile) await writeFile(path.join(target, 'tablespace_map'), stopped.spcmapfile, { mode: 0o600 });
    for (const segment of readdirSync(path.join(dataDir, 'pg_wal')).filter((name) => SEGMENT.test(name))) {
      if (segment >= first && segment <= stopped.last)
        await copyIfThere(path.join(dataDir, 'pg_wal', segment), path.join(target, 'pg_wal', segment));
    }
    if (!existsSync(path.join(target, 'pg_wal', stopped.last))) throw new Error(`the log ${stopped.last} is missing`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function copyTree(source: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true, mode: 0o700 });
  for (const entry of await readdir(source, { withFileTypes: true })) {
    if (LEFT_OUT.has(entry.name) || TEMPORARY.test(entry.name)) continue;
    const [from, to] = [path.join(source, entry.name), path.join(target, entry.name)];
    if (!entry.isDirectory()) await copyIfThere(from, to);
    else if (CONTENTS_LEFT_OUT.has(entry.name)) await mkdir(to, { recursive: true, mode: 0o700 });
    else await copyTree(from, to);
  }
}

/** A file may vanish while its table is dropped: then the log has nothing to put right in it either. */
async function copyIfThere(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
