-- Certificates (证书) and result letters (结果通知书). What they say is frozen; a certificate can only be revoked, once.
create table certificates (
  number text primary key,
  application_id uuid not null references applications (case_id),
  round_id uuid not null references rounds (case_id),
  category_no integer not null,
  content jsonb not null,
  canonical text not null,
  sha256 text not null,
  code text not null,
  issued_at timestamptz not null,
  issued_by text,
  revoked_at timestamptz,
  revoked_by text,
  revoke_reason text,
  constraint certificates_revoked_whole check ((revoked_at is null) = (revoke_reason is null))
);
--> statement-breakpoint
create index certificates_application on certificates (application_id);
--> statement-breakpoint
create unique index certificates_one_valid on certificates (application_id) where revoked_at is null;
--> statement-breakpoint
create index certificates_issued on certificates (issued_at desc);
--> statement-breakpoint
create table document_serials (
  series text primary key,
  last integer not null
);
--> statement-breakpoint
create function refuse_certificate_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.revoked_at is not null
     or (to_jsonb(new) - array['revoked_at', 'revoked_by', 'revoke_reason'])
        is distinct from (to_jsonb(old) - array['revoked_at', 'revoked_by', 'revoke_reason']) then
    raise exception 'a certificate does not change: it can be revoked, once' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger certificates_frozen before update or delete on certificates for each row execute function refuse_certificate_change();
--> statement-breakpoint
create table result_letters (
  application_id uuid not null references applications (case_id),
  no integer not null,
  number text not null unique,
  -- Version of the case at which the result stood: one letter for each.
  case_version integer not null,
  decision text not null,
  content jsonb not null,
  sha256 text not null,
  decided_at timestamptz not null,
  primary key (application_id, no),
  unique (application_id, case_version)
);
--> statement-breakpoint
create trigger result_letters_append_only before update or delete on result_letters for each row execute function refuse_change();
--> statement-breakpoint
create sequence letter_serial;
--> statement-breakpoint
-- What the letter about an application's present result says, from its facts, its frozen content and its round's frozen policy.
create function letter_content(p_case uuid) returns jsonb language plpgsql stable as $$
declare
  a applications%rowtype;
  r rounds%rowtype;
  clock_ms int;
  decisive facts%rowtype;
  desk jsonb;
  chosen jsonb;
  terms jsonb;
  parties jsonb;
  ranked rankings%rowtype;
  review_by timestamptz;
  body bodies%rowtype;
