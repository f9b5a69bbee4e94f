-- Every two neighbouring characters of a text in lower case. Names here are written without spaces: a search looks up the pairs of what was
-- typed and then compares.
create function text_pairs(p_text text) returns text[] language sql immutable parallel safe as $$
  select coalesce(array_agg(distinct substr(low, i, 2)), '{}')
  from (select lower(p_text) as low) t, generate_series(1, length(low) - 1) i
$$;
--> statement-breakpoint
create index applications_project_name_pairs on applications using gin (text_pairs(project_name));
--> statement-breakpoint
create index applications_receipt_no_pairs on applications using gin (text_pairs(receipt_no));
--> statement-breakpoint
create index enterprises_name_pairs on enterprises using gin (text_pairs(name));
--> statement-breakpoint
-- Submitted applications in the orders that lists offer: a page is read from an index, however long the list.
create index applications_by_submission on applications (submitted_at, case_id) where content_version > 0;
--> statement-breakpoint
create index applications_by_creation on applications (created_at, case_id) where content_version > 0;
--> statement-breakpoint
create index applications_by_project_name on applications (project_name, case_id) where content_version > 0;
--> statement-breakpoint
create index applications_by_status on applications (status, submitted_at, case_id) where content_version > 0;
--> statement-breakpoint
create index applications_by_category on applications (category_no, submitted_at, case_id) where content_version > 0;
--> statement-breakpoint
create index applications_of_body_by_submission on applications (recommending_body_id, submitted_at, case_id) where content_version > 0;
--> statement-breakpoint
create index applications_of_body_by_creation on applications (recommending_body_id, created_at, case_id) where content_version > 0;
--> statement-breakpoint
create index tasks_done on tasks (role, body_id, decided_at) where status = 'done';
