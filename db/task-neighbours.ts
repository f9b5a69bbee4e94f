/** The tasks before and after one in the queue's own order, also when the task itself has left the filter since. */
import { Problem } from '../contracts/problem-error.ts';
import type { Actor } from '../domain/permissions.ts';
import type { Tx } from './client.ts';
import { queueOf, TASK_COLUMNS, type TaskFilter } from './task-lists.ts';

export type Neighbours = { previousId: string | null; nextId: string | null };

/** Of what the filter finds; null where the queue ends. */
export async function neighboursOf(
  tx: Tx,
  taskId: string,
  actor: Actor,
  filter: Omit<TaskFilter, 'page' | 'perPage'>,
): Promise<Neighbours> {
  const queue = await queueOf(tx, actor, filter);
  const column = tx(TASK_COLUMNS[filter.sort]);
  const ascending = filter.order === 'ASC';
  const [here] = await tx<{ there: boolean }[]>`select true as there from tasks where id = ${taskId}`;
  if (!here) throw new Problem('notFound');
  // Tasks without an instant stand at the end in either order, as in the list; ids break ties.
  const ahead = ascending
    ? tx`(t.${column} > h.${column} or t.${column} is null and h.${column} is not null)`
    : tx`(t.${column} < h.${column} or t.${column} is null and h.${column} is not null)`;
  const behind = ascending
    ? tx`(t.${column} < h.${column} or h.${column} is null and t.${column} is not null)`
    : tx`(t.${column} > h.${column} or h.${column} is null and t.${column} is not null)`;
  const side = async (forward: boolean): Promise<string | null> => {
    const direction = forward === ascending ? tx`asc` : tx`desc`;
    const [row] = await tx<{ id: string }[]>`
      select t.id from tasks h, tasks t left join applications a on a.case_id = t.case_id
      where h.id = ${taskId} and t.id <> h.id and ${queue()}
        and (${forward ? ahead : behind} or t.${column} is not distinct from h.${column} and ${forward ? tx`t.id > h.id` : tx`t.id < h.id`})
      order by t.${column} ${direction} ${forward ? tx`nulls last` : tx`nulls first`}, t.id ${forward ? tx`asc` : tx`desc`} limit 1`;
    return row?.id ?? null;
  };
  return { previousId: await side(false), nextId: await side(true) };
}