begin
  select * into a from applications where case_id = p_case;
  select * into r from rounds where case_id = a.round_id;
  select working_day_ms into clock_ms from cases where id = p_case;
  select * into decisive from facts
  where case_id = p_case and case a.status
    when 'refused' then kind = 'taskDecided' and payload ->> 'effect' = 'refuse'
    when 'deemedWithdrawn' then kind = 'correctionLapsed'
    when 'withdrawn' then kind = 'withdrawn'
    else kind not in ('certificateIssued', 'certificateRevoked', 'commented', 'taskReminded', 'taskOverdue') end
  order by version desc limit 1;
  terms := r.policy -> 'resultLetter';
  if terms ? 'reviewWorkingDays' then
    review_by := due_at(decisive.at, (terms ->> 'reviewWorkingDays')::int, clock_ms);
  end if;
  select d into desk from jsonb_array_elements(r.policy -> 'desks') d where d ->> 'step' = decisive.payload ->> 'step';
  select o into chosen from jsonb_array_elements(desk -> 'outcomes') o where o ->> 'key' = decisive.payload ->> 'outcome';
  select jsonb_agg(jsonb_build_object('name', p ->> 'name', 'identifier', p ->> 'identifier', 'lead', (p ->> 'lead')::bool) order by n)
  into parties
  from submissions s
  join frozen_contents f on f.application_id = s.application_id and f.no = s.frozen_no,
    jsonb_array_elements(f.content -> 'parties') with ordinality e(p, n)
  where s.application_id = p_case and s.content_version = a.content_version;
  select * into ranked from rankings where round_id = a.round_id and application_id = p_case;
  select b.* into body from bodies b
  where b.id = coalesce(decisive.payload ->> 'bodyId', (select id from bodies where kind = 'cityOffice' order by id limit 1));
  return jsonb_build_object(
    'layout', 1, 'applicationId', p_case, 'receiptNo', a.receipt_no, 'roundId', r.case_id, 'programmeKey', r.programme_key,
    'programmeVersion', r.programme_version, 'roundTitle', jsonb_build_object('zh', r.title_zh, 'en', r.title_en),
    'rehearsal', clock_ms is not null, 'categoryNo', a.category_no, 'projectName', a.project_name,
    'parties', coalesce(parties, (
      select jsonb_agg(jsonb_build_object('name', e.name, 'identifier', e.identifier, 'lead', p.role = 'lead') order by p.role, e.name)
      from application_parties p join enterprises e on e.id = p.enterprise_id
      where p.application_id = p_case and p.status = 'confirmed'), '[]'::jsonb),
    'decision', a.status, 'fact', decisive.kind, 'caseVersion', decisive.version,
    'decidedAt', to_char(decisive.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'decidedBy', case when body.id is null then null else jsonb_build_object('zh', body.name_zh, 'en', body.name_en) end,
    'step', decisive.payload -> 'step', 'stepLabel', desk -> 'label', 'outcomeLabel', chosen -> 'label',
    'reason', decisive.payload -> 'reason',
    'rank', case when coalesce((terms ->> 'showRank')::bool, false) then ranked.rank end,
    'scoreHundredths', case when coalesce((terms ->> 'showScore')::bool, false) then ranked.score_hundredths end,
    'reviewWorkingDays', terms -> 'reviewWorkingDays',
    'reviewBy', to_char(review_by at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));
end
$$;
--> statement-breakpoint
-- Writes the letter about an application's present result, unless that result has one. Nothing for drafts that were never submitted.
create function write_result_letter(p_case uuid) returns void language plpgsql as $$
declare
  a applications%rowtype;
  letter jsonb;
  digits text;
begin
  select * into a from applications where case_id = p_case;
  if a.content_version = 0 then
    return;
  end if;
  letter := letter_content(p_case);
  if letter -> 'caseVersion' = 'null'
     or exists (select 1 from result_letters where application_id = p_case and case_version = (letter ->> 'caseVersion')::int) then
    return;
  end if;
  digits := to_char((letter ->> 'decidedAt')::timestamptz at time zone 'Asia/Shanghai', 'YYYY') || '-' || lpad(nextval('letter_serial')::text, 6, '0');
  letter := letter || jsonb_build_object('number', split_part(a.receipt_no, '-', 1) || '-RL-' || digits);
  insert into result_letters (application_id, no, number, case_version, decision, content, sha256, decided_at)
  select p_case, coalesce((select max(no) from result_letters where application_id = p_case), 0) + 1, letter ->> 'number',
    (letter ->> 'caseVersion')::int, a.status, letter, encode(sha256(convert_to(letter::text, 'UTF8')), 'hex'),
    (letter ->> 'decidedAt')::timestamptz;
end
$$;
--> statement-breakpoint
create function application_has_result() returns trigger language plpgsql as $$
begin
  perform write_result_letter(new.case_id);
  return null;
end
$$;
--> statement-breakpoint
-- At the commit, when the fact of the result is there too: whoever decides, no result is without its letter.
create constraint trigger applications_result_letter after update of status on applications
deferrable initially deferred for each row
when (new.status is distinct from old.status
  and new.status in ('awarded', 'notSelected', 'refused', 'deemedWithdrawn', 'withdrawn', 'revoked'))
execute function application_has_result();
--> statement-breakpoint
select write_result_letter(case_id) from applications
where status in ('awarded', 'notSelected', 'refused', 'deemedWithdrawn', 'withdrawn');
