import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { ensureClusterTools } from './cluster-tools.mjs';
import { checkNode, installDependencies, root } from './install.mjs';
import { say } from './progress.mjs';
import { ensureTemporalCli } from './temporal-cli.mjs';

/**
 * `npm start`: everything a fresh machine lacks, then the supervisor in this same process. With `--cluster`
 * (`npm run start:cluster`) Temporal is the production server on Postgres instead of the dev server on a file.
 */
const cluster = process.argv.includes('--cluster');
checkNode();
say('Tenfold 十百千万');
try {
  await installDependencies();
  if (cluster) await ensureClusterTools();
  else if (!process.env.TEMPORAL_ADDRESS) await ensureTemporalCli();
  await build();
} catch (error) {
  process.stderr.write(`\n${error.message}\n`);
  process.exit(1);
}
const { supervise } = await import(pathToFileURL(path.join(root, 'dist', 'scripts', 'supervise.js')).href);
await supervise({ cluster });
