-- The reply kept under an idempotency key, with the hash of the request that it answered; null when the key is free.
create function kept_reply(p_owner text, p_key text)
returns jsonb language sql stable as $$
  select jsonb_build_object('earlierHash', request_hash, 'earlierReply', reply #>> '{}')
  from idempotency_keys where actor_id = p_owner and key = p_key
$$;
--> statement-breakpoint
-- A decision under its idempotency key: the key, the decision and the reply to keep in one statement. A twin that runs at the same time
-- waits on the key's row and then gets the reply of the first. A refused decision leaves the key free.
-- Returns decide_task's own reply, with `text`, the reply as sent; or {earlierHash, earlierReply}.
create function decide_task_once(
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
    'nextTaskId', decided -> 'nextTaskId', 'nextStep', decided -> 'nextStep')::text;
  update idempotency_keys set status = 200, reply = to_jsonb(sent) where actor_id = p_owner and key = p_key;
  return decided || jsonb_build_object('text', sent);
end
$$;
