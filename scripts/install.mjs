import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mendPostgres } from './mend-postgres.mjs';
import { step } from './progress.mjs';
import { runCommand } from './run-command.mjs';

export const root = path.resolve(import.meta.dirname, '..');
export const cacheDir = path.join(root, '.cache');
const stampFile = path.join(cacheDir, 'installed');

/** Ends the command with a clear word where Node is too old for the parts we use. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(
    `Tenfold needs Node 20.19 or newer; this is ${process.versions.node}. 需要 Node 20.19 或更高版本，当前为 ${process.versions.node}。\n`,
  );
  process.exit(1);
}

/** Installs the dependencies by the lockfile, when they are missing or the lockfile has changed since. */
export async function installDependencies() {
  const lockText = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lockText).digest('hex');
  if (existsSync(path.join(root, 'node_modules')) && readIfThere(stampFile) === hash) return;
  if (!isInstalled(JSON.parse(lockText))) {
    await step('installing dependencies by the lockfile / 安装依赖', () =>
      runCommand('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
        cwd: root,
        env: { ...process.env, SCARF_ANALYTICS: 'false' },
      }),
    );
  }
  // npm runs this too, except where install scripts are switched off.
  mendPostgres(root);
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(stampFile, hash);
}

/** True when everything the lockfile names is there in that version (parts for other platforms aside). */
function isInstalled(lock) {
  const installedText = readIfThere(path.join(root, 'node_modules', '.package-lock.json'));
  if (!installedText) return false;
  const installed = JSON.parse(installedText).packages;
  return Object.entries(lock.packages).every(([place, wanted]) => {
    if (!place.includes('node_modules/') || wanted.link) return true;
    const found = installed[place];
    return found ? found.version === wanted.version : Boolean(wanted.optional || wanted.devOptional);
  });
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
