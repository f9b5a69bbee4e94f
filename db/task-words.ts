/** What a message says of a task. */
import type { Words } from '../domain/messages/values.ts';
import type { Tx } from './client.ts';

/** `about`: the project of an application, the round of everything else; `round`: its round in any case. `office`: the body with which it lies, or the one given. */
export type AboutTask = { caseId: string; about: Words; round: Words; step: Words; dueAt: string; office: Words };

export async function aboutTask(tx: Tx, taskId: string, bodyId: string | null = null): Promise<AboutTask> {
  const [row] = await tx<AboutTask[]>`
    select t.case_id, t.due_at, coalesce(to_jsonb(a.project_name), jsonb_build_object('zh', r.title_zh, 'en', r.title_en)) as about,
      jsonb_build_object('zh', r.title_zh, 'en', r.title_en) as round,
      coalesce(c.slip -> 'desks' -> t.desk -> 'label', to_jsonb(t.step)) as step,
      jsonb_build_object('zh', b.name_zh, 'en', b.name_en) as office
    from tasks t join cases c on c.id = t.case_id join rounds r on r.case_id = t.round_id
    left join applications a on a.case_id = t.case_id join bodies b on b.id = coalesce(${bodyId}, t.body_id) where t.id = ${taskId}`;
  return row as AboutTask;
}
