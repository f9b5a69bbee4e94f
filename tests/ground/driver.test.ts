import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { MENDED } from '../../scripts/mend-postgres.mjs';

// What it is for is shown by tests/api/postgres-crash.test.ts: with the driver as published that test ends in a TypeError.
test('both builds of the installed Postgres driver are mended', () => {
  for (const build of ['src', 'cjs/src']) {
    expect(readFileSync(`node_modules/postgres/${build}/connection.js`, 'utf8')).toContain(MENDED);
  }
});
