-- The functions that carry a person's word: each is one guarded transaction step, decided by this database's clock and row locks.

-- Deadline service. Legal clock: end (24:00 Asia/Shanghai) of the n-th working day after the day of p_from.
-- Compressed clock (rehearsal): p_from plus n times p_working_day_ms.
create function due_at(p_from timestamptz, p_working_days int, p_working_day_ms int)
returns timestamptz language sql stable as $$
  select case
    when p_working_day_ms is not null then p_from + make_interval(secs => p_working_days * p_working_day_ms / 1000.0)
    else (
      select ((d.day + 1)::timestamp at time zone 'Asia/Shanghai')
      from calendar_days d
      where d.is_working
        and d.ordinal = p_working_days + coalesce((
          select ordinal from calendar_days where day = (p_from at time zone 'Asia/Shanghai')::date), 0)
    )
  end
$$;
--> statement-breakpoint
-- True when the day on which the deadline falls belongs to a year whose calendar is not published yet.
create function is_provisional(p_due timestamptz)
returns boolean language sql stable as $$
  select coalesce((select provisional from calendar_days
                   where day = ((p_due at time zone 'Asia/Shanghai') - interval '1 second')::date), false)
$$;
--> statement-breakpoint
-- Hash of one fact. Bytes: previous hash, then the fields as UTF-8 text, each followed by U+001F. Repeated in domain code for verification.
create function fact_hash(p_prev bytea, p_case uuid, p_version int, p_kind text, p_actor text, p_at timestamptz, p_payload jsonb)
returns bytea language sql immutable as $$
  select sha256(p_prev || convert_to(
    p_case::text || chr(31) || p_version::text || chr(31) || p_kind || chr(31) || coalesce(p_actor, '') || chr(31)
    || ((extract(epoch from p_at) * 1000000)::bigint)::text || chr(31) || p_payload::text || chr(31), 'UTF8'))
$$;
--> statement-breakpoint
-- Adds a fact to its case's chain, raises the version and, where a workflow must hear of it, adds the outbox row.
create function record_fact(p_case uuid, p_kind text, p_actor text, p_payload jsonb, p_signal boolean default true)
returns table (version int, at timestamptz) language plpgsql as $$
declare
  c cases%rowtype;
  moment timestamptz;
  h bytea;
begin
  select * into c from cases where cases.id = p_case for update;
  if not found then
    raise exception 'case % does not exist', p_case using errcode = 'no_data_found';
  end if;
  moment := date_trunc('microseconds', clock_timestamp());
  h := fact_hash(c.head_hash, p_case, c.version + 1, p_kind, p_actor, moment, p_payload);
  insert into facts (case_id, version, kind, actor_id, at, payload, prev_hash, hash)
    values (p_case, c.version + 1, p_kind, p_actor, moment, p_payload, c.head_hash, h);
  update cases set version = c.version + 1, head_hash = h where cases.id = p_case;
  if p_signal and c.kind in ('application', 'round') then
    insert into outbox (kind, subject_id, version, created_at) values (c.kind, p_case, c.version + 1, moment);
  end if;
  return query select c.version + 1, moment;
end
$$;
--> statement-breakpoint
-- Facts are only added: an honest client cannot change them. (A superuser who disables this is found by the chain and the seals.)
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;
--> statement-breakpoint
create trigger facts_append_only before update or delete on facts for each row execute function refuse_change();
--> statement-breakpoint
create trigger facts_no_truncate before truncate on facts for each statement execute function refuse_change();
--> statement-breakpoint
create trigger submissions_append_only before update or delete on submissions for each row execute function refuse_change();
--> statement-breakpoint
create trigger frozen_contents_append_only before update or delete on frozen_contents for each row execute function refuse_change();
--> statement-breakpoint
create trigger signatures_append_only before update or delete on signatures for each row execute function refuse_change();
--> statement-breakpoint
create trigger seals_append_only before update or delete on audit_seals for each row execute function refuse_change();
--> statement-breakpoint
-- Opens a task with its deadline and reminder on the case's clock. Returns the task's id.
create function open_task(
  p_case uuid, p_round uuid, p_step text, p_role text, p_body text, p_enterprise uuid, p_assignee text,
  p_working_days int, p_remind_before int, p_outcomes jsonb, p_payload jsonb, p_content_version int, p_desk int)
returns uuid language plpgsql as $$
declare
  clock_ms int;
  moment timestamptz := clock_timestamp();
  due timestamptz;
  task uuid;
