/** Messages to people: written with the fact they tell of; the database decides when their mail leaves. */
import type { Locale } from '../contracts/vocabulary.ts';
import { BY_CHOICE } from '../domain/messages/choice.ts';
import { renderMessage } from '../domain/messages/render.ts';
import { type MessageValues, SECRET_TEMPLATES, type TemplateName } from '../domain/messages/values.ts';
import { json, type Tx } from './client.ts';
import { textsInUse } from './message-templates.ts';

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

/**
 * The same for many, in one statement. The inbox has each at once; its mail goes by the person's choice: at once, after the quiet hours,
 * with the daily digest that still collects, or never. Returns how many were new.
 */
export async function postMessages(tx: Tx, messages: readonly NewMessage[]): Promise<number> {
  if (messages.length === 0) return 0;
  const editedText = await textsInUse(tx, [...new Set(messages.map(({ template }) => template))]);
  const rows = messages.map((message) => {
    const locale = message.locale === 'en' ? 'en' : 'zh';
    const { template, values } = message;
    const { subject, body } = renderMessage(locale, template, values, editedText(template, locale));
    // Keys to an account belong to no inbox.
    const userId = SECRET_TEMPLATES.includes(message.template) ? null : message.userId;
    return {
      ...message,
      user_id: userId,
      by_choice: BY_CHOICE.includes(message.template),
      locale,
      subject,
      body,
      case_id: message.caseId,
      dedupe_key: message.dedupeKey,
    };
  });
  const [written] = await tx<{ count: number }[]>`
    with planned as (
      select m.*, coalesce(case when m.by_choice then p.mode end, 'immediate') as mode, p.digest_hour,
        case when m.by_choice then after_quiet_hours(clock_timestamp(), p.quiet_from, p.quiet_to) end as quiet_until
      from jsonb_to_recordset(${json(tx, rows)}) as m(user_id text, email text, locale text, template text, "values" jsonb,
        subject text, body text, case_id uuid, link text, dedupe_key text, by_choice boolean)
      left join message_preferences p on p.user_id = m.user_id
      where not exists (select 1 from messages known where known.dedupe_key = m.dedupe_key)),
    digest as (
      insert into digests (user_id, due_at, created_at)
      select user_id, next_beijing_time(clock_timestamp(), make_time(digest_hour, 0, 0)), clock_timestamp()
      from planned where mode = 'daily' group by user_id, digest_hour
      on conflict (user_id) where closed_at is null do update set user_id = excluded.user_id
      returning id, user_id, xmax = 0 as opened),
    written as (
      insert into messages (user_id, email, locale, template, "values", subject, body, case_id, link, dedupe_key, created_at,
        mail_status, send_after, digest_id)
      select m.user_id, m.email, m.locale, m.template, m."values", m.subject, m.body, m.case_id, m.link, m.dedupe_key,
        clock_timestamp(), case m.mode when 'none' then 'muted' else 'pending' end,
        case when m.mode = 'immediate' and m.quiet_until > clock_timestamp() then m.quiet_until end,
        case when m.mode = 'daily' then d.id end
      from planned m left join digest d on d.user_id = m.user_id
      on conflict (dedupe_key) do nothing
      returning id, mail_status, digest_id),
    queued as (
      insert into outbox (kind, subject_id, version, created_at)
      select 'message', id, 0, clock_timestamp() from written where mail_status = 'pending' and digest_id is null
      union all
      select 'digest', id, 0, clock_timestamp() from digest where opened)
    select count(*)::int as count from written`;
  return written?.count ?? 0;
}
