-- A round counts its score sheets and applications again whenever one of them leaves the count, whichever command did it. Its own
-- version is not touched; the relay gathers these rows into one signal.
create function stir_round_of_task() returns trigger language plpgsql as $$
begin
  insert into outbox (kind, subject_id, version, created_at) values ('round', new.round_id, 0, clock_timestamp());
  return null;
end
$$;
--> statement-breakpoint
create trigger scores_stir_round after update of status on tasks for each row
when (new.step = 'score' and old.status = 'open' and new.status <> 'open')
execute function stir_round_of_task();
--> statement-breakpoint
create trigger withdrawals_stir_round after update of status on applications for each row
when (old.status <> new.status and new.status = 'withdrawn' and old.content_version > 0)
execute function stir_round_of_task();
