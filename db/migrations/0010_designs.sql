-- Versions of a programme count on whoever adds them: a file's own number is kept beside it, so that a pack loaded later never
-- meets a version that the office published (docs/adr, programme versions).
alter table programmes
  add column origin text not null default 'file' check (origin in ('file', 'office')),
  add column file_version integer,
  add column in_force boolean not null default true,
  add column note text,
  add column drafted_by text[] not null default '{}',
  add column published_by text;
--> statement-breakpoint
update programmes set file_version = version;
--> statement-breakpoint
create unique index programmes_file_version on programmes (key, file_version);
--> statement-breakpoint
create trigger programmes_append_only before update or delete on programmes for each row execute function refuse_change();
--> statement-breakpoint
create table designs (
  id uuid primary key default gen_random_uuid(),
  programme_key text not null,
  round_id uuid references rounds (case_id),
  base_version integer not null,
  content jsonb not null,
  status text not null default 'editing' check (status in ('editing', 'proposed', 'published', 'discarded')),
  version integer not null default 1,
  note text,
  supersedes integer,
  returned_reason text,
  editors text[] not null,
  created_by text not null,
  created_at timestamptz not null,
  saved_by text not null,
  saved_at timestamptz not null,
  proposed_by text,
  proposed_at timestamptz,
  closed_by text,
  closed_at timestamptz,
  published_version integer,
  foreign key (programme_key, base_version) references programmes (key, version)
);
--> statement-breakpoint
create unique index designs_open_programme on designs (programme_key) where round_id is null and status in ('editing', 'proposed');
--> statement-breakpoint
create unique index designs_open_round on designs (round_id) where round_id is not null and status in ('editing', 'proposed');
