-- How each person wants mail. No row: immediately, no quiet hours.
create table "message_preferences" (
	"user_id" text primary key not null references "users"("id") on delete cascade,
	"mode" text not null,
	"digest_hour" integer not null,
	"quiet_from" time,
	"quiet_to" time,
	"updated_at" timestamp with time zone not null
);
--> statement-breakpoint
create table "digests" (
	"id" uuid primary key default gen_random_uuid() not null,
	"user_id" text not null,
	"due_at" timestamp with time zone not null,
	"closed_at" timestamp with time zone,
	"created_at" timestamp with time zone not null
);
--> statement-breakpoint
-- A person has one digest that still collects: whoever writes a message joins it, or opens the next once it is closed.
create unique index "digests_open" on "digests" using btree ("user_id") where closed_at is null;
--> statement-breakpoint
create table "bouncing_addresses" (
	"email" text primary key not null,
	"since" timestamp with time zone not null,
	"source" text not null,
	"diagnostic" text not null,
	"message_id" uuid
);
--> statement-breakpoint
alter table "messages" add column "send_after" timestamp with time zone;
--> statement-breakpoint
alter table "messages" add column "digest_id" uuid;
--> statement-breakpoint
create index "messages_digest" on "messages" using btree ("digest_id") where digest_id is not null;
--> statement-breakpoint
create index "messages_held" on "messages" using btree (lower("email")) where mail_status = 'held';
--> statement-breakpoint
-- The next instant after p_from at which clocks in Beijing show p_time.
create function next_beijing_time(p_from timestamptz, p_time time)
returns timestamptz language sql stable as $$
  select case when today.at > p_from then today.at
              else ((p_from at time zone 'Asia/Shanghai')::date + 1 + p_time) at time zone 'Asia/Shanghai' end
  from (select ((p_from at time zone 'Asia/Shanghai')::date + p_time) at time zone 'Asia/Shanghai' as at) today
$$;
--> statement-breakpoint
-- End of the quiet hours that p_at falls into; p_at itself outside them. The hours may run over midnight.
create function after_quiet_hours(p_at timestamptz, p_from time, p_to time)
returns timestamptz language sql stable as $$
  select case
    when p_from is null or p_to is null then p_at
    when p_from < p_to and local >= p_from and local < p_to then next_beijing_time(p_at, p_to)
    when p_from > p_to and (local >= p_from or local < p_to) then next_beijing_time(p_at, p_to)
    else p_at end
  from (select (p_at at time zone 'Asia/Shanghai')::time as local) clock
$$;
