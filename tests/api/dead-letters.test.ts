/** What was given up: parked one by one, holding up nobody, sent again after a dry run. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { z } from 'zod';
import type { DeadLetterPage, Redriven } from '../../contracts/dead-letters.ts';
import { ATTEMPTS_BEFORE_PARKING, type Delivery, drainOutbox } from '../../db/outbox.ts';
import { personOf } from '../support/story.ts';
import { type Client, startSystem, type System } from '../support/system.ts';

let system: System;
let operator: Client;
beforeAll(async () => {
  system = await startSystem();
  operator = await system.as(personOf('operator'));
});
afterAll(() => system.close());
beforeEach(async () => {
  await system.sql`delete from outbox`;
  await system.sql`delete from messages`;
  await system.sql`delete from bouncing_addresses`;
});

const POISON = '00000000-0000-4000-8000-00000000bad0';
const SOUND = '00000000-0000-4000-8000-00000000900d';
const put = (subject: string, attempts = 0) => system.sql`
  insert into outbox (kind, subject_id, version, created_at, attempts) values ('application', ${subject}, 1, now(), ${attempts})`;
const failedMail = async (email: string) => {
  const [row] = await system.sql<{ id: string }[]>`
    insert into messages (email, locale, template, "values", subject, body, dedupe_key, created_at, mail_status, mail_error)
    values (${email}, 'zh', 'withdrawn', '{}', '申报已撤回', 'b', gen_random_uuid(), now(), 'failed', 'no route') returning id`;
  return row?.id as string;
};
/** A pass of a relay whose engine refuses the poisoned subject. */
const pass = () =>
  drainOutbox(system.sql, 200, async (items) =>
    items.map(
      ({ subjectId }): Delivery =>
        subjectId === POISON ? { outcome: 'refused', error: 'it will not have it' } : { outcome: 'arrived' },
    ),
  );
const letters = (query = '') => operator.get<z.infer<typeof DeadLetterPage>>(`/operations/dead-letters?${query}`);
const redrive = (body: object) => operator.post<Redriven>('/operations/dead-letters/redrive', body);

test('a row that is refused waits, the others go on; after the last attempt it is parked with its error', async () => {
  await put(POISON);
  await put(SOUND);
  expect(await pass()).toEqual({ taken: 2, removed: 1 });
  // It is not taken again before its time.
  expect(await pass()).toEqual({ taken: 0, removed: 0 });
  const [row] = await system.sql`select attempts, last_error, parked_at from outbox`;
  expect(row).toEqual({ attempts: 1, lastError: 'it will not have it', parkedAt: null });
  await system.sql`update outbox set attempts = ${ATTEMPTS_BEFORE_PARKING - 1}, retry_after = null`;
  await pass();
  expect((await letters()).items).toMatchObject([
    { source: 'outbox', kind: 'application', attempts: ATTEMPTS_BEFORE_PARKING, error: 'it will not have it' },
  ]);
  await system.sql`update outbox set retry_after = null`;
  expect(await pass()).toEqual({ taken: 0, removed: 0 });
  expect(await operator.get('/operations/outbox')).toMatchObject({ waiting: 0, oldestSeconds: 0 });
});

test('that the engine is away parks nothing', async () => {
  await put(SOUND, ATTEMPTS_BEFORE_PARKING - 1);
  for (let turn = 0; turn < 3; turn += 1)
    await drainOutbox(system.sql, 200, async (items) => items.map((): Delivery => ({ outcome: 'later' })));
  const [row] = await system.sql`select attempts, parked_at from outbox`;
  expect(row).toEqual({ attempts: ATTEMPTS_BEFORE_PARKING - 1, parkedAt: null });
});

test('a dry run says what would happen to each and does nothing; the redrive does it and is on record', async () => {
  await put(POISON, ATTEMPTS_BEFORE_PARKING - 1);
  await pass();
  const mail = await failedMail('a@town.example');
  const bouncing = await failedMail('b@town.example');
  await system.sql`insert into bouncing_addresses (email, since, source, diagnostic) values ('b@town.example', now(), 'smtp', 'no')`;
  const dry = await redrive({ filter: {}, dryRun: true });
  expect(dry).toMatchObject({ queued: 2, skipped: 1, truncated: false });
  expect(dry.items.find(({ id }) => id === `mail/${bouncing}`)).toMatchObject({
    result: 'skipped',
    reason: 'addressBounces',
  });
  expect((await letters()).items).toHaveLength(3);
  const done = await redrive({ filter: {}, dryRun: false });
  expect(done.items.filter(({ result }) => result === 'queued')).toHaveLength(2);
  expect((await letters()).items.map(({ id }) => id)).toEqual([`mail/${bouncing}`]);
  const [message] = await system.sql`select mail_status from messages where id = ${mail}`;
  expect(message).toEqual({ mailStatus: 'pending' });
  const queued = await system.sql<{ kind: string; attempts: number }[]>`
    select kind, attempts from outbox where parked_at is null order by kind`;
  expect(queued).toMatchObject([{ kind: 'application', attempts: 0 }, { kind: 'message' }]);
  const facts = await system.sql`select 1 from facts where kind = 'deadLettersRedriven'`;
  expect(facts).toHaveLength(1);
});

test('chosen ones are sent again, one that somebody else took is said to be gone', async () => {
  const mail = `mail/${await failedMail('a@town.example')}`;
  await failedMail('other@town.example');
  expect(await redrive({ ids: [mail], dryRun: false })).toMatchObject({ queued: 1, skipped: 0 });
  expect(await redrive({ ids: [mail], dryRun: false })).toMatchObject({
    queued: 0,
    items: [{ id: mail, result: 'skipped', reason: 'gone' }],
  });
  expect((await letters('source=mail&q=OTHER%40')).items).toHaveLength(1);
});

test('ids and a filter together are refused; only the operator redrives', async () => {
  await expect(redrive({ ids: ['outbox/1'], filter: {}, dryRun: true })).rejects.toMatchObject({ status: 422 });
  await expect(redrive({ dryRun: true })).rejects.toMatchObject({ status: 422 });
  const auditor = await system.as(personOf('auditor'));
  await expect(auditor.post('/operations/dead-letters/redrive', {})).rejects.toMatchObject({ status: 403 });
});
