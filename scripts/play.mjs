import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { checkNode, installDependencies, root } from './install.mjs';

/** `npm run play platforms`: what a fresh clone lacks, then the rehearsal (`scripts/play/main.ts`), with its exit status. */
checkNode();
try {
  await installDependencies();
} catch (error) {
  process.stderr.write(`\n${error.message}\n`);
  process.exit(1);
}
const tsx = path.join(root, 'node_modules/tsx/dist/cli.mjs');
const played = spawnSync(process.execPath, [tsx, path.join(root, 'scripts/play/main.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(played.status ?? 1);
