import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * postgres.js 3.4.9 has two faults in its write buffer that show when a server dies while a query is being written: the
 * buffered write meets a socket that is gone and throws outside any promise, which ends the process; and the timer of that
 * write stays set, so that the reconnected connection never sends again. Both are reported upstream (porsager/postgres#1154,
 * #1208) and open. This mends the installed copy after every `npm install` or `npm ci`; it refuses a version it does not know.
 */
export const MENDED = '/* mended: a write after the close is an error of its query */';
const MENDS = [
  {
    fault: 'function nextWrite(fn) {\n',
    mend: `function nextWrite(fn) { ${MENDED}\n    if (socket === null) {\n      chunk = nextWriteTimer = null\n      error(Errors.connection('CONNECTION_CLOSED', options, socket))\n      query = null\n      return false\n    }\n`,
    times: 1,
  },
  {
    fault: 'clearImmediate(nextWriteTimer)\n    socket.removeListener',
    mend: 'clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener',
    times: 1,
  },
];

/** Mends both builds of the driver under `root`; a copy that is mended already stays as it is. */
export function mendPostgres(root) {
  for (const build of ['src', 'cjs/src']) {
    const file = path.join(root, 'node_modules', 'postgres', build, 'connection.js');
    if (!existsSync(file)) continue;
    const text = readFileSync(file, 'utf8');
    if (text.includes(MENDED)) continue;
    const mended = MENDS.reduce((before, { fault, mend, times }) => {
      const found = before.split(fault).length - 1;
      if (found !== times) {
        throw new Error(
          `${file}: not the driver that scripts/mend-postgres.mjs knows. Look whether porsager/postgres#1208 is closed, then adapt or drop it.`,
        );
      }
      return before.replace(fault, () => mend);
    }, text);
    writeFileSync(file, mended);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  mendPostgres(path.resolve(import.meta.dirname, '..'));
}
