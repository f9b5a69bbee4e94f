/** Housekeeping over many rows at once: invitations whose time is over, replies kept for repeated requests. */
import { recordFact } from './cases.ts';
import type { Sql, Tx } from './client.ts';
import { settleDeparture } from './departures.ts';
import { lapseMailInvitations } from './mail-invitations.ts';

/** One sweep at a time, whichever worker runs it. */
const SWEEP_LOCK = 71_102_012;

type Lapsed = {
  applicationId: string;
  enterpriseId: string;
  dueAt: string;
  status: string;
  roundId: string;
  leadEnterpriseId: string;
  frozenNo: number | null;
};

/**
 * Invitations to a consortium that were not answered in time lapse, a frozen content returns to the draft, and the parties
 * are told. Does nothing while another worker sweeps.
 * @returns applications concerned
 */
export async function lapseInvitations(sql: Sql): Promise<string[]> {
  return sql.begin(async (tx) => {
    const [lock] = await tx<{ held: boolean }[]>`select pg_try_advisory_xact_lock(${SWEEP_LOCK}) as held`;
    if (!lock?.held) return [];
    await tx`
      select 1 from cases where id in (
        select p.application_id from application_parties p join applications a on a.case_id = p.application_id
        where p.status = 'invited' and p.confirm_by <= clock_timestamp() and a.status in ('draft', 'signing'))
      order by id for update`;
    const lapsed = await tx<Lapsed[]>`
      update application_parties p set status = 'lapsed', share_bp = 0, answered_at = clock_timestamp()
      from applications a
      where p.status = 'invited' and p.confirm_by <= clock_timestamp() and a.case_id = p.application_id
        and a.status in ('draft', 'signing')
      returning p.application_id, p.enterprise_id, p.confirm_by as due_at, a.status, a.round_id, a.lead_enterprise_id, a.frozen_no`;
    for (const { applicationId, enterpriseId, dueAt, ...application } of lapsed) {
      const { version } = await recordFact(tx, applicationId, 'partyLapsed', null, { enterpriseId, dueAt }, false);
      const gone = { enterpriseId, how: 'lapsed' as const, reason: null, version };
      await settleDeparture(tx, applicationId, application, gone, null);
    }
    const byMail = await lapseMailInvitations(tx);
    return [...new Set([...lapsed.map((one) => one.applicationId), ...byMail])];
  });
}

/** Replies kept for repeated requests are forgotten after a week. Returns how many. */
export async function forgetIdempotencyKeys(sql: Tx): Promise<number> {
  const gone = await sql`delete from idempotency_keys where created_at < clock_timestamp() - interval '7 days'`;
  return gone.count;
}
