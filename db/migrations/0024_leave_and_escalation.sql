CREATE TABLE "leaves" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" text NOT NULL REFERENCES "users"("id"),
	"role" text NOT NULL,
	"body_id" text NOT NULL REFERENCES "bodies"("id"),
	"deputy_id" text NOT NULL REFERENCES "users"("id"),
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"entered_by" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_by" text,
	"revoke_reason" text,
	CONSTRAINT "leaves_order" CHECK (ends_on >= starts_on),
	CONSTRAINT "leaves_two_people" CHECK (deputy_id <> user_id)
);
--> statement-breakpoint
CREATE INDEX "leaves_user" ON "leaves" ("user_id","ends_at") WHERE revoked_at is null;
--> statement-breakpoint
CREATE INDEX "leaves_deputy" ON "leaves" ("deputy_id","ends_at") WHERE revoked_at is null;
--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "escalate_at" timestamp with time zone, ADD COLUMN "escalated_at" timestamp with time zone, ADD COLUMN "decided_for" text;
--> statement-breakpoint
-- Who decides now, by this clock, what this person has claimed in this role and body; null when the person is not on leave.
create function deputy_of(p_user text, p_role text, p_body text) returns text language sql stable as $$
  select deputy_id from leaves
  where user_id = p_user and role = p_role and body_id = p_body and revoked_at is null
    and starts_at <= clock_timestamp() and ends_at > clock_timestamp()
  limit 1
$$;
--> statement-breakpoint
-- When the supervisor of a late task's body is told: so many working days after its deadline as its desk says, two where nothing is said.
-- Null for tasks that lie with no body.
create function escalation_at(t tasks) returns timestamptz language sql stable as $$
  select case when t.body_id is not null then due_at(t.due_at - interval '1 microsecond',
    coalesce((c.slip -> 'desks' -> t.desk ->> 'escalateAfterWorkingDays')::int, 2), c.working_day_ms) end
  from cases c where c.id = t.case_id
$$;
--> statement-breakpoint
-- A desk's decision, also by the deputy of a person on leave: closes the task if it is open and the content is the one the person saw, moves the slip, opens the next desk's
-- task, adds audit and outbox rows. Returns {ok, version, at, nextTaskId, nextStep, slipState} or {ok: false, why, by, at}.
create or replace function decide_task(p_task uuid, p_actor text, p_outcome text, p_content_version int, p_reason text, p_payload jsonb)
returns jsonb language plpgsql as $$
declare
  t tasks%rowtype;
  k uuid;
  chosen jsonb;
  effect text;
  next_task uuid;
  moved record;
  behalf text;
begin
  select case_id into k from tasks where id = p_task;
  perform 1 from cases where id = k for update; -- case before task, always: no deadlocks
  select * into t from tasks where id = p_task for update;
  if not found then
    return jsonb_build_object('ok', false, 'why', 'notFound');
  end if;
  if t.status <> 'open' then
    return jsonb_build_object('ok', false, 'why', 'decided', 'status', t.status, 'by', t.decided_by, 'at', t.decided_at, 'outcome', t.outcome);
  end if;
  if t.claimed_by is not null and t.claimed_by <> p_actor and deputy_of(t.claimed_by, t.role, t.body_id) = p_actor then
    behalf := t.claimed_by; -- 代理: the deputy acts in the deputy's own name, for the person on leave
  elsif t.claimed_by is not null and t.claimed_by <> p_actor then
    return jsonb_build_object('ok', false, 'why', 'claimed', 'by', t.claimed_by, 'at', t.claimed_at);
  end if;
  if t.content_version <> p_content_version then
    return jsonb_build_object('ok', false, 'why', 'stale', 'contentVersion', t.content_version);
  end if;
  select o into chosen from jsonb_array_elements(t.outcomes) o where o ->> 'key' = p_outcome;
  if chosen is null then
    return jsonb_build_object('ok', false, 'why', 'outcome', 'outcomes', t.outcomes);
  end if;
  effect := chosen ->> 'effect';
  update tasks set status = 'done', outcome = p_outcome, reason = p_reason, payload = t.payload || p_payload,
    decided_by = p_actor, decided_at = clock_timestamp(), decided_for = behalf where id = p_task;
  if t.desk is not null then
    if effect = 'pass' then
      next_task := hand_to_desk(k, t.desk + 1);
    else
      update cases set slip_state = 'halted',
        halt = jsonb_build_object('effect', effect, 'outcome', p_outcome, 'taskId', p_task, 'desk', t.desk) where id = k;
      if effect = 'refuse' then
        update applications set status = 'refused', settled_at = clock_timestamp() where case_id = k;
        insert into outbox (kind, subject_id, version, created_at) values ('round', t.round_id, 0, clock_timestamp());
      end if;
    end if;
  end if;
  select * into moved from record_fact(k, 'taskDecided', p_actor, jsonb_build_object(
    'taskId', p_task, 'step', t.step, 'outcome', p_outcome, 'effect', effect, 'reason', p_reason,
    'bodyId', t.body_id, 'contentVersion', t.content_version, 'payload', p_payload, 'nextTaskId', next_task)
    || case when behalf is null then '{}'::jsonb else jsonb_build_object('onBehalfOf', behalf) end);
  return jsonb_build_object('ok', true, 'caseId', k, 'version', moved.version, 'at', moved.at, 'effect', effect, 'nextTaskId', next_task,
    'nextStep', (select step from tasks where id = next_task), 'slipState', (select slip_state from cases where id = k));
end
$$;
