-- Organisation code (9 signs, without hyphen) by which codes of the old and the new kind name the same organisation.
create function organisation_code(p_identifier text) returns text language sql immutable parallel safe as $$
  select case when length(p_identifier) = 18 then substr(p_identifier, 9, 9) else p_identifier end
$$;
--> statement-breakpoint
CREATE TABLE "credit_records" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"identifier" text NOT NULL,
	"organisation_code" text GENERATED ALWAYS AS (organisation_code(identifier)) STORED NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"document_no" text NOT NULL,
	"reason" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"entered_by" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	"revoked_by" text,
	"revoked_at" timestamp with time zone,
	"revoke_reason" text,
	CONSTRAINT "credit_records_kind" CHECK (kind in ('trustworthy', 'untrustworthy')),
	CONSTRAINT "credit_records_validity" CHECK (valid_to is null or valid_to >= valid_from)
);
--> statement-breakpoint
CREATE UNIQUE INDEX "credit_records_live" ON "credit_records" ("organisation_code","kind","document_no") WHERE revoked_at is null;
--> statement-breakpoint
CREATE INDEX "credit_records_entered" ON "credit_records" ("entered_at");
--> statement-breakpoint
CREATE TABLE "credit_checks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL REFERENCES "applications"("case_id"),
	"purpose" text NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	"clear" boolean NOT NULL,
	"hits" jsonb NOT NULL,
	"checked_by" text
);
--> statement-breakpoint
CREATE INDEX "credit_checks_application" ON "credit_checks" ("application_id","checked_at");
--> statement-breakpoint
CREATE TRIGGER "credit_checks_append_only" BEFORE UPDATE OR DELETE ON "credit_checks" FOR EACH ROW EXECUTE FUNCTION refuse_change();
