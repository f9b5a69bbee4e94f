/** The one way to Postgres for queries: postgres.js, parsed once, here. */
import postgres from 'postgres';

export type Sql = postgres.Sql<{ bigint: number }>;
/** A transaction, or the pool itself where a single statement needs none. */
export type Tx = postgres.TransactionSql<{ bigint: number }> | Sql;

/** A piece of a statement. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>;

/**
 * Opens a pool. Instants come back as ISO strings with milliseconds, dates as `YYYY-MM-DD`, bigint as number (amounts stay
 * below 2^53 fen), column names in camelCase (keys inside jsonb are left alone).
 */
export function connect(url: string, options: { max?: number; name?: string } = {}): Sql {
  const sql = postgres(url, {
    max: options.max ?? 10,
    connect_timeout: 10,
    idle_timeout: 0,
    onnotice: () => {},
    connection: {
      application_name: options.name ?? 'tenfold',
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 60_000,
    },
    transform: { column: { from: postgres.toCamel } },
    types: {
      bigint: {
        to: 20,
        from: [20],
        parse: (text: string) => Number(text),
        serialize: (value: number) => String(value),
      },
      date: {
        to: 1184,
        from: [1184],
        parse: (text: string) => new Date(text).toISOString(),
        serialize: (value: Date | string) => (value instanceof Date ? value.toISOString() : value),
      },
      day: { to: 1082, from: [1082], parse: (text: string) => text, serialize: (value: string) => value },
    },
  }) as unknown as Sql;
  const begin = sql.begin.bind(sql) as (...given: unknown[]) => Promise<unknown>;
  return Object.assign(sql, { begin: (...given: unknown[]) => answered(begin(...given)) }) as Sql;
}

/** Longer than any statement may take (`statement_timeout`). */
const TRANSACTION_LIMIT_MS = 45_000;

/**
 * A transaction whose server dies between two statements can be left without an answer by the driver. After the limit the caller
 * is told that the connection is gone; a command is then repeated under its key and finds out what was committed.
 */
async function answered<T>(transaction: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const gone = Object.assign(new Error('the database did not answer a transaction'), { code: 'CONNECTION_CLOSED' });
    timer = setTimeout(reject, TRANSACTION_LIMIT_MS, gone).unref();
  });
  return Promise.race([transaction, limit]).finally(() => clearTimeout(timer));
}

/** A value for a jsonb column. */
export const json = (sql: Tx, value: unknown) => sql.json(value as postgres.JSONValue);
