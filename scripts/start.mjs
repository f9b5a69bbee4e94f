import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { checkNode, installDependencies, root } from './install.mjs';
import { say } from './progress.mjs';
import { ensureTemporalCli } from './temporal-cli.mjs';

/** `npm start`: everything a fresh machine lacks, then the supervisor in this same process. */
checkNode();
say('Tenfold 十百千万');
try {
  await installDependencies();
  if (!process.env.TEMPORAL_ADDRESS) await ensureTemporalCli();
  await build();
} catch (error) {
  process.stderr.write(`\n${error.message}\n`);
  process.exit(1);
}
const { supervise } = await import(pathToFileURL(path.join(root, 'dist', 'scripts', 'supervise.js')).href);
await supervise();
