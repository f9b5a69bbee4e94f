/** The same two enterprises apply together at most once in a category of a round, whichever of them leads. */
import { Problem } from '../contracts/problem-error.ts';
import type { Tx } from './client.ts';

type Twin = { id: string; projectName: string | null; receiptNo: string | null; status: string; partner: string };

/**
 * Refuses a pair that stands in another application of the category. One that was withdrawn or never submitted does not
 * count; one that was refused does. Both enterprises stay locked until the commit, so that two confirmations at the same
 * moment cannot both pass. The other application is named: whoever is told is a party of it.
 * @throws Problem duplicate, rule `samePair`, with the other application
 */
export async function demandNewPair(
  tx: Tx,
  application: { id: string; roundId: string; categoryNo: number; leadEnterpriseId: string },
  partnerIds: readonly string[],
): Promise<void> {
  if (partnerIds.length === 0) return;
  await tx`
    select 1 from enterprises where id = any(${[application.leadEnterpriseId, ...partnerIds]}::uuid[])
    order by id for no key update`;
  const [twin] = await tx<Twin[]>`
    select a.case_id as id, a.project_name, a.receipt_no, a.status, e.name as partner
    from applications a
    join application_parties l on l.application_id = a.case_id and l.status = 'confirmed'
    join application_parties p on p.application_id = a.case_id and p.status = 'confirmed' and p.enterprise_id <> l.enterprise_id
    join enterprises e on e.id = p.enterprise_id
    where a.round_id = ${application.roundId} and a.category_no = ${application.categoryNo} and a.case_id <> ${application.id}
      and a.status not in ('withdrawn', 'expired', 'deemedWithdrawn')
      and l.enterprise_id = ${application.leadEnterpriseId} and p.enterprise_id = any(${[...partnerIds]}::uuid[])
      and 'lead' in (l.role, p.role)
    limit 1`;
  if (!twin) return;
  const message = `${twin.partner} and this lead already apply together in this category: ${twin.projectName ?? twin.receiptNo ?? twin.id}`;
  throw new Problem('duplicate', {
    detail: message,
    errors: [{ pointer: '', rule: 'samePair', message }],
    applicationId: twin.id,
    projectName: twin.projectName,
    receiptNo: twin.receiptNo,
    status: twin.status,
  });
}
