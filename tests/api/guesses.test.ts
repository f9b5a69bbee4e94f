import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { guessLimiter, lineOf } from '../../api/rate-limits.ts';
import { connect, type Sql } from '../../db/client.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await openTestDatabase();
  sql = connect(database.url, { max: 2 });
});
afterAll(async () => {
  await sql.end();
  await database.close();
});

test('a signed-in person has a limited number of wrong passwords; the right one is refused after that too', async () => {
  const check = guessLimiter(sql, { points: 3, seconds: 600 }, async (_userId, password) => password === 'right');
  expect(await check('one', 'right')).toBe(true);
  for (let no = 0; no < 3; no += 1) expect(await check('one', 'wrong')).toBe(false);
  await expect(check('one', 'right')).rejects.toMatchObject({ code: 'tooMany' });
  expect(await check('two', 'right')).toBe(true);
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '::ffff:203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::9', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('%s counts with its line: one IPv6 customer has a whole network to change addresses in', (ip, line) => {
  expect(lineOf(ip)).toBe(line);
});
