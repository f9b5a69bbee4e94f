/** Items of a bulk decision, page by page or all of them. */
import type { BulkItem, BulkState } from '../contracts/bulk-decisions.ts';
import { page } from '../contracts/paging.ts';
import type { Tx } from './client.ts';

const selectItems = (tx: Tx, bulkId: string) => tx`
  select i.no, i.task_id, i.case_id, t.step, a.project_name, e.name as lead_name, a.receipt_no, a.category_no, i.content_version, i.state, i.problem,
    i.decided_at
  from bulk_decision_items i join tasks t on t.id = i.task_id
  left join applications a on a.case_id = i.case_id left join enterprises e on e.id = a.lead_enterprise_id
  where i.bulk_id = ${bulkId}`;

export async function bulkItems(
  tx: Tx,
  bulkId: string,
  filter: { page: number; perPage: number; state?: BulkState | undefined },
) {
  const rows = await tx<BulkItem[]>`
    ${selectItems(tx, bulkId)} ${filter.state ? tx`and i.state = ${filter.state}` : tx``}
    order by i.no limit ${filter.perPage + 1} offset ${(filter.page - 1) * filter.perPage}`;
  return page(rows, filter);
}

export const allBulkItems = (tx: Tx, bulkId: string): Promise<BulkItem[]> =>
  tx<BulkItem[]>`${selectItems(tx, bulkId)} order by i.no`;
