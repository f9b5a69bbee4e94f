-- A change of member (变更) after the award: a case of its own, decided by the city office. What was signed stays as it is.
create table member_changes (
  case_id uuid primary key references cases (id),
  application_id uuid not null references applications (case_id),
  leaving_enterprise_id uuid not null references enterprises (id),
  -- Null where the partner is removed without a successor.
  joining_enterprise_id uuid references enterprises (id),
  reason text not null,
  -- `[{enterpriseId, shareBp}]` of all parties after the change, adding to 10,000.
  shares jsonb not null,
  status text not null check (status in ('confirming', 'deciding', 'approved', 'refused', 'declined', 'lapsed', 'withdrawn', 'overtaken')),
  confirm_by timestamptz,
  filed_by text not null,
  filed_at timestamptz not null,
  answered_by text,
  answered_at timestamptz,
  task_id uuid references tasks (id),
  settled_at timestamptz,
  decision_reason text
);
--> statement-breakpoint
create unique index member_changes_one_open on member_changes (application_id) where status in ('confirming', 'deciding');
--> statement-breakpoint
-- The office's decision wakes the change's workflow, whoever carries the decision.
create function stir_change() returns trigger language plpgsql as $$
begin
  insert into outbox (kind, subject_id, version, created_at) values ('change', new.case_id, 0, clock_timestamp());
  return null;
end
$$;
--> statement-breakpoint
create trigger tasks_stir_change after update of status on tasks for each row
  when (new.step = 'memberChange' and new.status = 'done') execute function stir_change();