begin
  select working_day_ms into clock_ms from cases where id = p_case;
  due := due_at(moment, p_working_days, clock_ms);
  if due is null then
    raise exception 'no calendar reaches % working days after %', p_working_days, moment using errcode = 'no_data_found';
  end if;
  insert into tasks (case_id, round_id, step, role, body_id, enterprise_id, assignee_id, outcomes, payload, content_version,
                     desk, opened_at, working_days, remind_before_working_days, due_at, due_provisional, remind_at)
  values (p_case, p_round, p_step, p_role, p_body, p_enterprise, p_assignee, p_outcomes, p_payload, p_content_version,
          p_desk, moment, p_working_days, p_remind_before, due, case when clock_ms is null and is_provisional(due) then 'calendarNotPublished' end,
          case when p_remind_before > 0 and p_working_days > p_remind_before
               then due_at(moment, p_working_days - p_remind_before, clock_ms) end)
  returning id into task;
  return task;
end
$$;
--> statement-breakpoint
-- Opens the task of the desk at index p_desk of the case's slip, or marks the slip passed when there is none left.
create function hand_to_desk(p_case uuid, p_desk int)
returns uuid language plpgsql as $$
declare
  a applications%rowtype;
  desk jsonb;
  task uuid;
begin
  select * into a from applications where case_id = p_case;
  select slip -> 'desks' -> p_desk into desk from cases where id = p_case;
  if desk is null then
    update cases set desk = p_desk, slip_state = 'passed', halt = null where id = p_case;
    update applications set status = 'qualified', settled_at = clock_timestamp() where case_id = p_case;
    -- The round counts again; its own version is not touched.
    insert into outbox (kind, subject_id, version, created_at) values ('round', a.round_id, 0, clock_timestamp());
    return null;
  end if;
  task := open_task(p_case, a.round_id, desk ->> 'step', desk ->> 'role',
    case desk ->> 'body' when 'recommending' then a.recommending_body_id
         else (select id from bodies where kind = 'cityOffice' order by id limit 1) end,
    null, null, (desk ->> 'workingDays')::int, (desk ->> 'remindBeforeWorkingDays')::int,
    desk -> 'outcomes', '{}', a.content_version, p_desk);
  update cases set desk = p_desk, slip_state = 'running', halt = null where id = p_case;
  update applications set status = 'circulating' where case_id = p_case;
  return task;
end
$$;
--> statement-breakpoint
-- A desk's decision: closes the task if it is open and the content is the one the person saw, moves the slip, opens the next desk's
-- task, adds audit and outbox rows. Returns {ok, version, at, nextTaskId, nextStep, slipState} or {ok: false, why, by, at}.
create function decide_task(p_task uuid, p_actor text, p_outcome text, p_content_version int, p_reason text, p_payload jsonb)
returns jsonb language plpgsql as $$
declare
  t tasks%rowtype;
  k uuid;
  chosen jsonb;
  effect text;
  next_task uuid;
  moved record;
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
  if t.claimed_by is not null and t.claimed_by <> p_actor then
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
    decided_by = p_actor, decided_at = clock_timestamp() where id = p_task;
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
    'bodyId', t.body_id, 'contentVersion', t.content_version, 'payload', p_payload, 'nextTaskId', next_task));
  return jsonb_build_object('ok', true, 'caseId', k, 'version', moved.version, 'at', moved.at, 'effect', effect, 'nextTaskId', next_task,
    'nextStep', (select step from tasks where id = next_task), 'slipState', (select slip_state from cases where id = k));
end
$$;
--> statement-breakpoint
-- First submission. Guards: the call is open by this clock, all parties confirmed and signed the frozen content. Issues the slip from
-- the round's frozen policy and opens the first desk's task in the same transaction.
create function submit_application(p_case uuid, p_actor text, p_prefix text)
returns jsonb language plpgsql as $$
declare
  a applications%rowtype;
  r rounds%rowtype;
  moment timestamptz;
  missing jsonb;
  task uuid;
  receipt text;
  moved record;
  digest text;
