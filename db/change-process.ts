/** A change of member as its workflow sees it: where it stands, its lapse, and carrying out what the office decided. */
import type { ChangeNews } from '../contracts/facts.ts';
import { recordFact } from './cases.ts';
import { replaceCertificate } from './certificates.ts';
import { type LockedChange, lockChange, settle } from './changes.ts';
import type { Sql, Tx } from './client.ts';

type Row = {
  version: number;
  status: LockedChange['status'];
  confirmBy: string | null;
  taskStatus: string | null;
  remindAt: string | null;
  dueAt: string | null;
};

/** Version and standing of a change, read in one statement. A case without one waits. */
export async function readChangeNews(sql: Tx, changeId: string): Promise<ChangeNews> {
  const [row] = await sql<Row[]>`
    select c.version, m.status, m.confirm_by, t.status as task_status,
           case when t.reminded_at is null and t.overdue_at is null then t.remind_at end as remind_at,
           case when t.overdue_at is null then t.due_at end as due_at
    from cases c join member_changes m on m.case_id = c.id left join tasks t on t.id = m.task_id where c.id = ${changeId}`;
  if (!row) return { version: 0, standing: { kind: 'closed', status: 'withdrawn' } };
  const { version, status } = row;
  if (status === 'confirming')
    return { version, standing: { kind: 'confirming', watch: { remindAt: null, dueAt: row.confirmBy } } };
  if (status !== 'deciding') return { version, standing: { kind: 'closed', status } };
  if (row.taskStatus === 'done') return { version, standing: { kind: 'decided' } };
  return { version, standing: { kind: 'deciding', watch: { remindAt: row.remindAt, dueAt: row.dueAt } } };
}

/**
 * Ends a request whose confirmation did not come in time.
 * @returns milliseconds still missing; 0 when it lapsed now or was settled before
 */
export async function lapseChange(sql: Sql, changeId: string): Promise<number> {
  return sql.begin(async (tx) => {
    const change = await lockChange(tx, changeId);
    if (change?.status !== 'confirming') return 0;
    const [clock] = await tx<{ missingMs: number }[]>`
      select ceil(extract(epoch from ${change.confirmBy}::timestamptz - clock_timestamp()) * 1000)::float8 as missing_ms`;
    if ((clock?.missingMs ?? 0) > 0) return clock?.missingMs ?? 0;
    await settle(tx, change, 'lapsed', null, null);
    return 0;
  });
}

/**
 * Carries out the office's decision. Approved: the leaving party ends, the joining one stands with its share; what was signed and
 * frozen stays as it is, and the certificate is replaced by one that names the new party. Does nothing unless a decision waits.
 */
export async function settleChange(sql: Sql, changeId: string): Promise<string | null> {
  return sql.begin(async (tx) => {
    const change = await lockChange(tx, changeId);
    if (change?.status !== 'deciding') return null;
    const [task] = await tx<{ outcome: string; reason: string | null; decidedBy: string }[]>`
      select outcome, reason, decided_by from tasks where id = ${change.taskId} and status = 'done'`;
    if (!task) return null;
    if (task.outcome === 'changeApproved') {
      await replaceParty(tx, change, task.decidedBy);
      await replaceCertificate(tx, change.applicationId, task.decidedBy);
    }
    const status = task.outcome === 'changeApproved' ? 'approved' : 'refused';
    await settle(tx, change, status, task.reason, task.decidedBy);
    return change.applicationId;
  });
}

async function replaceParty(tx: Tx, change: LockedChange, actorId: string): Promise<void> {
  await tx`
    update application_parties set status = 'removed', share_bp = 0, departed_at = clock_timestamp(), departure_reason = ${change.reason}
    where application_id = ${change.applicationId} and enterprise_id = ${change.leaving} and status = 'confirmed'`;
  if (change.joining !== null) {
    await tx`
      insert into application_parties (application_id, enterprise_id, role, status, invited_at, answered_at, answered_by)
      select ${change.applicationId}, ${change.joining}, 'partner', 'confirmed', m.filed_at, m.answered_at, coalesce(m.answered_by, ${actorId})
      from member_changes m where m.case_id = ${change.id}
      on conflict (application_id, enterprise_id) do update
        set status = 'confirmed', answered_at = excluded.answered_at, answered_by = excluded.answered_by,
            departed_at = null, departure_reason = null`;
  }
  for (const { enterpriseId, shareBp } of change.shares)
    await tx`update application_parties set share_bp = ${shareBp} where application_id = ${change.applicationId} and enterprise_id = ${enterpriseId}`;
  const { leaving: leavingEnterpriseId, joining: joiningEnterpriseId, shares } = change;
  await recordFact(
    tx,
    change.applicationId,
    'membersChanged',
    actorId,
    { changeId: change.id, leavingEnterpriseId, joiningEnterpriseId, shares },
    false,
  );
}
