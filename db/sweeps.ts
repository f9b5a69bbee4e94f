/** Housekeeping over many rows at once: invitations whose time is over, replies kept for repeated requests. */
import { recordFact } from './cases.ts';
import type { Sql, Tx } from './client.ts';
import { postMessages } from './messages.ts';

/** One sweep at a time, whichever worker runs it. */
const SWEEP_LOCK = 71_102_012;

type Lapsed = {
  applicationId: string;
  enterpriseId: string;
  partner: string;
  dueAt: string;
  titleZh: string;
  titleEn: string;
};

/**
 * Invitations to a consortium that were not answered in time lapse, and the lead is told. Does nothing while another
 * worker sweeps.
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
      from enterprises e, applications a, rounds r
      where p.status = 'invited' and p.confirm_by <= clock_timestamp() and e.id = p.enterprise_id and a.case_id = p.application_id
        and a.status in ('draft', 'signing') and r.case_id = a.round_id
      returning p.application_id, p.enterprise_id, e.name as partner, p.confirm_by as due_at, r.title_zh, r.title_en`;
    for (const one of lapsed) await tellLead(tx, one);
    return [...new Set(lapsed.map((one) => one.applicationId))];
  });
}

async function tellLead(
  tx: Tx,
  { applicationId, enterpriseId, partner, dueAt, titleZh, titleEn }: Lapsed,
): Promise<void> {
  const { version } = await recordFact(tx, applicationId, 'partyLapsed', null, { enterpriseId, dueAt }, false);
  const members = await tx<{ userId: string; email: string; locale: 'zh' | 'en' }[]>`
    select distinct u.id as user_id, u.email, u.locale
    from applications a
    join role_grants g on g.enterprise_id = a.lead_enterprise_id and g.revoked_at is null
    join users u on u.id = g.user_id
    where a.case_id = ${applicationId}`;
  await postMessages(
    tx,
    members.map((member) => ({
      ...member,
      template: 'partyLapsed' as const,
      values: { partner, round: { zh: titleZh, en: titleEn }, dueAt },
      caseId: applicationId,
      link: `/desk/applications/${applicationId}`,
      dedupeKey: `${applicationId}/${version}/${member.userId}`,
    })),
  );
}

/** Replies kept for repeated requests are forgotten after a week. Returns how many. */
export async function forgetIdempotencyKeys(sql: Tx): Promise<number> {
  const gone = await sql`delete from idempotency_keys where created_at < clock_timestamp() - interval '7 days'`;
  return gone.count;
}
