-- Why and when a partner left a consortium before the submission: its private sections stay on record, out of the content.
alter table application_parties add column departed_at timestamptz;
--> statement-breakpoint
alter table application_parties add column departure_reason text;
--> statement-breakpoint
-- Who applies with whom in a category of a round is looked up whenever a partner joins.
create index applications_category_of_round on applications (round_id, category_no);
