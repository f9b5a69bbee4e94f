import { accessSync, constants, mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { cacheDir } from './install.mjs';
import { say, step } from './progress.mjs';
import { findProgram, runCommand } from './run-command.mjs';

const MODULE = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';
const binDir = path.join(cacheDir, 'bin');
const cached = path.join(binDir, process.platform === 'win32' ? 'temporal.exe' : 'temporal');

/**
 * Finds the Temporal CLI, which carries the dev server, and says which one is used: TEMPORAL_CLI_PATH, `temporal` on PATH,
 * the project's own copy, a build of our own where Go is present, the SDK's download. The path goes to the parts through
 * the environment.
 * @returns {Promise<string>}
 */
export async function ensureTemporalCli() {
  const found = await findTemporalCli();
  say(`  ✓ Temporal: ${found.path} (${found.how})`);
  process.env.TEMPORAL_CLI_PATH = found.path;
  return found.path;
}

async function findTemporalCli() {
  const wanted = process.env.TEMPORAL_CLI_PATH;
  if (wanted) {
    if (await works(wanted)) return { path: wanted, how: 'TEMPORAL_CLI_PATH' };
    throw new Error(`TEMPORAL_CLI_PATH is ${wanted}, which does not run as the Temporal CLI.`);
  }
  const onPath = await findProgram('temporal');
  if (onPath && (await works(onPath))) return { path: onPath, how: 'found on PATH' };
  if (await works(cached)) return { path: cached, how: "the project's own copy" };
  const failures = [];
  mkdirSync(binDir, { recursive: true });
  if (await findProgram('go')) {
    try {
      await step('building the Temporal CLI with Go, about two minutes, once / 编译 Temporal，约两分钟，仅此一次', () =>
        runCommand('go', ['install', MODULE], { env: { ...process.env, GOBIN: binDir, GOFLAGS: '' } }),
      );
      return { path: cached, how: 'built with go install' };
    } catch (error) {
      failures.push(error.message);
    }
  } else {
    failures.push('Go is not installed.');
  }
  try {
    await step('downloading the Temporal CLI, once / 下载 Temporal，仅此一次', download);
    return { path: cached, how: 'downloaded' };
  } catch (error) {
    failures.push(error.message);
  }
  throw new Error(
    `The Temporal CLI could not be obtained. Install it (https://docs.temporal.io/cli) and set TEMPORAL_CLI_PATH, or set TEMPORAL_ADDRESS to a server of your own.\n${failures.join('\n')}`,
  );
}

/** Lets the SDK fetch its dev server into a folder of ours, and keeps the program it fetched. */
async function download() {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const downloadDir = path.join(cacheDir, 'temporal-download');
  mkdirSync(downloadDir, { recursive: true });
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir } },
  });
  await environment.teardown();
  const program = readdirSync(downloadDir).find((name) => name.startsWith('temporal'));
  if (!program) throw new Error(`The download left no program in ${downloadDir}.`);
  renameSync(path.join(downloadDir, program), cached);
}

async function works(program) {
  try {
    if (path.isAbsolute(program)) accessSync(program, constants.X_OK);
    return /temporal version/.test(await runCommand(program, ['--version']));
  } catch {
    return false;
  }
}
