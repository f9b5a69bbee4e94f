import path from 'node:path';
import { CannotStart } from './cannot-start.ts';

/** Where this copy of Tenfold lives on the machine; everything can be moved by the environment. */
export interface Settings {
  port: number;
  pgPort: number;
  temporalPort: number;
  /** Absolute; holds the database, Temporal's file, uploads, logs and secrets. */
  dataDir: string;
  /** No demo accounts, ever. */
  production: boolean;
  /** A Postgres of the operator's own; replaces the embedded one. */
  databaseUrl?: string;
  /** A Temporal server of the operator's own (host:port); replaces the dev server. */
  temporalAddress?: string;
  /** The address people type. */
  baseUrl: string;
  /** Temporal's server on Postgres instead of the dev server on a file. */
  cluster: boolean;
  /** Worker processes. */
  workers: number;
}

/** Reads the settings; a port that is no port number is refused with the variable's name. */
export function readSettings(
  env: NodeJS.ProcessEnv = process.env,
  { cluster = false }: { cluster?: boolean } = {},
): Settings {
  const port = portFrom(env, 'PORT', 8080);
  return {
    port,
    pgPort: portFrom(env, 'PG_PORT', 54329),
    temporalPort: portFrom(env, 'TEMPORAL_PORT', 7233),
    dataDir: path.resolve(env.DATA_DIR || '.data'),
    production: env.NODE_ENV === 'production',
    baseUrl: env.BASE_URL || `http://localhost:${port}`,
    cluster,
    workers: workersFrom(env, cluster ? 2 : 1),
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
    ...(env.TEMPORAL_ADDRESS ? { temporalAddress: env.TEMPORAL_ADDRESS } : {}),
  };
}

function workersFrom({ WORKERS }: NodeJS.ProcessEnv, standard: number): number {
  if (!WORKERS) return standard;
  const workers = Number(WORKERS);
  if (Number.isInteger(workers) && workers > 0 && workers <= 32) return workers;
  throw new CannotStart(`WORKERS must be a number of processes from 1 to 32, not "${WORKERS}".`);
}

function portFrom(env: NodeJS.ProcessEnv, variable: string, standard: number): number {
  const text = env[variable];
  if (!text) return standard;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new CannotStart(`${variable} must be a port number from 1 to 65535, not "${text}".`);
}
