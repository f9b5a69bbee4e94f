import { randomUUID } from 'node:crypto';
import postgres from 'postgres';

export interface TestDatabase {
  url: string;
  sql: postgres.Sql;
  /** Ends the client and drops the database with whatever connections are left. */
  close(): Promise<void>;
}

/** A migrated, otherwise empty database of the caller's own, copied from the template (about 60 ms). */
export function openTestDatabase(): Promise<TestDatabase> {
  return openCopyOf(process.env.TEST_TEMPLATE);
}

/** The same without our schema. */
export function openBareDatabase(): Promise<TestDatabase> {
  return openCopyOf('template0');
}

async function openCopyOf(template: string | undefined): Promise<TestDatabase> {
  const serverUrl = process.env.TEST_POSTGRES_URL;
  if (!serverUrl || !template) throw new Error('The test database server is started by Jest: run this test with Jest.');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(
    serverUrl,
    (admin) => admin`create database ${admin(name)} template ${admin(template)} strategy wal_log`,
  );
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const sql = postgres(url.href, { max: 4, onnotice: () => {} });
  return {
    url: url.href,
    sql,
    close: async () => {
      await sql.end({ timeout: 2 });
      await onServer(serverUrl, (admin) => admin`drop database if exists ${admin(name)} with (force)`);
    },
  };
}

async function onServer(url: string, work: (admin: postgres.Sql) => Promise<unknown>): Promise<void> {
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
