/** Mail by choice: when the database lets a message leave, and what a person may choose. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { MessagePreferences } from '../../contracts/message-preferences.ts';
import { postMessage } from '../../db/messages.ts';
import type { TemplateName } from '../../domain/messages/values.ts';
import { personOf } from '../support/story.ts';
import { type Client, startSystem, type System } from '../support/system.ts';

const ROUND = { zh: '第一批', en: 'First' };
const NEWS = { template: 'reviewStarted', values: { project: '项目', round: ROUND } } as const;
const RESULT = { template: 'resultWon', values: { project: '项目', round: ROUND } } as const;

let system: System;
let owner: Client;
let person: { id: string; email: string };
beforeAll(async () => {
  system = await startSystem();
  const email = personOf('enterpriseOwner');
  owner = await system.as(email);
  const [row] = await system.sql<{ id: string }[]>`select id from users where email = ${email}`;
  person = { id: row?.id as string, email };
});
afterAll(() => system.close());
beforeEach(async () => {
  await system.sql`delete from messages`;
  await system.sql`delete from digests`;
  await system.sql`delete from outbox`;
});

let keys = 0;
async function post(message: { template: TemplateName; values: never } | typeof NEWS | typeof RESULT, key?: string) {
  keys += 1;
  const dedupeKey = key ?? `key-${keys}`;
  await system.sql.begin((tx) =>
    postMessage(tx, { ...(message as typeof NEWS), userId: person.id, email: person.email, locale: 'zh', dedupeKey }),
  );
  const [row] = await system.sql<
    { id: string; mailStatus: string; sendAfter: string | null; digestId: string | null }[]
  >`
    select id, mail_status, send_after, digest_id from messages where dedupe_key = ${dedupeKey}`;
  return row as NonNullable<typeof row>;
}
const choose = (choice: Partial<MessagePreferences>) =>
  owner.put<MessagePreferences>('/me/message-preferences', {
    mode: 'immediate',
    digestHour: 8,
    quietFrom: null,
    quietTo: null,
    ...choice,
  });
const queued = async () => {
  const rows = await system.sql<{ line: string }[]>`select kind || ' ' || subject_id as line from outbox order by id`;
  return rows.map(({ line }) => line);
};
/** Quiet hours around this moment in Beijing. */
async function quietNow(): Promise<{ quietFrom: string; quietTo: string }> {
  const [row] = await system.sql<{ quietFrom: string; quietTo: string }[]>`
    select to_char(now() at time zone 'Asia/Shanghai' - interval '1 hour', 'HH24:MI') as quiet_from,
           to_char(now() at time zone 'Asia/Shanghai' + interval '2 hours', 'HH24:MI') as quiet_to`;
  return row as { quietFrom: string; quietTo: string };
}

describe('a choice', () => {
  test('is immediate until something else is chosen, and kept', async () => {
    const other = await system.as(personOf('auditor'));
    expect(await other.get('/me/message-preferences')).toMatchObject({ mode: 'immediate', quietFrom: null });
    const chosen = await choose({ mode: 'daily', digestHour: 18, quietFrom: '22:00', quietTo: '07:30' });
    expect(await owner.get('/me/message-preferences')).toEqual(chosen);
    expect(chosen).toEqual({ mode: 'daily', digestHour: 18, quietFrom: '22:00', quietTo: '07:30' });
  });

  test.each([
    [{ quietFrom: '25:00', quietTo: '07:00' }, '/quietFrom', 'clockTime'],
    [{ quietFrom: '22:00' }, '/quietTo', 'bothOrNeither'],
    [{ quietFrom: '22:00', quietTo: '22:00' }, '/quietTo', 'quietAllDay'],
    [{ mode: 'daily', digestHour: 23, quietFrom: '22:00', quietTo: '07:00' }, '/digestHour', 'inQuietHours'],
    [{ mode: 'daily', digestHour: 24 }, '/digestHour', 'too_big'],
  ] as const)('%j is refused with its field and rule', async (choice, pointer, rule) => {
    await expect(choose(choice as Partial<MessagePreferences>)).rejects.toMatchObject({
      status: 422,
      problem: { errors: [expect.objectContaining({ pointer, rule: expect.stringContaining(rule) })] },
    });
  });
});

