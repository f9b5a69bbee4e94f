-- What the workflow engine refused, attempt by attempt; a parked row waits for the operator and holds up no others.
alter table "outbox" add column "attempts" integer default 0 not null;
--> statement-breakpoint
alter table "outbox" add column "last_error" text;
--> statement-breakpoint
alter table "outbox" add column "retry_after" timestamp with time zone;
--> statement-breakpoint
alter table "outbox" add column "parked_at" timestamp with time zone;
--> statement-breakpoint
create index "outbox_parked" on "outbox" using btree ("parked_at") where parked_at is not null;
--> statement-breakpoint
-- Steps of workflows that fail and are repeated; the row goes when the step succeeds.
create table "step_failures" (
	"workflow_id" text not null,
	"step" text not null,
	"case_id" uuid,
	"attempts" integer not null,
	"error_class" text not null,
	"error" text not null,
	"since" timestamp with time zone not null,
	"last_at" timestamp with time zone not null,
	constraint "step_failures_pk" primary key ("workflow_id", "step")
);
--> statement-breakpoint
create table "invariant_runs" (
	"id" uuid primary key default gen_random_uuid() not null,
	"occasion" text not null,
	"actor_id" text,
	"started_at" timestamp with time zone not null,
	"finished_at" timestamp with time zone not null,
	"broken" integer not null,
	"results" jsonb not null
);
--> statement-breakpoint
create index "invariant_runs_started" on "invariant_runs" using btree ("started_at");
