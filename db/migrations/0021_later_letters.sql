-- Letters about a place that is given up (放弃) or whose award a later decision revokes: that decision's fact is the one they tell of.
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
    'reason', decisive.payload -> 'reason', 'documentNo', decisive.payload -> 'documentNo',
    'rank', case when coalesce((terms ->> 'showRank')::bool, false) then ranked.rank end,
    'scoreHundredths', case when coalesce((terms ->> 'showScore')::bool, false) then ranked.score_hundredths end,
    'reviewWorkingDays', terms -> 'reviewWorkingDays',
    'reviewBy', to_char(review_by at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));
end
$$;
--> statement-breakpoint
drop trigger applications_result_letter on applications;
--> statement-breakpoint
create constraint trigger applications_result_letter after update of status on applications
deferrable initially deferred for each row
when (new.status is distinct from old.status
  and new.status in ('awarded', 'notSelected', 'refused', 'deemedWithdrawn', 'withdrawn', 'revoked', 'renounced'))
execute function application_has_result();
