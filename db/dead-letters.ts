/** What was given up, and how it is sent again. */
import type { z } from 'zod';
import type { DeadLetter, DeadLetterFilter, Redriven } from '../contracts/dead-letters.ts';
import { OFFICE_CASE_ID } from '../contracts/vocabulary.ts';
import { sendAgain } from './bounces.ts';
import { recordFact } from './cases.ts';
import type { Tx } from './client.ts';
import { mailAddressOf, mailErrorOf } from './operations.ts';

/** One call redrives so many at most. */
const AT_ONCE = 1_000;

type Filter = z.infer<typeof DeadLetterFilter>;
type Letter = z.infer<typeof DeadLetter> & { bounces: boolean };

const letters = (tx: Tx, { source = undefined, q = undefined }: Filter) => tx`
  (select * from (
    select 'outbox/' || o.id as id, 'outbox' as source, o.kind, c.id as case_id,
      coalesce(a.project_name, r.title_zh, m.subject, o.subject_id::text) as label, o.attempts, o.last_error as error,
      o.created_at as since, false as bounces
    from outbox o left join cases c on c.id = o.subject_id left join applications a on a.case_id = o.subject_id
      left join rounds r on r.case_id = o.subject_id left join messages m on m.id = o.subject_id
    where o.parked_at is not null
    union all
    select 'mail/' || m.id, 'mail', m.template, m.case_id, m.subject || ' → ' || ${mailAddressOf(tx)}, m.mail_attempts, ${mailErrorOf(tx)}, m.created_at,
      exists (select 1 from bouncing_addresses b where b.email = lower(m.email))
    from messages m where m.mail_status = 'failed') letter
  where (${source ?? null}::text is null or source = ${source ?? null})
    and (${q || null}::text is null or strpos(lower(coalesce(label, '') || ' ' || coalesce(error, '')), lower(${q || null})) > 0))`;

/** Dead letters, oldest first; one more than asked. */
export async function listDeadLetters(tx: Tx, filter: Filter & { limit: number; offset: number }): Promise<Letter[]> {
  return tx<Letter[]>`
    select * from ${letters(tx, filter)} found order by since, id limit ${filter.limit + 1} offset ${filter.offset}`;
}

/**
 * Sends these, or all that the filter finds, again; a dry run only says what would happen to each. Mails to an address that refuses
 * mail are left. The redrive is on record.
 */
export async function redrive(
  tx: Tx,
  asked: { ids?: readonly string[] | undefined; filter?: Filter | undefined; dryRun: boolean },
  actorId: string,
): Promise<Redriven> {
  const { ids, filter = {}, dryRun } = asked;
  const found = await tx<Letter[]>`
    select * from ${letters(tx, filter)} found
    where ${ids ? [...ids] : null}::text[] is null or id = any(${ids ? [...ids] : null}::text[])
    order by since, id limit ${AT_ONCE + 1}`;
  const taken = found.slice(0, AT_ONCE);
  const gone = (ids ?? []).filter((id) => !taken.some((letter) => letter.id === id));
  const willing = taken.filter(({ bounces }) => !bounces);
  const queued = dryRun || willing.length === 0 ? new Set<string>() : await queueAgain(tx, willing, asked, actorId);
  const items: Redriven['items'] = [
    ...taken.map(({ id, label, bounces }) => {
      if (bounces) return { id, label, result: 'skipped' as const, reason: 'addressBounces' as const };
      if (dryRun) return { id, label, result: 'wouldQueue' as const, reason: null };
      if (queued.has(id)) return { id, label, result: 'queued' as const, reason: null };
      return { id, label, result: 'skipped' as const, reason: 'gone' as const };
    }),
    ...gone.map((id) => ({ id, label: null, result: 'skipped' as const, reason: 'gone' as const })),
  ];
  const skipped = items.filter(({ result }) => result === 'skipped').length;
  return { dryRun, queued: items.length - skipped, skipped, truncated: found.length > AT_ONCE, items };
}

async function queueAgain(
  tx: Tx,
  willing: readonly Letter[],
  { ids, filter }: { ids?: readonly string[] | undefined; filter?: Filter | undefined },
  actorId: string,
): Promise<Set<string>> {
  const of = (source: Letter['source']) =>
    willing.filter((letter) => letter.source === source).map(({ id }) => id.slice(id.indexOf('/') + 1));
  const rows = await tx<{ id: number }[]>`
    update outbox set parked_at = null, attempts = 0, retry_after = null
    where id = any(${of('outbox')}::bigint[]) and parked_at is not null returning id`;
  const mails = await tx<{ id: string }[]>`
    select id from messages where id = any(${of('mail')}::uuid[]) and mail_status = 'failed' order by id for update`;
  const again = [...rows.map(({ id }) => `outbox/${id}`), ...mails.map(({ id }) => `mail/${id}`)];
  const fact = { queued: again, filter: ids ? null : (filter ?? {}) };
  const { version } = await recordFact(tx, OFFICE_CASE_ID, 'deadLettersRedriven', actorId, fact, false);
  await sendAgain(
    tx,
    mails.map(({ id }) => id),
    version,
  );
  return new Set(again);
}
