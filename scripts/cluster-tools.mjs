import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cacheDir } from './install.mjs';
import { say, step } from './progress.mjs';
import { findProgram, runCommand } from './run-command.mjs';

/** The version that docker-compose.yml runs as images. */
export const TEMPORAL_VERSION = '1.32.1';
const MODULE = 'go.temporal.io/server/cmd';
const PROGRAMS = { server: `${MODULE}/server`, sql: `${MODULE}/tools/sql` };
const folder = path.join(cacheDir, `temporal-${TEMPORAL_VERSION}`);

/**
 * The Temporal server and its SQL tool as programs: the project's own copy, else built with Go from their module, once. Their
 * folder goes to the supervisor through TEMPORAL_SERVER_DIR.
 * @throws with the way out when there is neither a copy nor Go
 */
export async function ensureClusterTools() {
  const wanted = process.env.TEMPORAL_SERVER_DIR;
  if (wanted && !complete(wanted)) throw new Error(`TEMPORAL_SERVER_DIR is ${wanted}, which lacks "server" or "sql".`);
  if (!wanted && !complete(folder)) {
    if (!(await findProgram('go'))) {
      throw new Error(
        'The Temporal server is built from its Go module, and Go is not installed. Install Go, or run docker compose, or set TEMPORAL_ADDRESS to a server of your own and use npm start.\n需要 Go 以编译 Temporal 服务端；也可使用 docker compose，或设置 TEMPORAL_ADDRESS 后运行 npm start。',
      );
    }
    await step(
      `building the Temporal server ${TEMPORAL_VERSION} with Go, about four minutes, once / 编译 Temporal 服务端，约四分钟，仅此一次`,
      buildPrograms,
    );
  }
  process.env.TEMPORAL_SERVER_DIR = wanted ?? folder;
  say(`  ✓ Temporal server and SQL tool: ${process.env.TEMPORAL_SERVER_DIR}`);
}

const complete = (place) => Object.keys(PROGRAMS).every((name) => existsSync(path.join(place, name)));

/** Built beside its place and moved there whole: an interrupted build is never taken for a copy. */
async function buildPrograms() {
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  try {
    for (const program of Object.values(PROGRAMS)) {
      await runCommand('go', ['install', `${program}@v${TEMPORAL_VERSION}`], {
        env: { ...process.env, GOBIN: draft, GOFLAGS: '' },
      });
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
