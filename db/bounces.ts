/** Addresses that refuse mail for good: what is written to them is held until somebody makes sure of the address. */
import { Problem } from '../contracts/problem-error.ts';
import { OFFICE_CASE_ID } from '../contracts/vocabulary.ts';
import { recordFact } from './cases.ts';
import type { Sql, Tx } from './client.ts';

export type Bounce = {
  email: string;
  source: 'smtp' | 'dsn';
  /** What the server said. */
  diagnostic: string;
  messageId: string | null;
};

/** Marks an address. The first refusal counts; later ones add nothing. */
export async function markBouncing(tx: Tx, { email, source, diagnostic, messageId }: Bounce): Promise<void> {
  const [marked] = await tx<{ userId: string | null }[]>`
    insert into bouncing_addresses (email, since, source, diagnostic, message_id)
    values (lower(${email}), clock_timestamp(), ${source}, ${diagnostic.slice(0, 500)}, ${messageId})
    on conflict (email) do nothing
    returning (select id from users u where lower(u.email) = lower(${email})) as user_id`;
  if (marked) await recordFact(tx, OFFICE_CASE_ID, 'addressBounced', null, { ...marked, messageId, source }, false);
}

/** The same in a transaction of its own, for a refusal while sending. */
export const markRefused = (sql: Sql, email: string, diagnostic: string, messageId: string): Promise<void> =>
  sql.begin((tx) => markBouncing(tx, { email, source: 'smtp', diagnostic, messageId }));

/** Takes the mark off and has everything held sent. @returns mails released; null when the address bore no mark */
export async function clearBounce(tx: Tx, email: string, actorId: string): Promise<number | null> {
  const [cleared] = await tx<{ userId: string | null }[]>`
    delete from bouncing_addresses where email = lower(${email})
    returning (select id from users u where lower(u.email) = lower(${email})) as user_id`;
  if (!cleared) return null;
  const held = await tx<{ id: string }[]>`
    select id from messages where mail_status = 'held' and lower(email) = lower(${email}) for update`;
  const { version } = await recordFact(
    tx,
    OFFICE_CASE_ID,
    'addressCleared',
    actorId,
    { ...cleared, released: held.length },
    false,
  );
  await sendAgain(
    tx,
    held.map(({ id }) => id),
    version,
  );
  return held.length;
}

/** Queues mails anew, each by itself and at once. `version` is a number never used for them: a workflow id is used once. */
export async function sendAgain(tx: Tx, messageIds: readonly string[], version: number): Promise<void> {
  await tx`
    with released as (
      update messages set mail_status = 'pending', send_after = null, digest_id = null
      where id = any(${[...messageIds]}::uuid[]) returning id)
    insert into outbox (kind, subject_id, version, created_at)
    select 'message', id, ${version}::int, clock_timestamp() from released`;
}

/** The mark of an address; null where mail arrives. */
export async function bounceOf(tx: Tx, email: string): Promise<{ since: string; diagnostic: string } | null> {
  const [mark] = await tx<{ since: string; diagnostic: string }[]>`
    select since, diagnostic from bouncing_addresses where email = lower(${email})`;
  return mark ?? null;
}

/** Addresses that bounce, latest first, with the person and the mails held. */
export async function listBounces(tx: Tx) {
  return tx<
    {
      email: string;
      since: string;
      source: string;
      diagnostic: string;
      userId: string | null;
      name: string | null;
      held: number;
    }[]
  >`
    select b.email, b.since, b.source, b.diagnostic, u.id as user_id, u.name,
      (select count(*)::int from messages m where m.mail_status = 'held' and lower(m.email) = b.email) as held
    from bouncing_addresses b left join users u on lower(u.email) = b.email
    order by b.since desc, b.email limit 500`;
}

/**
 * A report that mail came back: marks the mails it concerns and, where the refusal is for good, the address.
 * @param mailId id in the Message-ID: of a message or of a digest
 */
export async function recordReport(
  tx: Tx,
  report: { mailId: string; recipient: string; permanent: boolean; diagnostic: string },
): Promise<{ messages: number; email: string }> {
  const { mailId, permanent, diagnostic } = report;
  const mails = await tx<{ id: string; email: string; status: string }[]>`
    select id, email, mail_status as status from messages where id = ${mailId} or digest_id = ${mailId} order by id for update`;
  const [first] = mails;
  if (!first) throw new Problem('notFound', { detail: 'No mail of this installation bears the Message-ID reported' });
  if (permanent) {
    await tx`
      update messages set mail_status = 'bounced', mail_error = ${diagnostic.slice(0, 500)}
      where (id = ${mailId} or digest_id = ${mailId}) and mail_status in ('sent', 'pending')`;
    await markBouncing(tx, { email: first.email, source: 'dsn', diagnostic, messageId: first.id });
  } else {
    await tx`
      update messages set mail_error = ${diagnostic.slice(0, 500)}
      where (id = ${mailId} or digest_id = ${mailId}) and mail_status = 'sent'`;
  }
  return { messages: mails.length, email: first.email };
}
