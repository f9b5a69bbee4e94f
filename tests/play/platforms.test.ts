/** The rehearsal that `npm run play platforms` plays, on a system of the test's own with a real worker and real Temporal. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { narrate } from '../../scripts/play/narrator.ts';
import { peopleOf } from '../../scripts/play/people.ts';
import { eventsOf, playPlatforms } from '../../scripts/play/platforms.ts';
import { startSystem, type System } from '../support/system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem({ worker: true });
  process.env.AUDIT_SIGNING_KEY = system.signingKey;
}, 120_000);
afterAll(async () => {
  delete process.env.AUDIT_SIGNING_KEY;
  await system.close();
});

test('ten categories are decided, with every twist on the way, and the audit chain verifies', async () => {
  const lines: string[] = [];
  const narrator = narrate(eventsOf(0), (line) => lines.push(line));
  const people = peopleOf(system.baseUrl, 'zhengzhou-ecommerce');
  const played = await playPlatforms(system.baseUrl, people, narrator, { workingDayMs: 1200, rivals: 0 });
  expect(played).toMatchObject({ categories: 10, decided: 10, recalled: [6] });
  for (const twist of [
    '补正已提交',
    '逾期未补正',
    '专家回避',
    '异议成立',
    '异议不成立',
    '备选经信用复核递补',
    '重新征集',
    '审计链完整',
  ]) {
    expect(lines.join('\n')).toContain(twist);
  }
  expect(narrator.told()).toBe(eventsOf(0));
  // A rehearsal is marked wherever it shows, and nothing of it counts.
  const { items } = await system.anonymous.get<{ items: { rehearsal: boolean }[] }>('/public/results');
  expect(items).toHaveLength(2);
  expect(items.every(({ rehearsal }) => rehearsal)).toBe(true);
}, 600_000);
