import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cacheDir, root } from './install.mjs';
import { step } from './progress.mjs';
import { runCommand } from './run-command.mjs';

const SERVER_FOLDERS = [
  'contracts',
  'domain',
  'programmes',
  'workflows',
  'activities',
  'db',
  'worker',
  'api',
  'scripts',
];
const PAGE_FOLDERS = ['admin-ui', 'contracts', 'domain'];
const NOT_SOURCE = new Set(['node_modules', 'dist', '.cache', '.data']);

/** Builds the server into dist/ and the pages into admin-ui/dist, each only when its sources changed since the last time. */
export async function build() {
  await buildWhenChanged('server', SERVER_FOLDERS, path.join(root, 'dist'), buildServer);
  await buildWhenChanged('pages', PAGE_FOLDERS, path.join(root, 'admin-ui', 'dist'), buildPages);
}

async function buildWhenChanged(name, folders, output, work) {
  const hash = hashSources([...folders, 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json']);
  const stamp = path.join(cacheDir, `built-${name}`);
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  await step(`building the ${name} / 构建${name === 'server' ? '服务端' : '页面'}`, () => work(output));
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(stamp, hash);
}

/** Compiles beside dist/ and swaps, so that a failed build leaves the last good one in place. */
async function buildServer(output) {
  const draft = path.join(cacheDir, `dist-${process.pid}`);
  rmSync(draft, { recursive: true, force: true });
  try {
    await runCommand(
      process.execPath,
      [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--outDir', draft],
      { cwd: root },
    );
    // What the servers read beside their code: migrations, programme packs, templates, plain scripts.
    for (const folder of SERVER_FOLDERS) {
      for (const file of filesBelow(path.join(root, folder))) {
        if (/\.tsx?$/.test(file) && !file.endsWith('.d.ts')) continue;
        cpSync(file, path.join(draft, path.relative(root, file)), { recursive: true });
      }
    }
    await bundleWorkflows(draft);
    swap(draft, output);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Bundles the workflows for the sandbox now, so that the worker need not each time it starts. */
async function bundleWorkflows(draft) {
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(draft, 'workflows', 'index.js'),
    logger: new DefaultLogger('ERROR'),
  });
  writeFileSync(path.join(draft, 'workflow-bundle.js'), code);
}

async function buildPages(output) {
  const draft = path.join(cacheDir, `pages-${process.pid}`);
  try {
    await runCommand(process.execPath, [viteProgram(), 'build', '--outDir', draft, '--emptyOutDir'], {
      cwd: path.join(root, 'admin-ui'),
      env: { ...process.env, NODE_ENV: 'production' },
    });
    swap(draft, output);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Puts the draft in the place of the last build in two renames; another copy may be doing the same at this moment. */
function swap(draft, output) {
  const last = path.join(cacheDir, `last-${path.basename(path.dirname(output))}-${process.pid}`);
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (existsSync(output)) renameSync(output, last);
      renameSync(draft, output);
      break;
    } catch (error) {
      if (attempt === 5) throw error;
    } finally {
      rmSync(last, { recursive: true, force: true });
    }
  }
}

/** npm may put Vite beside the pages or at the root. */
function viteProgram() {
  const manifest = createRequire(path.join(root, 'admin-ui', 'package.json')).resolve('vite/package.json');
  return path.join(path.dirname(manifest), 'bin', 'vite.js');
}

function hashSources(places) {
  const hash = createHash('sha256');
  for (const place of places) {
    for (const file of filesBelow(path.join(root, place))) {
      hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

function filesBelow(place) {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  const entries = readdirSync(place, { withFileTypes: true });
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .filter((entry) => !NOT_SOURCE.has(entry.name))
    .flatMap((entry) => {
      const full = path.join(place, entry.name);
      return entry.isDirectory() ? filesBelow(full) : [full];
    });
}

if (process.argv[1] === import.meta.filename) {
  await build().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
