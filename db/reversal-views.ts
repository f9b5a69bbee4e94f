/** Reversals as officers read them. */
import type { ReversalView } from '../contracts/reversals.ts';
import { Problem } from '../contracts/problem-error.ts';
import { type Actor, permits } from '../domain/permissions.ts';
import type { Tx } from './client.ts';
import { categoryOf, packOf } from './programmes.ts';
import { type OldDecision, reversalOf } from './reversals.ts';

type Row = {
  id: string;
  kind: 'revokeAward' | 'reopenRefusal';
  state: 'proposed' | 'approved' | 'rejected';
  applicationId: string;
  projectName: string | null;
  roundId: string;
  titleZh: string;
  titleEn: string;
  programmeKey: string;
  programmeVersion: number;
  categoryNo: number;
  reverses: OldDecision;
  oldDecidedBy: string | null;
  reason: string;
  documentNo: string;
  fillPlace: boolean;
  proposerId: string;
  proposedBy: string;
  proposedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
  taskId: string | null;
  dueAt: string | null;
};

const select = (tx: Tx) => tx`
  select v.case_id as id, v.kind, v.state, v.application_id, a.project_name, v.round_id, r.title_zh, r.title_en, r.programme_key, r.programme_version,
    a.category_no, v.reverses, ou.name as old_decided_by, v.reason, v.document_no, v.fill_place, v.proposed_by as proposer_id, pu.name as proposed_by,
    v.proposed_at, du.name as decided_by, v.decided_at, v.decision_reason, t.id as task_id, case when v.state = 'proposed' then t.due_at end as due_at
  from reversals v join applications a on a.case_id = v.application_id join rounds r on r.case_id = v.round_id
  join users pu on pu.id = v.proposed_by left join users du on du.id = v.decided_by
  left join tasks old on old.id = (v.reverses ->> 'taskId')::uuid left join users ou on ou.id = old.decided_by
  left join lateral (select id, due_at from tasks where case_id = v.case_id order by opened_at desc limit 1) t on true`;

async function viewOf(tx: Tx, row: Row, actor: Actor): Promise<ReversalView> {
  const { titleZh, titleEn, programmeKey, programmeVersion, oldDecidedBy, proposerId, reverses, ...rest } = row;
  const pack = await packOf(tx, programmeKey, programmeVersion);
  const mayDecide =
    row.state === 'proposed' && proposerId !== actor.userId && permits(actor, 'reversal.decide') === 'allowed';
  const { step, outcome, decidedAt, reason } = reverses;
  return {
    ...rest,
    roundTitle: { zh: titleZh, en: titleEn },
    categoryName: categoryOf(pack, row.categoryNo).name,
    reverses: { step, outcome, decidedAt: new Date(decidedAt).toISOString(), decidedBy: oldDecidedBy, reason },
    allowed: mayDecide ? ['decide'] : [],
  };
}

export async function readReversal(tx: Tx, reversalId: string, actor: Actor): Promise<ReversalView> {
  const [row] = await tx<Row[]>`${select(tx)} where v.case_id = ${reversalId}`;
  if (!row) throw new Problem('notFound');
  return viewOf(tx, row, actor);
}

/** Reversals of an application, newest first, and what this actor may propose now. */
export async function reversalsOf(tx: Tx, applicationId: string, actor: Actor) {
  const rows = await tx<Row[]>`${select(tx)} where v.application_id = ${applicationId} order by v.proposed_at desc`;
  const [now] = await tx<{ status: string; roundStatus: string }[]>`
    select a.status, r.status as round_status from applications a join rounds r on r.case_id = a.round_id where a.case_id = ${applicationId}`;
  const kind = reversalOf(now?.status ?? '');
  const may =
    permits(actor, 'reversal.propose') === 'allowed' &&
    !rows.some(({ state }) => state === 'proposed') &&
    (kind !== 'reopenRefusal' || ['open', 'closed'].includes(now?.roundStatus ?? ''));
  return { items: await Promise.all(rows.map((row) => viewOf(tx, row, actor))), mayPropose: may ? kind : null };
}
