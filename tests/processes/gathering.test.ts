/** How long moves gather before the relay carries them on: a rush of people comes first, but nothing waits beyond its limit. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { GATHER_MS, gatherMoves } from '../../worker/gathering.ts';
import { openRunning, type Running } from './running.ts';

let running: Running;
beforeAll(async () => {
  running = await openRunning();
});
afterAll(async () => {
  await running.close();
});
beforeEach(async () => {
  await running.sql`delete from outbox`;
});

const move = (count: number, secondsAgo = 0) => running.sql`
  insert into outbox (kind, subject_id, version, created_at)
  select 'application', gen_random_uuid(), 1, clock_timestamp() - ${secondsAgo} * interval '1 second' from generate_series(1, ${count})`;

/** Spans waited while so many rows arrive in each; the relay is stopped after twenty. */
async function spans(arrivals: number[], oldestSeconds = 0): Promise<number> {
  let waited = 0;
  await gatherMoves(
    running.sql,
    async (ms) => {
      expect(ms).toBe(GATHER_MS);
      await move(arrivals[waited] ?? 0, oldestSeconds);
      waited += 1;
    },
    () => waited < 20,
  );
  return waited;
}

test('a few moves go out after one span; a rush is let pass', async () => {
  expect(await spans([3])).toBe(1);
  await running.sql`delete from outbox`;
  expect(await spans([40, 40, 40, 2])).toBe(4);
});

test('what has waited its longest goes out amid the rush; a relay that stops waits no longer', async () => {
  expect(await spans([40, 40, 40], 6)).toBe(1);
  await running.sql`delete from outbox`;
  expect(await spans(Array.from({ length: 50 }, () => 40))).toBe(20);
});