begin
  perform 1 from cases where id = p_case for update;
  select * into a from applications where case_id = p_case for update;
  if not found then
    return jsonb_build_object('ok', false, 'why', 'notFound');
  end if;
  -- Shared lock: the close takes it exclusively, so nothing slips in behind it.
  select * into r from rounds where case_id = a.round_id for share;
  moment := clock_timestamp();
  if a.status not in ('draft', 'signing') then
    return jsonb_build_object('ok', false, 'why', 'state', 'status', a.status, 'receiptNo', a.receipt_no);
  end if;
  if r.status <> 'open' or moment >= r.closes_at then
    return jsonb_build_object('ok', false, 'why', 'closed', 'closedAt', coalesce(r.closed_at, r.closes_at), 'now', moment);
  end if;
  if a.status <> 'signing' or a.frozen_no is null then
    return jsonb_build_object('ok', false, 'why', 'notFrozen');
  end if;
  select jsonb_agg(jsonb_build_object('enterpriseId', p.enterprise_id, 'name', e.name, 'status', p.status)) into missing
  from application_parties p join enterprises e on e.id = p.enterprise_id
  where p.application_id = p_case and p.status in ('invited', 'confirmed')
    and (p.status = 'invited' or not exists (
      select 1 from signatures s where s.application_id = p_case and s.frozen_no = a.frozen_no and s.enterprise_id = p.enterprise_id));
  if missing is not null then
    return jsonb_build_object('ok', false, 'why', 'unsigned', 'missing', missing);
  end if;
  select sha256 into digest from frozen_contents where application_id = p_case and no = a.frozen_no;
  receipt := p_prefix || '-' || to_char(moment at time zone 'Asia/Shanghai', 'YYYY') || '-' || lpad(a.category_no::text, 2, '0')
    || '-' || lpad(nextval('receipt_serial')::text, 6, '0');
  update applications set content_version = 1, receipt_no = receipt, submitted_at = moment where case_id = p_case;
  insert into submissions (application_id, content_version, frozen_no, submitted_by, submitted_at)
    values (p_case, 1, a.frozen_no, p_actor, moment);
  update cases set slip = jsonb_build_object('desks', r.policy -> 'desks') where id = p_case;
  task := hand_to_desk(p_case, 0);
  select * into moved from record_fact(p_case, 'submitted', p_actor, jsonb_build_object(
    'receiptNo', receipt, 'sha256', digest, 'frozenNo', a.frozen_no, 'contentVersion', 1, 'nextTaskId', task));
  return jsonb_build_object('ok', true, 'receiptNo', receipt, 'sha256', digest, 'submittedAt', moment, 'version', moved.version, 'nextTaskId', task);
end
$$;
--> statement-breakpoint
create sequence receipt_serial;
--> statement-breakpoint
-- The applicant's answer to a correction (补正): new content version, task done. The workflow issues the slip again from the desk that asked.
create function submit_correction(p_case uuid, p_task uuid, p_actor text, p_frozen_no int)
returns jsonb language plpgsql as $$
declare
  a applications%rowtype;
  t tasks%rowtype;
  moment timestamptz;
  moved record;
begin
  perform 1 from cases where id = p_case for update;
  select * into a from applications where case_id = p_case for update;
  select * into t from tasks where id = p_task and case_id = p_case for update;
  moment := clock_timestamp();
  if not found or a.status <> 'correcting' or t.status <> 'open' then
    return jsonb_build_object('ok', false, 'why', 'state', 'status', a.status, 'by', t.decided_by, 'at', t.decided_at);
  end if;
  if moment >= t.due_at then
    return jsonb_build_object('ok', false, 'why', 'lapsed', 'dueAt', t.due_at, 'now', moment);
  end if;
  update tasks set status = 'done', outcome = 'corrected', decided_by = p_actor, decided_at = moment where id = p_task;
  update applications set content_version = a.content_version + 1, frozen_no = p_frozen_no where case_id = p_case;
  insert into submissions (application_id, content_version, frozen_no, submitted_by, submitted_at)
    values (p_case, a.content_version + 1, p_frozen_no, p_actor, moment);
  update cases set halt = halt || '{"answered": true}' where id = p_case;
  select * into moved from record_fact(p_case, 'correctionSubmitted', p_actor, jsonb_build_object(
    'taskId', p_task, 'contentVersion', a.content_version + 1, 'frozenNo', p_frozen_no));
  return jsonb_build_object('ok', true, 'version', moved.version, 'at', moved.at, 'contentVersion', a.content_version + 1);
end
$$;
--> statement-breakpoint
-- Keeps the running count of working days in step with the days themselves.
create function renumber_calendar() returns void language sql as $$
  update calendar_days d set ordinal = n.ordinal
  from (select day, (count(*) filter (where is_working) over (order by day))::int as ordinal from calendar_days) n
  where n.day = d.day and n.ordinal <> d.ordinal
$$;
