-- What a decision reads of the round's policy, kept beside it: the whole policy is long, and unpacking it cost more than the decision.
alter table rounds
  add column desks jsonb generated always as (policy -> 'desks') stored,
  add column letter_terms jsonb generated always as (policy -> 'resultLetter') stored;
--> statement-breakpoint
-- The content of a result letter, from the desks and letter terms that the round keeps beside its policy.
create or replace function letter_content(p_case uuid) returns jsonb language plpgsql stable as $$
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
    when 'renounced' then kind = 'renounced'
    when 'revoked' then kind = 'decisionReversed'
    when 'awarded' then kind = 'resultRecorded'
    when 'notSelected' then kind in ('resultRecorded', 'noticeItemStruck')
    else false end
  order by version desc limit 1;
  terms := r.letter_terms;
  if terms ? 'reviewWorkingDays' then
    review_by := due_at(decisive.at, (terms ->> 'reviewWorkingDays')::int, clock_ms);
  end if;
  select d into desk from jsonb_array_elements(r.desks) d where d ->> 'step' = decisive.payload ->> 'step';
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
    'reason', decisive.payload -> 'reason', 'documentNo', decisive.payload -> 'documentNo',
    'rank', case when coalesce((terms ->> 'showRank')::bool, false) then ranked.rank end,
    'scoreHundredths', case when coalesce((terms ->> 'showScore')::bool, false) then ranked.score_hundredths end,
    'reviewWorkingDays', terms -> 'reviewWorkingDays',
    'reviewBy', to_char(review_by at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));
end
$$;
--> statement-breakpoint
-- Hands a case to a desk; an application that circulates already is not written again.
create or replace function hand_to_desk(p_case uuid, p_desk int)
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
  update applications set status = 'circulating' where case_id = p_case and status <> 'circulating';
  return task;
end
$$;
