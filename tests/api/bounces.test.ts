/** Mail that comes back: reports, marked addresses, what is held and how it is let go. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { z } from 'zod';
import type { Me } from '../../contracts/accounts.ts';
import type { BounceRecorded, BouncingAddresses } from '../../contracts/operations.ts';
import type { UserPage } from '../../contracts/users.ts';
import { personOf } from '../support/story.ts';
import { type Client, startSystem, type System } from '../support/system.ts';

let system: System;
let operator: Client;
let owner: Client;
const email = personOf('enterpriseOwner');
beforeAll(async () => {
  system = await startSystem();
  operator = await system.as(personOf('operator'));
  owner = await system.as(email);
});
afterAll(() => system.close());

async function sentMail(status = 'sent', digestId: string | null = null): Promise<string> {
  const [row] = await system.sql<{ id: string }[]>`
    insert into messages (user_id, email, locale, template, "values", subject, body, dedupe_key, created_at, mail_status, digest_id)
    select id, email, 'zh', 'reviewStarted', '{}', '评审开始', '…', gen_random_uuid(), now(), ${status}, ${digestId}
    from users where email = ${email} returning id`;
  return row?.id as string;
}

/** A report as Postfix sends it. */
const reportOf = (mailId: string, status = '5.1.1', action = 'failed') =>
  [
    'From: MAILER-DAEMON@mx.town.example',
    'To: no-reply@town.example',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'I am sorry to have to inform you …',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.town.example',
    '',
    `Final-Recipient: rfc822; ${email}`,
    `Action: ${action}`,
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 no such mailbox',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${mailId}@town.example>`,
    'Subject: x',
    '',
    '--b--',
    '',
  ].join('\r\n');
const report = (raw: string) => operator.post<z.infer<typeof BounceRecorded>>('/operations/bounces', { raw });
const statusOf = async (id: string) =>
  (await system.sql<{ mailStatus: string }[]>`select mail_status from messages where id = ${id}`)[0]?.mailStatus;

test('a report marks the mail and its address, and everybody concerned is shown so', async () => {
  const id = await sentMail();
  expect(await report(reportOf(id))).toEqual({
    email,
    action: 'failed',
    status: '5.1.1',
    diagnostic: '550 no such mailbox',
    permanent: true,
    messages: 1,
  });
  expect(await statusOf(id)).toBe('bounced');
  await report(reportOf(id));
  const { items } = await operator.get<z.infer<typeof BouncingAddresses>>('/operations/bounces');
  expect(items).toMatchObject([{ email, source: 'dsn', diagnostic: '5.1.1 550 no such mailbox', held: 0 }]);
  expect((await owner.get<Me>('/me')).mailBounces).toMatchObject({ diagnostic: '5.1.1 550 no such mailbox' });
  const users = await operator.get<z.infer<typeof UserPage>>(`/users?q=${encodeURIComponent(email)}`);
  expect(users.items[0]?.mailBouncesSince).toBeTruthy();
  await expect(operator.post(`/operations/mail/${id}/retry`)).rejects.toMatchObject({
    status: 409,
    problem: { code: 'addressBounces' },
  });
  const facts = await system.sql`select payload from facts where kind = 'addressBounced'`;
  expect(facts).toHaveLength(1);
});

test('the person confirms the address: the mark goes, and what was held is queued under ids never used', async () => {
  const held = [await sentMail('held'), await sentMail('held')];
  await system.sql`delete from outbox`;
  expect(await owner.post('/me/address-confirmation')).toEqual({ released: 2 });
  expect((await owner.get<Me>('/me')).mailBounces).toBeNull();
  for (const id of held) expect(await statusOf(id)).toBe('pending');
  const queued = await system.sql<{ subjectId: string; version: number }[]>`select subject_id, version from outbox`;
  expect(queued.map(({ subjectId }) => subjectId).sort()).toEqual([...held].sort());
  expect(queued.every(({ version }) => version > 0)).toBe(true);
  expect(await owner.post('/me/address-confirmation')).toEqual({ released: 0 });
});

test('the operator clears a mark once', async () => {
  await report(reportOf(await sentMail()));
  const held = await sentMail('held');
  expect(await operator.post('/operations/bounces/clearing', { email: email.toUpperCase() })).toEqual({ released: 1 });
  expect(await statusOf(held)).toBe('pending');
  await expect(operator.post('/operations/bounces/clearing', { email })).rejects.toMatchObject({ status: 404 });
});

test('a delay is noted and marks nothing; a full mailbox neither', async () => {
  const id = await sentMail();
  expect(await report(reportOf(id, '4.4.1', 'delayed'))).toMatchObject({ permanent: false });
  expect(await report(reportOf(id, '5.2.2'))).toMatchObject({ permanent: false });
  expect(await statusOf(id)).toBe('sent');
  expect(await system.sql`select 1 from bouncing_addresses`).toHaveLength(0);
});

test('a digest that comes back marks every message that it carried', async () => {
  const digest = '6f6a2f3e-0000-4000-8000-00000000d1ce';
  const mails = [await sentMail('sent', digest), await sentMail('sent', digest)];
  expect(await report(reportOf(digest))).toMatchObject({ messages: 2 });
  for (const id of mails) expect(await statusOf(id)).toBe('bounced');
});

test.each([
  ['no report at all', 'Subject: hello\r\n\r\nhello', 'noDeliveryStatus'],
  ['a report about somebody else’s mail', reportOf('not-one-of-ours'), 'noMessageId'],
])('%s is refused with the rule', async (_what, raw, rule) => {
  await expect(report(raw)).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ pointer: '/raw', rule }] },
  });
});

test('a report about a mail that is not here is not found', async () => {
  await expect(report(reportOf('00000000-0000-4000-8000-00000000dead'))).rejects.toMatchObject({ status: 404 });
});
