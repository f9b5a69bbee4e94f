/** Delivery of messages by mail, one at a time or a day's together. Every step expects the mail to be pending still. */
import type { Locale } from '../contracts/vocabulary.ts';
import { SECRET_TEMPLATES, type TemplateName } from '../domain/messages/values.ts';
import type { Sql, Tx } from './client.ts';

export type MailToSend = {
  id: string;
  email: string;
  locale: Locale;
  template: TemplateName;
  subject: string;
  body: string;
  link: string | null;
};

/** A bouncing address gets nothing but keys to its account: those prove that it works again. */
const bounces = (tx: Tx) => tx`
  exists (select 1 from bouncing_addresses b where b.email = lower(m.email) and m.template <> all(${[...SECRET_TEMPLATES]}))`;

/** The message, if a mail of its own is to be sent; `waitMs` until its quiet hours end, 0 when it may go. */
export async function mailToSend(
  sql: Tx,
  messageId: string,
): Promise<(MailToSend & { waitMs: number; bounces: boolean }) | undefined> {
  const [mail] = await sql<(MailToSend & { waitMs: number; bounces: boolean })[]>`
    select id, email, locale, template, subject, body, link, ${bounces(sql)} as bounces,
      coalesce(ceil(extract(epoch from greatest(send_after - clock_timestamp(), '0')) * 1000), 0)::float8 as wait_ms
    from messages m where id = ${messageId} and mail_status = 'pending' and digest_id is null`;
  return mail;
}

/** Ends the collecting of a digest once its hour has come. @returns milliseconds until then; 0 when it is closed */
export async function closeDigest(sql: Sql, digestId: string): Promise<number> {
  await sql`
    update digests set closed_at = clock_timestamp()
    where id = ${digestId} and closed_at is null and due_at <= clock_timestamp()`;
  const [open] = await sql<{ waitMs: number }[]>`
    select ceil(extract(epoch from due_at - clock_timestamp()) * 1000)::float8 as wait_ms
    from digests where id = ${digestId} and closed_at is null`;
  return open ? Math.max(open.waitMs, 1) : 0;
}

/** What a closed digest still has to carry, oldest first. */
export async function digestToSend(sql: Tx, digestId: string): Promise<(MailToSend & { bounces: boolean })[]> {
  return sql<(MailToSend & { bounces: boolean })[]>`
    select id, email, locale, template, subject, body, link, ${bounces(sql)} as bounces
    from messages m where digest_id = ${digestId} and mail_status = 'pending' order by created_at, id`;
}

/**
 * The mail left: accepted by the server (`sent`), kept for the operator where there is none (`kept`), or held because the
 * address refuses mail (`held`).
 */
export async function mailLeft(
  sql: Sql,
  messageIds: readonly string[],
  status: 'sent' | 'kept' | 'held',
): Promise<void> {
  await sql`
    update messages set mail_status = ${status}, mail_error = null,
      mailed_at = case when ${status} <> 'held' then clock_timestamp() end,
      mail_attempts = mail_attempts + ${status === 'sent' ? 1 : 0}
    where id = any(${[...messageIds]}::uuid[]) and mail_status = 'pending'`;
  if (status === 'sent') {
    await sql`
      update messages set body = '', "values" = '{}'
      where id = any(${[...messageIds]}::uuid[]) and template = any(${[...SECRET_TEMPLATES]})`;
  }
}

/** A failed attempt, in words that the operator sees. */
export async function mailFailed(sql: Sql, messageIds: readonly string[], error: string): Promise<void> {
  await sql`
    update messages set mail_attempts = mail_attempts + 1, mail_error = ${error.slice(0, 500)}
    where id = any(${[...messageIds]}::uuid[]) and mail_status = 'pending'`;
}

/** No further attempt will be made. */
export async function giveUpMail(sql: Sql, messageId: string): Promise<void> {
  await sql`update messages set mail_status = 'failed' where id = ${messageId} and mail_status = 'pending'`;
}

/** The same for all that a digest carried. */
export async function giveUpDigest(sql: Sql, digestId: string): Promise<void> {
  await sql`update messages set mail_status = 'failed' where digest_id = ${digestId} and mail_status = 'pending'`;
}
