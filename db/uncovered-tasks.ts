/** What a leave would leave without a decider: tried out in a transaction that is taken back. */
import type { z } from 'zod';
import type { UncoveredQuery, UncoveredTasks } from '../contracts/leaves.ts';
import type { Sql, Tx } from './client.ts';
import { isExcluded } from './exclusions.ts';
import { demandDeputy } from './leaves.ts';
import { liesWithBody, nobodyMayTake } from './task-circle.ts';

type Uncovered = z.input<typeof UncoveredTasks>['items'][number];

const SHOWN = 10;

/** Carries what was found out of the transaction that it undoes. */
class TakenBack extends Error {
  readonly found: Uncovered[];
  constructor(found: Uncovered[]) {
    super('tried out');
    this.found = found;
  }
}

/**
 * Open tasks of the body that nobody could take if the leave began now and that somebody can take today, and those the person has claimed
 * of which the deputy must stand aside. By deadline.
 * @throws Problem invalid when either does not hold the role there
 */
export async function uncoveredTasks(
  sql: Sql,
  leave: z.infer<typeof UncoveredQuery>,
): Promise<z.input<typeof UncoveredTasks>> {
  await demandDeputy(sql, leave);
  const { userId, role, bodyId, deputyId } = leave;
  const found = await sql
    .begin(async (tx) => {
      const before = await stranded(tx, leave);
      await tx`
        insert into leaves (user_id, role, body_id, deputy_id, starts_on, ends_on, starts_at, ends_at, reason, entered_by, entered_at)
        select ${userId}, ${role}, ${bodyId}, ${deputyId}, day, day, clock_timestamp(), clock_timestamp() + interval '1 day', '', ${userId},
          clock_timestamp() from (select (clock_timestamp() at time zone 'Asia/Shanghai')::date as day) today`;
      const known = before.map(({ taskId }) => taskId);
      const after = await tx<Uncovered[]>`
        select *, case when nobody then 'nobody' else 'handOn' end as why from (
          select ${columns(tx)}, ${nobodyMayTake(tx)} as nobody,
            t.claimed_by = ${userId} and ${isExcluded(tx, deputyId)} as hand_on
          from ${joins(tx)} where t.role = ${role} and t.body_id = ${bodyId} and ${liesWithBody(tx)} and t.id <> all(${known}::uuid[])) found
        where nobody or hand_on order by due_at, task_id`;
      throw new TakenBack([...after]);
    })
    .catch((error: unknown): Uncovered[] => {
      if (error instanceof TakenBack) return error.found;
      throw error;
    });
  return { items: found.slice(0, SHOWN), count: found.length };
}

const columns = (tx: Tx) => tx`
  t.id as task_id, t.step, c.slip -> 'desks' -> t.desk -> 'label' as step_label, a.project_name,
  jsonb_build_object('zh', r.title_zh, 'en', r.title_en) as round_title, t.due_at`;
const joins = (tx: Tx) => tx`
  tasks t join cases c on c.id = t.case_id join rounds r on r.case_id = t.round_id left join applications a on a.case_id = t.case_id`;

/** Tasks of the place that nobody may take as it is. */
const stranded = (tx: Tx, { role, bodyId }: { role: string; bodyId: string }) => tx<{ taskId: string }[]>`
  select t.id as task_id from tasks t where t.role = ${role} and t.body_id = ${bodyId} and ${liesWithBody(tx)} and ${nobodyMayTake(tx)}`;
