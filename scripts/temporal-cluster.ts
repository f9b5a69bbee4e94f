/** Temporal as production runs it: its server on Postgres, by the same files as docker-compose.yml (`deploy/temporal`). */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { startServer } from './server-process.ts';
import { prepareNamespace } from './temporal-namespace.ts';
import type { RunningTemporal } from './temporal-server.ts';

export interface ClusterOptions {
  /** A Postgres whose user may create roles; Temporal gets a role and two databases of its own there. */
  databaseUrl: string;
  /** Password of Temporal's role. */
  password: string;
  /** gRPC port of the frontend; the seven after it belong to the other services. */
  port: number;
  logFile: string;
}

/** Ports that the server takes, from its frontend's on. */
export const CLUSTER_PORTS = 8;
/** Temporal keeps its members' ports in a column of 16 bits with a sign. */
export const HIGHEST_CLUSTER_PORT = 32_767;

/** Name of a database → the schema that Temporal's tool carries for it. */
const STORES = { temporal: 'postgresql/v12/temporal', temporal_visibility: 'postgresql/v12/visibility' };

/** Where the configuration lies: beside the sources and beside `dist/`. */
const DEPLOY = path.resolve('deploy/temporal');

const program = (name: 'server' | 'sql') => path.join(process.env.TEMPORAL_SERVER_DIR ?? '', name);

/** Creates or updates role, databases and schema. Safe to repeat; a newer server brings its own newer schema. */
export async function prepareClusterStore({ databaseUrl, password }: ClusterOptions): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql<{ statement: string }[]>`
      select format('%s role temporal login createdb password %L',
        case when exists (select from pg_roles where rolname = 'temporal') then 'alter' else 'create' end, ${password}::text) as statement`;
    await sql.unsafe(row?.statement ?? '');
  } finally {
    await sql.end();
  }
  const { hostname, port } = new URL(databaseUrl);
  for (const [database, schema] of Object.entries(STORES)) {
    const tool = (...args: string[]) =>
      promisify(execFile)(
        program('sql'),
        ['--plugin', 'postgres12', '--ep', hostname, '-p', port || '5432', '-u', 'temporal', '--db', database, ...args],
        { env: { ...process.env, SQL_PASSWORD: password } },
      );
    await tool('create');
    await tool('setup-schema', '-v', '0.0');
    await tool('update-schema', '--schema-name', schema);
  }
}

/** Starts frontend, history, matching and Temporal's own worker in one process; ready when the namespace answers. */
export async function startTemporalCluster(options: ClusterOptions): Promise<RunningTemporal> {
  await prepareClusterStore(options);
  const { hostname, port } = new URL(options.databaseUrl);
  const address = `127.0.0.1:${options.port}`;
  const running = await startServer({
    name: 'The Temporal server',
    program: program('server'),
    args: ['--config-file', path.join(DEPLOY, 'server.yaml.tmpl'), '--allow-no-auth', 'start'],
    env: {
      ...process.env,
      TEMPORAL_SQL_HOST: hostname,
      TEMPORAL_SQL_PORT: port || '5432',
      TEMPORAL_SQL_PASSWORD: options.password,
      TEMPORAL_GRPC_PORT: String(options.port),
      TEMPORAL_DYNAMIC_CONFIG: path.join(DEPLOY, 'dynamic.yaml'),
    },
    logFile: options.logFile,
    isReady: () => prepareNamespace(address),
  });
  return { ...running, address };
}
