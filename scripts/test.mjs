import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureClusterTools } from './cluster-tools.mjs';
import { cacheDir, checkNode, installDependencies, root } from './install.mjs';
import { say, sinceStart, step } from './progress.mjs';
import { showCommand } from './run-command.mjs';
import { ensureTemporalCli } from './temporal-cli.mjs';
import { ensureTestServer } from './test-server.mjs';

/**
 * `npm test [-- path …]`: everything a fresh machine lacks, the build, format, lint and types, then Jest. Its last line is
 * `N passed, N failed`; a failed build or check counts as one failure. With paths, only those tests run. With `--cluster`
 * (`npm run test:cluster`) only those of the production topology run, which build Temporal's server first.
 */
checkNode();
const cluster = process.argv.includes('--cluster');
const paths = cluster ? ['tests/cluster'] : process.argv.slice(2);
const resultFile = path.join(cacheDir, 'test-results.json');
let failedChecks = 0;

await required('preparing', async () => {
  await installDependencies();
  await ensureTemporalCli();
  if (cluster) await ensureClusterTools();
  await ensureTestServer();
  await ensureChromium();
});
await check('build', build);
if (paths.length === 0) {
  for (const script of ['format:check', 'lint', 'types']) {
    await check(script, async () => {
      const code = await showCommand('npm', ['run', '--silent', script], { cwd: root });
      if (code !== 0) throw new Error(`npm run ${script} ended with code ${code}`);
    });
  }
}
const results = await runJest();
const passed = results.numPassedTests;
// A file that does not even load has no tests to count.
const failed = results.numFailedTests + results.numRuntimeErrorTestSuites + failedChecks;
say(`\nafter ${sinceStart()}`);
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && results.success ? 0 : 1;

async function required(title, work) {
  try {
    await work();
  } catch (error) {
    process.stderr.write(`\n${title}: ${error.message}\n`);
    say('0 passed, 1 failed');
    process.exit(1);
  }
}

async function check(title, work) {
  try {
    await step(title, work);
  } catch (error) {
    failedChecks += 1;
    process.stderr.write(`${error.message}\n`);
  }
}

async function runJest() {
  rmSync(resultFile, { force: true });
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const jest = path.join(root, 'node_modules/jest/bin/jest.js');
  await showCommand(process.execPath, [...flags, jest, '--json', `--outputFile=${resultFile}`, ...paths], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'test', ...(cluster ? { TEST_CLUSTER: '1' } : {}) },
  });
  if (existsSync(resultFile)) return JSON.parse(readFileSync(resultFile, 'utf8'));
  return { numPassedTests: 0, numFailedTests: 1, numRuntimeErrorTestSuites: 0, success: false };
}
