/** Messages to people: written with the fact they tell of, mailed by Temporal afterwards. */
import type { Locale } from '../contracts/vocabulary.ts';
import { renderMessage } from '../domain/messages/render.ts';
import { type MessageValues, SECRET_TEMPLATES, type TemplateName } from '../domain/messages/values.ts';
import { json, type Sql, type Tx } from './client.ts';

/** `userId` null: a person without an account. */
export type Recipient = { userId: string | null; email: string; locale: Locale };

export type NewMessage<T extends TemplateName = TemplateName> = Recipient & {
  template: T;
  values: MessageValues[T];
  caseId?: string | null;
  /** Where the button leads, relative to the base URL. */
  link?: string | null;
  /** Same key, same message: a repeated fact sends nothing again. */
  dedupeKey: string;
};

/** Writes one message and the outbox row that has it mailed. A key known already does nothing. */
export async function postMessage<T extends TemplateName>(tx: Tx, message: NewMessage<T>): Promise<void> {
  await postMessages(tx, [message as NewMessage]);
}

/** The same for many, in one statement. Returns how many were new. */
export async function postMessages(tx: Tx, messages: readonly NewMessage[]): Promise<number> {
  if (messages.length === 0) return 0;
  const rows = messages.map((message) => {
    const locale = message.locale === 'en' ? 'en' : 'zh';
    const { subject, body } = renderMessage(locale, message.template, message.values);
    // Keys to an account belong to no inbox.
    const userId = SECRET_TEMPLATES.includes(message.template) ? null : message.userId;
    return {
      ...message,
      user_id: userId,
      locale,
      subject,
      body,
      case_id: message.caseId,
      dedupe_key: message.dedupeKey,
    };
  });
  const written = await tx`
    with written as (
      insert into messages (user_id, email, locale, template, "values", subject, body, case_id, link, dedupe_key, created_at)
      select m.user_id, m.email, m.locale, m.template, m."values", m.subject, m.body, m.case_id, m.link, m.dedupe_key,
             clock_timestamp()
      from jsonb_to_recordset(${json(tx, rows)}) as m(user_id text, email text, locale text, template text, "values" jsonb,
        subject text, body text, case_id uuid, link text, dedupe_key text)
      on conflict (dedupe_key) do nothing
      returning id)
    insert into outbox (kind, subject_id, version, created_at) select 'message', id, 0, clock_timestamp() from written`;
  return written.count;
}

export type MailToSend = {
  id: string;
  email: string;
  locale: Locale;
  template: TemplateName;
  subject: string;
  body: string;
  link: string | null;
};

/** The message, if its mail has not been sent, kept or given up. */
export async function mailToSend(sql: Tx, messageId: string): Promise<MailToSend | undefined> {
  const [mail] = await sql<MailToSend[]>`
    select id, email, locale, template, subject, body, link from messages
    where id = ${messageId} and mail_status = 'pending'`;
  return mail;
}

/** The mail left: accepted by the server (`sent`), or kept for the operator where there is none (`kept`). */
export async function mailLeft(sql: Sql, messageId: string, status: 'sent' | 'kept'): Promise<void> {
  await sql`
    update messages set mail_status = ${status}, mailed_at = clock_timestamp(), mail_error = null,
      mail_attempts = mail_attempts + ${status === 'sent' ? 1 : 0}
    where id = ${messageId} and mail_status = 'pending'`;
  if (status === 'sent') {
    await sql`
      update messages set body = '', "values" = '{}' where id = ${messageId} and template = any(${[...SECRET_TEMPLATES]})`;
  }
}

/** A failed attempt, in words that the operator sees. */
export async function mailFailed(sql: Sql, messageId: string, error: string): Promise<void> {
  await sql`
    update messages set mail_attempts = mail_attempts + 1, mail_error = ${error.slice(0, 500)}
    where id = ${messageId} and mail_status = 'pending'`;
}

/** No further attempt will be made. */
export async function giveUpMail(sql: Sql, messageId: string): Promise<void> {
  await sql`update messages set mail_status = 'failed' where id = ${messageId} and mail_status = 'pending'`;
}
