/** What the operator watches: mail, outbox, what is stuck and why, versions. */

import { Problem } from '../contracts/problem-error.ts';
import { CONFIDENTIAL_TEMPLATES, SECRET_TEMPLATES } from '../domain/messages/values.ts';
import { FINAL_APPLICATION_STATUSES, OFFICE_CASE_ID } from '../contracts/vocabulary.ts';
import type { CarriedKind } from '../contracts/workflows.ts';
import { MAIL_STATUSES, type MailStatus, type StuckCause } from '../contracts/operations.ts';
import { bounceOf, sendAgain } from './bounces.ts';
import { recordFact } from './cases.ts';
import type { Tx } from './client.ts';
import { outboxLag } from './outbox.ts';

const confidential = (tx: Tx) => tx`template = any(${[...CONFIDENTIAL_TEMPLATES]})`;
/** Address and error of a mail as the operator may read them, as SQL over `messages`: a server's refusal repeats the address. */
export const mailAddressOf = (tx: Tx) => tx`case when ${confidential(tx)} then '***' else email end`;
export const mailErrorOf = (tx: Tx) => tx`
  case when ${confidential(tx)} then regexp_replace(mail_error, '[^\\s<>]+@[^\\s<>]+', '***', 'g') else mail_error end`;

export type MailRow = {
  id: string;
  email: string;
  locale: string;
  template: string;
  subject: string;
  body: string | null;
  link: string | null;
  caseId: string | null;
  status: MailStatus;
  attempts: number;
  error: string | null;
  createdAt: string;
  mailedAt: string | null;
  leavesAt: string | null;
};

/**
 * Messages as mail, latest first. The text of one that holds a key to an account is shown only while it is kept for want of a
 * mail server: then the operator has to hand it on. Nothing tells who objects.
 */
export async function listMail(
  tx: Tx,
  filter: { status?: MailStatus; q?: string; limit: number; offset: number },
): Promise<MailRow[]> {
  const { status = null, q = null, limit, offset } = filter;
  return tx<MailRow[]>`
    select id, ${mailAddressOf(tx)} as email, locale, template, subject, link, case_id, mail_status as status, mail_attempts as attempts, ${mailErrorOf(tx)} as error,
           created_at, mailed_at, case when mail_status = 'pending' then coalesce(send_after, (select due_at from digests d where d.id = digest_id and d.closed_at is null)) end as leaves_at,
           case when ${confidential(tx)} or (template = any(${[...SECRET_TEMPLATES]}) and mail_status <> 'kept') then null
             else body end as body
    from messages
    where (${status}::text is null or mail_status = ${status})
      and (${q}::text is null or (strpos(lower(email), lower(${q})) > 0 and not ${confidential(tx)}) or strpos(lower(subject), lower(${q})) > 0)
    order by created_at desc, id limit ${limit + 1} offset ${offset}`;
}

export async function mailCounts(tx: Tx): Promise<Record<MailStatus, number>> {
  const rows = await tx<{ status: MailStatus; count: number }[]>`
    select mail_status as status, count(*)::int as count from messages group by mail_status`;
  const none = Object.fromEntries(MAIL_STATUSES.map((status) => [status, 0]));
  return { ...none, ...Object.fromEntries(rows.map(({ status, count }) => [status, count])) } as Record<
    MailStatus,
    number
  >;
}

const SENT_AGAIN: readonly MailStatus[] = ['failed', 'kept', 'held', 'bounced'];

/**
 * Has a mail that was given up or kept sent again: the outbox row carries a number never used for it, so that a new workflow
 * delivers it. Refuses one that is sent or still being tried, and one to an address that refuses mail.
 */
export async function retryMail(tx: Tx, messageId: string, actorId: string): Promise<void> {
  const [message] = await tx<{ status: MailStatus; template: string; email: string; error: string | null }[]>`
    select mail_status as status, template, email, mail_error as error from messages where id = ${messageId} for update`;
  if (!message) throw new Problem('notFound');
  if (!SENT_AGAIN.includes(message.status)) {
    throw new Problem('wrongState', { status: message.status, detail: `the mail is ${message.status}` });
  }
  if ((await bounceOf(tx, message.email)) !== null) throw new Problem('addressBounces');
  const fact = { messageId, template: message.template, status: message.status, error: message.error };
  const { version } = await recordFact(tx, OFFICE_CASE_ID, 'mailRetried', actorId, fact, false);
  await sendAgain(tx, [messageId], version);
}

/** Rows that the workflow engine has not heard of yet. */
export async function outboxState(tx: Tx) {
  const byKind = await tx<{ kind: string; waiting: number; oldestAt: string }[]>`
    select kind, count(*)::int as waiting, min(created_at) as oldest_at from outbox where parked_at is null group by kind order by kind`;
  return { ...(await outboxLag(tx)), byKind: [...byKind] };
}

export type StuckRow = {
  cause: StuckCause;
  caseId: string | null;
  taskId: string | null;
  messageId: string | null;
  label: string | null;
  detail: string | null;
  since: string;
};

/**
 * Everything that should have moved and has not, oldest first, at most `limit` + 1. Workflows get a minute before their silence counts.
 */
