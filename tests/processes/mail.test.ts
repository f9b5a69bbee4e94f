import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { postMessage } from '../../db/messages.ts';
import { eventually, openRunning, type Running, settled } from './running.ts';

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
      if (address.startsWith('nobody@'))
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
