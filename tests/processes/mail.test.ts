import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { clearBounce } from '../../db/bounces.ts';
import { setPreferences } from '../../db/message-preferences.ts';
import { postMessage } from '../../db/messages.ts';
import { eventually, openRunning, type Running, recordHistory, settled } from './running.ts';

let running: Running;
let smtp: SMTPServer;
let port = 0;
/** Mails as they arrived, and how many to refuse first. */
const inbox: { to: string; subject: string; text: string; messageId: string | undefined }[] = [];
let refusals = 1;

beforeAll(async () => {
  running = await openRunning();
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      if (address.toLowerCase().startsWith('nobody@'))
        return done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
      done();
    },
    onData: (stream, _session, done) => {
      void simpleParser(stream).then(({ to, subject, text, messageId }) => {
        if (refusals-- > 0) return done(Object.assign(new Error('try later'), { responseCode: 451 }));
        const address = Array.isArray(to) ? to[0]?.text : to?.text;
        inbox.push({ to: address ?? '', subject: subject ?? '', text: text ?? '', messageId });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  port = (smtp.server.address() as { port: number }).port;
  await running.startWorker({ SMTP_URL: `smtp://127.0.0.1:${port}` });
});
afterAll(async () => {
  await running.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});

const invitation = {
  template: 'partyConfirmed',
  values: { partner: '丙公司', round: { zh: '第一批', en: 'First' } },
} as const;
const statusOf = async (key: string) => {
  const [row] = await running.sql<
    { mailStatus: string; mailAttempts: number; mailError: string | null; body: string }[]
  >`
    select mail_status, mail_attempts, mail_error, body from messages where dedupe_key = ${key}`;
  return row;
};

test('mail refused for the moment is shown as failed, tried again, and arrives once in the person’s language', async () => {
  const { sql } = running;
  const post = () =>
    postMessage(sql, {
      ...invitation,
      userId: null,
      email: 'li@town.example',
      locale: 'en',
      link: '/desk',
      dedupeKey: 'one',
    });
  await post();
  await post();
  await eventually('the first refusal shows', async () => (await statusOf('one'))?.mailError?.includes('451') === true);
  await eventually('it is sent', async () => (await statusOf('one'))?.mailStatus === 'sent');
  expect(await statusOf('one')).toMatchObject({ mailAttempts: 2, mailError: null });
  expect(inbox).toHaveLength(1);
  expect(inbox[0]).toMatchObject({ to: 'li@town.example', subject: '丙公司 has joined the application' });
  expect(inbox[0]?.text).toContain('http://town.example/desk');
});

test('a mailbox that does not exist is given up at once, and the reason stays', async () => {
  await postMessage(running.sql, {
    ...invitation,
    userId: null,
    email: 'nobody@town.example',
    locale: 'zh',
    dedupeKey: 'two',
  });
  await eventually('it is given up', async () => (await statusOf('two'))?.mailStatus === 'failed');
  expect((await statusOf('two'))?.mailError).toContain('no such mailbox');
});

test('the body of a password mail is emptied once it has left, and never was in an inbox', async () => {
  const { sql } = running;
  await sql`insert into users (id, name, email) values ('wang', 'wang', 'wang@town.example')`;
  await postMessage(sql, {
    template: 'resetPassword',
    values: { url: 'http://town.example/reset/secret' },
    userId: 'wang',
    email: 'wang@town.example',
    locale: 'zh',
    dedupeKey: 'three',
  });
  await settled(sql);
  expect(inbox.at(-1)?.text).toContain('/reset/secret');
  expect(await statusOf('three')).toMatchObject({ mailStatus: 'sent', body: '' });
  const [row] = await sql`select user_id, "values" from messages where dedupe_key = 'three'`;
  expect(row).toEqual({ userId: null, values: {} });
});

test('an address that refuses mail for good gets no more: it is held, and goes out once the address is cleared', async () => {
  const { sql } = running;
  const key = (name: string) => ({
    ...invitation,
    userId: null,
    email: 'Nobody@town.example',
    locale: 'zh' as const,
    dedupeKey: name,
  });
  await postMessage(sql, key('four'));
  await eventually('it is held', async () => (await statusOf('four'))?.mailStatus === 'held');
  expect((await statusOf('four'))?.mailAttempts).toBe(0);
  const [mark] = await sql`select email, source from bouncing_addresses`;
  expect(mark).toEqual({ email: 'nobody@town.example', source: 'smtp' });
  expect(await sql.begin((tx) => clearBounce(tx, 'nobody@town.example', 'wang'))).toBe(1);
  // The address is as dead as before: it is tried, refused and marked again.
  await eventually('it is given up', async () => (await statusOf('four'))?.mailStatus === 'failed');
  expect(await sql`select 1 from bouncing_addresses`).toHaveLength(1);
});

test('what gathered during a day leaves in one mail, and what comes later waits for the next', async () => {
  const { sql, client } = running;
  await sql.begin((tx) => setPreferences(tx, 'wang', { mode: 'daily', digestHour: 8, quietFrom: null, quietTo: null }));
  const post = (name: string, partner: string) =>
    postMessage(sql, {
      template: 'partyConfirmed',
      values: { partner, round: { zh: '第一批', en: 'First' } },
      userId: 'wang',
      email: 'wang@town.example',
      locale: 'zh',
      link: '/desk',
      dedupeKey: name,
    });
  // Its hour comes soon, so that the workflow is seen to wait for it.
  await sql`
    insert into digests (user_id, due_at, created_at) values ('wang', clock_timestamp() + interval '3 seconds', clock_timestamp())`;
  await sql`insert into outbox (kind, subject_id, version, created_at) select 'digest', id, 0, clock_timestamp() from digests`;
  await post('day-1', '甲公司');
  await post('day-2', '乙公司');
  const before = inbox.length;
  await eventually('they are sent', async () => (await statusOf('day-2'))?.mailStatus === 'sent');
  expect(inbox.slice(before)).toHaveLength(1);
  expect(inbox.at(-1)).toMatchObject({ to: 'wang@town.example', subject: '消息摘要：2 条新消息' });
  expect(inbox.at(-1)?.text).toMatch(/1\. 甲公司[\s\S]+2\. 乙公司[\s\S]+http:\/\/town\.example\/desk/);
  expect((await statusOf('day-1'))?.mailAttempts).toBe(1);
  await post('day-3', '丙公司');
  expect((await statusOf('day-3'))?.mailStatus).toBe('pending');
  const [open] = await sql<
    { count: number; id: string }[]
  >`select count(*)::int as count from digests where closed_at is null`;
  expect(open?.count).toBe(1);
  const [sent] = await sql<{ id: string }[]>`select id from digests where closed_at is not null`;
  const workflow = client.workflow.getHandle(`digest/${sent?.id}`);
  await workflow.result();
  if (process.env.RECORD_HISTORIES) await recordHistory(client, 'digest-sent', workflow.workflowId);
});
