-- The desk that has a case now, as who decided is told at once: its words, its body and its deadline. Null for no task.
create function next_desk(p_task uuid) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'taskId', t.id, 'step', t.step, 'stepLabel', c.slip -> 'desks' -> t.desk -> 'label',
    'bodyName', case when b.id is not null then jsonb_build_object('zh', b.name_zh, 'en', b.name_en) end,
    'dueAt', to_char(t.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'dueProvisional', t.due_provisional is not null)
  from tasks t join cases c on c.id = t.case_id left join bodies b on b.id = t.body_id where t.id = p_task
$$;
--> statement-breakpoint
-- As before; the reply names the next desk.
create or replace function decide_task_once(
  p_owner text, p_key text, p_hash text,
  p_task uuid, p_actor text, p_outcome text, p_content_version int, p_reason text, p_payload jsonb)
returns jsonb language plpgsql as $$
declare
  decided jsonb;
  sent text;
begin
  insert into idempotency_keys (actor_id, key, request_hash) values (p_owner, p_key, p_hash) on conflict do nothing;
  if not found then
    return kept_reply(p_owner, p_key);
  end if;
  decided := decide_task(p_task, p_actor, p_outcome, p_content_version, p_reason, p_payload);
  if not (decided ->> 'ok')::boolean then
    delete from idempotency_keys where actor_id = p_owner and key = p_key;
    return decided;
  end if;
  sent := jsonb_build_object(
    'caseId', decided -> 'caseId', 'version', decided -> 'version', 'effect', decided -> 'effect',
    'at', to_char((decided ->> 'at')::timestamptz at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'next', next_desk((decided ->> 'nextTaskId')::uuid))::text;
  update idempotency_keys set status = 200, reply = to_jsonb(sent) where actor_id = p_owner and key = p_key;
  return decided || jsonb_build_object('text', sent);
end
$$;
