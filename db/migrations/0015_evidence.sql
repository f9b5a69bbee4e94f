-- Names and titles for comparing: full width to half width, blanks, brackets and punctuation out, lower case.
create function comparable_text(p_text text) returns text language sql immutable parallel safe as $$
  select lower(regexp_replace(normalize(p_text, NFKC), '[][:space:]()[《》〈〉"''“”‘’·.,、，。；;:：!！?？_-]', '', 'g'))
$$;
--> statement-breakpoint
-- One hash for each long text of an application's common part: who copies a paragraph is found under any project name.
create function core_texts(p_content jsonb) returns text[] language sql immutable parallel safe as $$
  select coalesce(array_agg(distinct md5(comparable_text(v #>> '{}'))), '{}')
  from jsonb_path_query(p_content -> 'shared', 'strict $.**') v
  where jsonb_typeof(v) = 'string' and length(comparable_text(v #>> '{}')) >= 30
$$;
--> statement-breakpoint
ALTER TABLE "frozen_contents" ADD COLUMN "core_texts" text[] GENERATED ALWAYS AS (core_texts(content)) STORED NOT NULL;
--> statement-breakpoint
CREATE INDEX "frozen_contents_core_texts" ON "frozen_contents" USING gin ("core_texts");
--> statement-breakpoint
CREATE INDEX "applications_project_name" ON "applications" (comparable_text("project_name"));
--> statement-breakpoint
-- Records in force of the confirmed parties of an application, by the Beijing day of this clock, first and last day included.
create function credit_in_force(p_case uuid)
returns table (enterprise_id uuid, name text, kind text, source text, document_no text, reason text, valid_from date, valid_to date)
language sql stable as $$
  select e.id, e.name, r.kind, r.source, r.document_no, r.reason, r.valid_from, r.valid_to
  from application_parties p join enterprises e on e.id = p.enterprise_id
  join credit_records r on r.organisation_code = organisation_code(e.identifier)
  where p.application_id = p_case and p.status = 'confirmed' and r.revoked_at is null
    and r.valid_from <= (clock_timestamp() at time zone 'Asia/Shanghai')::date
    and (r.valid_to is null or r.valid_to >= (clock_timestamp() at time zone 'Asia/Shanghai')::date)
$$;
--> statement-breakpoint
-- Does a record of untrustworthiness in force stop a pass at this desk? The policy may say where, or that it does not; without
-- a word of it every desk after the first is stopped, and the only one of a slip that has no other.
create function credit_blocks(p_case uuid, p_round uuid, p_step text, p_desk int) returns boolean language sql stable as $$
  select p_desk is not null and exists (select 1 from credit_in_force(p_case) where kind = 'untrustworthy')
    and coalesce((
      select case when policy -> 'credit' ->> 'blocks' = 'false' then false
                  when policy -> 'credit' -> 'steps' is not null then policy -> 'credit' -> 'steps' ? p_step
                  else p_desk > 0 or jsonb_array_length(policy -> 'desks') = 1 end
      from rounds where case_id = p_round), false)
$$;
--> statement-breakpoint
-- Keeps what the register held when a desk after the first (or the only one) passed a case, whichever command decided; the
-- decision's own fact tells of the act.
create function keep_credit_check() returns trigger language plpgsql as $$
begin
  insert into credit_checks (application_id, purpose, checked_at, clear, hits, checked_by)
  select new.case_id, 'recommendation', clock_timestamp(), not coalesce(bool_or(f.kind = 'untrustworthy'), false),
    coalesce(jsonb_agg(jsonb_build_object('enterpriseId', f.enterprise_id, 'name', f.name, 'kind', f.kind, 'source', f.source,
      'documentNo', f.document_no, 'reason', f.reason, 'validFrom', f.valid_from, 'validTo', f.valid_to)
      order by f.kind desc, f.name) filter (where f.kind is not null), '[]'), new.decided_by
  from cases c left join lateral credit_in_force(new.case_id) f on true
  where c.id = new.case_id and (new.desk > 0 or jsonb_array_length(c.slip -> 'desks') = 1)
    and exists (select 1 from jsonb_array_elements(new.outcomes) o where o ->> 'key' = new.outcome and o ->> 'effect' = 'pass')
  having count(c.id) > 0;
  return null;
end
$$;
--> statement-breakpoint
create trigger decisions_keep_credit_check after update of status on tasks for each row
when (old.status = 'open' and new.status = 'done' and new.desk is not null)
execute function keep_credit_check();
