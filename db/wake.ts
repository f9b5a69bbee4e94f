/** Processes found again from the facts: after a restore, or when Temporal's own store was lost. */
import { FINAL_APPLICATION_STATUSES } from '../contracts/vocabulary.ts';
import type { Sql } from './client.ts';

/**
 * Has every open case looked at again: the relay starts the workflow of a case that has none and stirs the one that runs. Workflows read
 * where the case stands, and messages are written once for each fact and person, so that nothing happens twice. Mail that was on its
 * way is taken up again.
 * @returns how many cases and mails were put into the outbox
 */
export async function wakeProcesses(sql: Sql): Promise<{ cases: number; mails: number }> {
  return sql.begin(async (tx) => {
    const cases = await tx`
      insert into outbox (kind, subject_id, version, created_at)
      select c.kind, c.id, 0, clock_timestamp() from cases c
      left join applications a on a.case_id = c.id left join rounds r on r.case_id = c.id
      left join objections o on o.case_id = c.id left join reversals v on v.case_id = c.id
      left join member_changes m on m.case_id = c.id
      where c.version > 0
        and coalesce(a.content_version > 0 and a.status <> all(${[...FINAL_APPLICATION_STATUSES]}), r.status not in ('published', 'cancelled'),
          o.status = 'open', v.state = 'proposed', m.status in ('confirming', 'deciding'), false)
      order by c.kind desc, c.created_at`;
    const mails = await tx`
      insert into outbox (kind, subject_id, version, created_at)
      select 'message', id, 0, clock_timestamp() from messages where mail_status = 'pending' and digest_id is null
      union all select 'digest', id, 0, clock_timestamp() from digests where closed_at is null`;
    return { cases: cases.count, mails: mails.count };
  });
}
