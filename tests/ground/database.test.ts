import { expect, test } from '@jest/globals';
import { openTestDatabase } from '../support/database.ts';

test('two test databases do not see each other', async () => {
  const [one, two] = await Promise.all([openTestDatabase(), openTestDatabase()]);
  try {
    await one.sql`create table only_here (id int primary key)`;
    const found = await two.sql`select 1 from information_schema.tables where table_name = 'only_here'`;
    expect(found).toHaveLength(0);
  } finally {
    await Promise.all([one.close(), two.close()]);
  }
});
