import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

/** Migrations are written by hand: `db/schema` has to say the same, or the next generated migration would undo what it does not know. */
let migrated: TestDatabase;
let mirrored: TestDatabase;

beforeAll(async () => {
  [migrated, mirrored] = await Promise.all([openTestDatabase(), openTestDatabase()]);
  const tables = await mirrored.sql<
    { name: string }[]
  >`select tablename as name from pg_tables where schemaname = 'public'`;
  // The functions that indexes and generated columns call stay.
  await mirrored.sql`drop table ${mirrored.sql(tables.map(({ name }) => name))} cascade`;
  const ddl = execFileSync('npx', ['drizzle-kit', 'export', '--config', 'db/drizzle.config.ts', '--sql'], {
    encoding: 'utf8',
  });
  await mirrored.sql.unsafe(ddl);
}, 60_000);
afterAll(() => Promise.all([migrated?.close(), mirrored?.close()]));

const columns = ({ sql }: TestDatabase) => sql`
  select c.relname || '.' || a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as not_null,
    a.attgenerated as generated, pg_get_expr(d.adbin, d.adrelid) as value
  from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by 1`;
/** What a constraint is called does not matter; neither does the name of the index that carries it. */
const indexes = ({ sql }: TestDatabase) => sql`
  select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
  from pg_index i join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
  where not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid) order by 1`;
const constraints = ({ sql }: TestDatabase) => sql`
  select conrelid::regclass::text as of, pg_get_constraintdef(oid) as definition
  from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f', 'c') order by 1, 2`;

test.each([
  ['columns', columns],
  ['indexes', indexes],
  ['constraints', constraints],
] as const)('%s of the schema are those of the migrations', async (_, read) => {
  expect([...(await read(mirrored))]).toEqual([...(await read(migrated))]);
});