describe('when mail leaves', () => {
  test('at once by default', async () => {
    await choose({});
    const mail = await post(NEWS);
    expect(mail).toMatchObject({ mailStatus: 'pending', sendAfter: null, digestId: null });
    expect(await queued()).toEqual([`message ${mail.id}`]);
  });

  test('after the quiet hours; a result does not wait for them', async () => {
    await choose(await quietNow());
    const mail = await post(NEWS);
    const waits = Date.parse(mail.sendAfter as string) - Date.now();
    expect(waits).toBeGreaterThan(1.9 * 3_600_000);
    expect(waits).toBeLessThanOrEqual(2 * 3_600_000);
    expect(await queued()).toEqual([`message ${mail.id}`]);
    expect(await post(RESULT)).toMatchObject({ sendAfter: null, digestId: null });
  });

  test('with one digest that collects; a repeated fact opens none and adds nothing', async () => {
    await choose({ mode: 'daily' });
    const first = await post(NEWS, 'same');
    const second = await post(NEWS);
    await post(NEWS, 'same');
    expect(second.digestId).toBe(first.digestId);
    expect(await queued()).toEqual([`digest ${first.digestId}`]);
    const [digest] = await system.sql<{ hour: number; ahead: boolean }[]>`
      select extract(hour from due_at at time zone 'Asia/Shanghai')::int as hour, due_at > now() as ahead from digests`;
    expect(digest).toEqual({ hour: 8, ahead: true });
    await system.sql`update digests set closed_at = now()`;
    const next = await post(NEWS);
    expect(next.digestId).not.toBe(first.digestId);
    await system.sql`update digests set closed_at = now()`;
    await post(NEWS, 'same');
    expect(await queued()).toHaveLength(2);
  });

  test('never where it may be muted, and the inbox has it all the same; legal notices go', async () => {
    await choose({ mode: 'none' });
    expect(await post(NEWS)).toMatchObject({ mailStatus: 'muted', digestId: null });
    const result = await post(RESULT);
    expect(result.mailStatus).toBe('pending');
    expect(await queued()).toEqual([`message ${result.id}`]);
    expect(await owner.get('/inbox')).toMatchObject({ unread: 2 });
  });

  test('as it was planned, when the person changes the choice meanwhile: nothing is lost, nothing goes twice', async () => {
    await choose({ mode: 'daily' });
    const gathered = await post(NEWS);
    await choose({ mode: 'none' });
    const [still] = await system.sql`select mail_status, digest_id from messages where id = ${gathered.id}`;
    expect(still).toEqual({ mailStatus: 'pending', digestId: gathered.digestId });
    await choose({});
    expect(await post(NEWS)).toMatchObject({ mailStatus: 'pending', digestId: null });
    expect(await queued()).toHaveLength(2);
  });

  test('two people writing at once share one digest', async () => {
    await choose({ mode: 'daily' });
    const mails = await Promise.all(Array.from({ length: 4 }, () => post(NEWS)));
    expect(new Set(mails.map(({ digestId }) => digestId)).size).toBe(1);
    expect(await queued()).toHaveLength(1);
  });
});

test('the end of quiet hours, for any hours and any moment, is the first moment outside them', async () => {
  const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  await fc.assert(
    fc.asyncProperty(minute, minute, minute, async (from, to, now) => {
      fc.pre(from !== to);
      const at = `2026-11-25T${clock(now)}:00+08:00`;
      const [row] = await system.sql<{ ends: string }[]>`
        select after_quiet_hours(${at}, ${clock(from)}::text::time, ${clock(to)}::text::time) as ends`;
      const quiet = (minutes: number) =>
        from < to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
      let waited = 0;
      while (quiet((now + waited) % (24 * 60))) waited += 1;
      expect(Date.parse(row?.ends as string) - Date.parse(at)).toBe(waited * 60_000);
    }),
    { numRuns: 60 },
  );
});
