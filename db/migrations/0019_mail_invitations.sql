-- Invitations to a consortium by mail, to whoever has not registered an enterprise yet. Only the hash of the one-time token is kept.
create table party_mail_invitations (
  id uuid primary key default gen_random_uuid(),
  application_id uuid not null references applications (case_id),
  email text not null,
  token_hash text not null unique,
  status text not null default 'open' check (status in ('open', 'confirmed', 'declined', 'revoked', 'lapsed')),
  invited_by text not null,
  invited_at timestamptz not null,
  confirm_by timestamptz not null,
  settled_at timestamptz,
  settled_by text,
  -- The enterprise that took it.
  enterprise_id uuid references enterprises (id)
);
--> statement-breakpoint
create unique index party_mail_invitations_one_open on party_mail_invitations (application_id, email) where status = 'open';
--> statement-breakpoint
create index party_mail_invitations_lapse on party_mail_invitations (confirm_by) where status = 'open';
