-- Decisions over a whole filter: the set that a dry run froze, and what became of each item.
create table bulk_decisions (
  id uuid primary key default gen_random_uuid(),
  actor_id text not null,
  filter jsonb not null,
  outcome text not null,
  reason text,
  planned_at timestamp with time zone not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone
);
--> statement-breakpoint
create index bulk_decisions_actor on bulk_decisions (actor_id, planned_at);
--> statement-breakpoint
create table bulk_decision_items (
  bulk_id uuid not null references bulk_decisions(id) on delete cascade,
  no integer not null,
  task_id uuid not null references tasks(id),
  case_id uuid not null,
  content_version integer not null,
  state text not null,
  problem jsonb,
  decided_at timestamp with time zone,
  primary key (bulk_id, no)
);
--> statement-breakpoint
create index bulk_decision_items_state on bulk_decision_items (bulk_id, state, no);
--> statement-breakpoint
-- A person's saved views of the queue: name, filter and order.
create table saved_views (
  id uuid primary key default gen_random_uuid(),
  user_id text not null references users(id) on delete cascade,
  name text not null,
  filter jsonb not null,
  is_default boolean not null default false,
  created_at timestamp with time zone not null default now()
);
--> statement-breakpoint
create unique index saved_views_name on saved_views (user_id, lower(name));
--> statement-breakpoint
create unique index saved_views_default on saved_views (user_id) where is_default;
