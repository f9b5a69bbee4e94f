-- The office's own case: acts that belong to no application or round are chained under it (vocabulary.ts, OFFICE_CASE_ID).
insert into cases (id, kind) values ('00000000-0000-4000-8000-000000000001', 'office') on conflict do nothing;
