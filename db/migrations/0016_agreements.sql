-- The consortium's agreement (联合体协议) as the PDF that every party signs: its SHA-256 stands in the frozen content, its bytes
-- stay here as they were printed.
create table frozen_agreements (
  application_id uuid not null references applications (case_id),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  data jsonb not null,
  pdf bytea not null,
  made_at timestamptz not null,
  primary key (application_id, sha256)
);
--> statement-breakpoint
create trigger frozen_agreements_append_only before update or delete on frozen_agreements for each row execute function refuse_change();
