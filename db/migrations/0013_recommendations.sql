-- A district recommends within its quota and in its order; what it recommends is issued as a frozen summary (汇总表).

-- The desk at which a recommending body has its last word: the last of the slip that lies with it. Null where none does.
create function recommending_desk_of(p_policy jsonb) returns int language sql immutable as $$
  select (max(d.no) - 1)::int from jsonb_array_elements(p_policy -> 'desks') with ordinality as d(desk, no)
  where d.desk ->> 'body' = 'recommending'
$$;
--> statement-breakpoint
-- Beside the policy, so that a decision need not read the whole of it.
alter table rounds
  add column recommendation jsonb generated always as (policy -> 'recommendation') stored,
  add column recommending_desk integer generated always as (recommending_desk_of(policy)) stored;
--> statement-breakpoint
create table recommendation_lists (
  round_id uuid not null references cases(id),
  body_id text not null references bodies(id),
  version integer not null,
  saved_by text,
  saved_at timestamp with time zone,
  primary key (round_id, body_id)
);
--> statement-breakpoint
create table recommendation_ranks (
  application_id uuid primary key references applications(case_id),
  round_id uuid not null,
  body_id text not null,
  rank integer,
  opinion text,
  constraint recommendation_ranks_unique unique (round_id, body_id, rank)
);
--> statement-breakpoint
create table recommendation_summaries (
  round_id uuid not null references cases(id),
  body_id text not null references bodies(id),
  no integer not null,
  number text not null unique,
  kind text not null,
  content jsonb not null,
  canonical text not null,
  sha256 text not null,
  issued_by text not null,
  issued_at timestamp with time zone not null,
  primary key (round_id, body_id, no)
);
--> statement-breakpoint
create sequence summary_serial;
--> statement-breakpoint
create trigger recommendation_summaries_append_only before update or delete on recommendation_summaries for each row execute function refuse_change();
--> statement-breakpoint
-- Places in use: what a body has recommended and the applicant has not withdrawn.
create view recommended_places as
  select a.round_id, a.recommending_body_id as body_id, a.category_no, a.case_id as application_id
  from applications a join cases c on c.id = a.case_id join rounds r on r.case_id = a.round_id
  where c.desk > r.recommending_desk and a.status not in ('withdrawn', 'deemedWithdrawn');
--> statement-breakpoint
-- A pass at the recommending desk takes a place. It is counted under a lock of the body's quota in this round, held to the commit, so that
-- decisions at the same moment cannot both take the last one, whichever command they come from.
create function hold_recommendation_quota() returns trigger language plpgsql as $$
declare
  r record;
  category int;
  category_limit int;
  body_limit int;
  in_category int;
  in_all int;
begin
  select recommendation, recommending_desk into r from rounds where case_id = new.round_id;
  if r.recommendation is null or new.desk is distinct from r.recommending_desk or not exists (
    select 1 from jsonb_array_elements(new.outcomes) o where o ->> 'key' = new.outcome and o ->> 'effect' = 'pass') then
    return new;
  end if;
  category_limit := (r.recommendation ->> 'quotaPerCategory')::int;
  body_limit := (r.recommendation -> 'quotas' ->> new.body_id)::int;
  if category_limit is null and body_limit is null then
    return new;
  end if;
  select category_no into category from applications where case_id = new.case_id;
  perform pg_advisory_xact_lock(hashtextextended(new.round_id::text || '/' || new.body_id, 0));
  select count(*) filter (where p.category_no = category), count(*) into in_category, in_all
  from recommended_places p where p.round_id = new.round_id and p.body_id = new.body_id and p.application_id <> new.case_id;
  if in_category >= category_limit then
    raise exception 'recommendation quota of the category is used up' using errcode = 'TQ001',
      detail = jsonb_build_object('scope', 'category', 'categoryNo', category, 'quota', category_limit, 'used', in_category)::text;
  end if;
  if in_all >= body_limit then
    raise exception 'recommendation quota of the body is used up' using errcode = 'TQ001',
      detail = jsonb_build_object('scope', 'body', 'categoryNo', null, 'quota', body_limit, 'used', in_all)::text;
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger tasks_hold_quota before update of status on tasks for each row
when (old.status = 'open' and new.status = 'done' and new.desk is not null)
execute function hold_recommendation_quota();
