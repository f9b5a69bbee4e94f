-- 无人可办: since when nobody of the body may take an open task; null while somebody may.
ALTER TABLE "tasks" ADD COLUMN "stranded_at" timestamp with time zone;
--> statement-breakpoint
CREATE INDEX "tasks_stranded" ON "tasks" ("stranded_at") WHERE stranded_at is not null;
--> statement-breakpoint
-- As before, counted for the body that recommends: a superior that decides in its stead uses up the same quota.
create or replace function hold_recommendation_quota() returns trigger language plpgsql as $$
declare
  r record;
  body text;
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
  select category_no, recommending_body_id into category, body from applications where case_id = new.case_id;
  category_limit := (r.recommendation ->> 'quotaPerCategory')::int;
  body_limit := (r.recommendation -> 'quotas' ->> body)::int;
  if category_limit is null and body_limit is null then
    return new;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(new.round_id::text || '/' || body, 0));
  select count(*) filter (where p.category_no = category), count(*) into in_category, in_all
  from recommended_places p where p.round_id = new.round_id and p.body_id = body and p.application_id <> new.case_id;
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