export function listStuck(tx: Tx, limit: number): Promise<StuckRow[]> {
  return tx<StuckRow[]>`
    with patience as (select clock_timestamp() - interval '1 minute' as until),
    live as (
      select a.case_id, a.project_name, a.status, c.slip_state, c.halt ->> 'outcome' as outcome, f.at as moved_at
      from applications a join cases c on c.id = a.case_id join facts f on f.case_id = c.id and f.version = c.version
      where a.status in ('circulating', 'correcting')
        and not exists (select 1 from tasks t where t.case_id = a.case_id and t.status = 'open' and t.step <> 'score'))
    select cause, case_id, task_id, message_id, label, detail, since from (
      select case when slip_state = 'halted' then 'haltNotAnswered' else 'noTask' end as cause, case_id, null::uuid as task_id,
             null::uuid as message_id, project_name as label, outcome as detail, moved_at as since
      from live, patience where moved_at < patience.until
      union all
      select case when t.step = 'correction' then 'correctionNotLapsed' else 'taskOverdue' end, t.case_id, t.id, null,
             coalesce(a.project_name, r.title_zh), t.step, t.due_at
      from tasks t left join member_changes m on m.case_id = t.case_id
      left join applications a on a.case_id = coalesce(m.application_id, t.case_id) left join rounds r on r.case_id = t.case_id, patience
      where t.status = 'open' and t.due_at < case when t.step = 'correction' then patience.until else clock_timestamp() end
      union all
      select 'nobodyMayTake', t.case_id, t.id, null, coalesce(a.project_name, o.no, r.title_zh), t.step, t.stranded_at
      from tasks t join rounds r on r.case_id = t.round_id left join member_changes m on m.case_id = t.case_id
      left join objections o on o.case_id = t.case_id
      left join applications a on a.case_id = coalesce(m.application_id, t.case_id)
      where t.status = 'open' and t.stranded_at is not null
      union all
      select 'closeNotDone', r.case_id, null, null, r.title_zh, r.status, r.closes_at
      from rounds r, patience where r.status = 'open' and r.closes_at < patience.until
      union all
      select 'noticeNotEnded', n.round_id, null, null, r.title_zh, r.status, n.ends_at
      from notices n join rounds r on r.case_id = n.round_id, patience
      where n.ended_at is null and r.status = 'notice' and n.ends_at < patience.until
      union all
      select 'changeNotSettled', m.case_id, null, null,
             a.project_name, m.status, coalesce(t.decided_at, m.confirm_by)
      from member_changes m join applications a on a.case_id = m.application_id left join tasks t on t.id = m.task_id, patience
      where m.status = 'confirming' and m.confirm_by < patience.until
         or m.status = 'deciding' and t.status <> 'open' and t.decided_at < patience.until
      union all
      select 'mailFailed', m.case_id, null, m.id, m.subject, ${mailErrorOf(tx)}, m.created_at from messages m where m.mail_status = 'failed'
      union all
      select 'outboxWaiting', null, null, null, null, count(*)::text, min(o.created_at)
      from outbox o, patience where o.parked_at is null and o.created_at < patience.until having count(*) > 0) stuck
    order by since, cause, case_id limit ${limit + 1}`;
}

export type OpenCase = { kind: CarriedKind; caseId: string; label: string | null; movedAt: string };

/**
 * Cases that should have a running workflow and have been quiet for a minute, those that moved last first; nothing about them waits in
 * the outbox.
 */
export async function openCases(tx: Tx, limit: number): Promise<{ cases: OpenCase[]; total: number }> {
  const rows = await tx<(OpenCase & { total: number })[]>`
    select c.kind, c.id as case_id, coalesce(a.project_name, r.title_zh, o.no, v.document_no, changed.project_name) as label, f.at as moved_at,
           count(*) over ()::int as total
    from cases c
    join facts f on f.case_id = c.id and f.version = c.version
    left join applications a on a.case_id = c.id left join rounds r on r.case_id = c.id
    left join objections o on o.case_id = c.id left join reversals v on v.case_id = c.id
    left join member_changes m on m.case_id = c.id left join applications changed on changed.case_id = m.application_id
    where (a.content_version > 0 and a.status <> all(${[...FINAL_APPLICATION_STATUSES]}) or r.status not in ('draft', 'published', 'cancelled')
        or o.status = 'open' or v.state = 'proposed' or m.status in ('confirming', 'deciding'))
      and f.at < clock_timestamp() - interval '1 minute'
      and not exists (select 1 from outbox o where o.subject_id = c.id)
    order by f.at desc limit ${limit}`;
  return { cases: rows.map(({ total: _, ...one }) => one), total: rows[0]?.total ?? 0 };
}

/** What runs on the database's side. */
export async function databaseVersions(tx: Tx) {
  const [row] = await tx<
    { postgres: string; now: string; applied: number; latestAt: number | null; calendarUntilYear: number | null }[]
  >`
    select current_setting('server_version') as postgres, clock_timestamp() as now,
      (select count(*)::int from drizzle.__drizzle_migrations) as applied,
      (select max(created_at) from drizzle.__drizzle_migrations) as latest_at,
      (select max(extract(year from day))::int from calendar_days where not provisional) as calendar_until_year`;
  const programmes = await tx<{ key: string; version: number; loadedAt: string }[]>`
    select key, version, loaded_at from programmes order by key, version`;
  if (!row) throw new Error('the database told no version');
  return { ...row, programmes: [...programmes] };
}
