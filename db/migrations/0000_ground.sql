CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bodies" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"division_code" text
);
--> statement-breakpoint
CREATE TABLE "enterprises" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"identifier_scheme" text NOT NULL,
	"identifier" text NOT NULL,
	"identifier_override" jsonb,
	"kind" text NOT NULL,
	"recommending_body_id" text NOT NULL,
	"profile" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "enterprises_identifier_unique" UNIQUE("identifier")
);
--> statement-breakpoint
CREATE TABLE "member_invitations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"invited_by" text NOT NULL,
	"invited_at" timestamp with time zone DEFAULT now() NOT NULL,
	"accepted_at" timestamp with time zone,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "role_grants" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"body_id" text,
	"enterprise_id" uuid,
	"granted_by" text,
	"granted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_by" text
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "two_factors" (
	"id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"verified" boolean DEFAULT true NOT NULL,
	"failed_verification_count" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	"user_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "used_codes" (
	"user_id" text NOT NULL,
	"code" text NOT NULL,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "used_codes_user_id_code_unique" UNIQUE("user_id","code")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"locale" text DEFAULT 'zh' NOT NULL,
	"two_factor_enabled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "application_parties" (
	"application_id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"role" text NOT NULL,
	"status" text NOT NULL,
	"share_bp" integer DEFAULT 0 NOT NULL,
	"invited_at" timestamp with time zone NOT NULL,
	"confirm_by" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"answered_by" text,
	CONSTRAINT "application_parties_application_id_enterprise_id_pk" PRIMARY KEY("application_id","enterprise_id")
);
--> statement-breakpoint
CREATE TABLE "applications" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"round_id" uuid NOT NULL,
	"category_no" integer NOT NULL,
	"lead_enterprise_id" uuid NOT NULL,
	"recommending_body_id" text NOT NULL,
	"project_name" text,
	"status" text DEFAULT 'draft' NOT NULL,
	"content_version" integer DEFAULT 0 NOT NULL,
	"frozen_no" integer,
	"receipt_no" text,
	"submitted_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "applications_receipt_no_unique" UNIQUE("receipt_no")
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"slot" text NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"scan" text NOT NULL,
	"upload_id" text NOT NULL,
	"uploaded_by" text NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "attachments_upload_id_unique" UNIQUE("upload_id")
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"case_id" uuid NOT NULL,
	"author_id" text NOT NULL,
	"body_id" text,
	"text" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "form_sections" (
	"application_id" uuid NOT NULL,
	"section" text NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"data" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"saved_by" text NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "form_sections_application_id_section_enterprise_id_pk" PRIMARY KEY("application_id","section","enterprise_id")
);
--> statement-breakpoint
CREATE TABLE "frozen_contents" (
	"application_id" uuid NOT NULL,
	"no" integer NOT NULL,
	"content" jsonb NOT NULL,
	"canonical" text NOT NULL,
	"sha256" text NOT NULL,
	"frozen_by" text NOT NULL,
	"frozen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "frozen_contents_application_id_no_pk" PRIMARY KEY("application_id","no")
);
--> statement-breakpoint
CREATE TABLE "signatures" (
	"application_id" uuid NOT NULL,
	"frozen_no" integer NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"signer_id" text NOT NULL,
	"sha256" text NOT NULL,
	"signed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "signatures_application_id_frozen_no_enterprise_id_pk" PRIMARY KEY("application_id","frozen_no","enterprise_id")
);
--> statement-breakpoint
CREATE TABLE "submissions" (
	"application_id" uuid NOT NULL,
	"content_version" integer NOT NULL,
	"frozen_no" integer NOT NULL,
	"submitted_by" text NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "submissions_application_id_content_version_pk" PRIMARY KEY("application_id","content_version")
);
--> statement-breakpoint
CREATE TABLE "audit_seals" (
	"no" integer PRIMARY KEY NOT NULL,
	"sealed_at" timestamp with time zone NOT NULL,
	"chains" integer NOT NULL,
	"facts_total" bigint NOT NULL,
	"root" "bytea" NOT NULL,
	"prev_root" "bytea" NOT NULL,
	"signature" "bytea" NOT NULL,
	"heads" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"head_hash" "bytea" DEFAULT '\x'::bytea NOT NULL,
	"slip" jsonb,
	"desk" integer,
	"slip_state" text,
	"halt" jsonb,
	"working_day_ms" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "facts" (
	"case_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"actor_id" text,
	"at" timestamp with time zone NOT NULL,
	"payload" jsonb NOT NULL,
	"prev_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "facts_case_id_version_pk" PRIMARY KEY("case_id","version")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"case_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"step" text NOT NULL,
	"role" text NOT NULL,
	"body_id" text,
	"enterprise_id" uuid,
	"assignee_id" text,
	"claimed_by" text,
	"claimed_at" timestamp with time zone,
	"status" text DEFAULT 'open' NOT NULL,
	"desk" integer,
	"outcomes" jsonb NOT NULL,
	"outcome" text,
	"reason" text,
	"payload" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"content_version" integer DEFAULT 0 NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"working_days" integer NOT NULL,
	"remind_before_working_days" integer NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"due_provisional" text,
	"remind_at" timestamp with time zone,
	"reminded_at" timestamp with time zone,
	"overdue_at" timestamp with time zone,
	"decided_by" text,
	"decided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"actor_id" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"reply" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_actor_id_key_pk" PRIMARY KEY("actor_id","key")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" text,
	"email" text NOT NULL,
	"locale" text NOT NULL,
	"template" text NOT NULL,
	"values" jsonb NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"case_id" uuid,
	"link" text,
	"dedupe_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	"mail_status" text DEFAULT 'pending' NOT NULL,
	"mail_attempts" integer DEFAULT 0 NOT NULL,
	"mail_error" text,
	"mailed_at" timestamp with time zone,
	CONSTRAINT "messages_dedupe_key_unique" UNIQUE("dedupe_key")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "calendar_days" (
	"day" date PRIMARY KEY NOT NULL,
	"is_working" boolean NOT NULL,
	"ordinal" integer DEFAULT 0 NOT NULL,
	"provisional" boolean NOT NULL,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "programmes" (
	"key" text NOT NULL,
	"version" integer NOT NULL,
	"pack" jsonb NOT NULL,
	"loaded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "programmes_key_version_pk" PRIMARY KEY("key","version")
);
--> statement-breakpoint
CREATE TABLE "experts" (
	"user_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"title" text NOT NULL,
	"employer" text NOT NULL,
	"employer_identifier" text,
	"fields" jsonb NOT NULL,
	"active" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"round_id" uuid NOT NULL,
	"items" jsonb NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"working_days" integer NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "panel_members" (
	"round_id" uuid NOT NULL,
	"category_no" integer NOT NULL,
	"expert_id" text NOT NULL,
	"state" text NOT NULL,
	"seated_at" timestamp with time zone NOT NULL,
	"recused_at" timestamp with time zone,
	"reason" text,
	CONSTRAINT "panel_members_round_id_category_no_expert_id_pk" PRIMARY KEY("round_id","category_no","expert_id")
);
--> statement-breakpoint
CREATE TABLE "panels" (
	"round_id" uuid NOT NULL,
	"category_no" integer NOT NULL,
	"seed" text NOT NULL,
	"candidates" jsonb NOT NULL,
	"excluded" jsonb NOT NULL,
	"drawn_by" text NOT NULL,
	"drawn_at" timestamp with time zone NOT NULL,
	CONSTRAINT "panels_round_id_category_no_pk" PRIMARY KEY("round_id","category_no")
);
--> statement-breakpoint
CREATE TABLE "rankings" (
	"round_id" uuid NOT NULL,
	"category_no" integer NOT NULL,
	"application_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	"score_hundredths" integer NOT NULL,
	"reaches_pass_mark" boolean NOT NULL,
	"place" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"frozen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rankings_round_id_application_id_pk" PRIMARY KEY("round_id","application_id")
);
--> statement-breakpoint
CREATE TABLE "results" (
	"round_id" uuid NOT NULL,
	"category_no" integer NOT NULL,
	"outcome" text NOT NULL,
	"application_id" uuid,
	"reason" text,
	"published_at" timestamp with time zone NOT NULL,
	"published_by" text NOT NULL,
	CONSTRAINT "results_round_id_category_no_pk" PRIMARY KEY("round_id","category_no")
);
--> statement-breakpoint
CREATE TABLE "rounds" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"programme_key" text NOT NULL,
	"programme_version" integer NOT NULL,
	"title_zh" text NOT NULL,
	"title_en" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"policy" jsonb NOT NULL,
	"category_nos" jsonb NOT NULL,
	"opens_at" timestamp with time zone,
	"closes_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"scoring_due_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "score_sheets" (
	"task_id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"expert_id" text NOT NULL,
	"points" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"advice" text,
	"opinion" text,
	"version" integer DEFAULT 1 NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"signed_at" timestamp with time zone,
	"sha256" text
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises" ADD CONSTRAINT "enterprises_recommending_body_id_bodies_id_fk" FOREIGN KEY ("recommending_body_id") REFERENCES "public"."bodies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_invitations" ADD CONSTRAINT "member_invitations_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_body_id_bodies_id_fk" FOREIGN KEY ("body_id") REFERENCES "public"."bodies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "two_factors" ADD CONSTRAINT "two_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_parties" ADD CONSTRAINT "application_parties_application_id_applications_case_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("case_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_parties" ADD CONSTRAINT "application_parties_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_lead_enterprise_id_enterprises_id_fk" FOREIGN KEY ("lead_enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_recommending_body_id_bodies_id_fk" FOREIGN KEY ("recommending_body_id") REFERENCES "public"."bodies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_application_id_applications_case_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("case_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_sections" ADD CONSTRAINT "form_sections_application_id_applications_case_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("case_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "frozen_contents" ADD CONSTRAINT "frozen_contents_application_id_applications_case_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("case_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_application_id_applications_case_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("case_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facts" ADD CONSTRAINT "facts_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rounds" ADD CONSTRAINT "rounds_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_user_id_index" ON "accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "member_invitations_email_index" ON "member_invitations" USING btree ("email");--> statement-breakpoint
CREATE INDEX "role_grants_user_id_index" ON "role_grants" USING btree ("user_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "role_grants_enterprise_id_index" ON "role_grants" USING btree ("enterprise_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "role_grants_live" ON "role_grants" USING btree ("user_id","role",coalesce(body_id, ''),coalesce(enterprise_id::text, '')) WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "sessions_user_id_index" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "two_factors_user_id_index" ON "two_factors" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verifications_identifier_index" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "application_parties_enterprise_id_index" ON "application_parties" USING btree ("enterprise_id");--> statement-breakpoint
CREATE UNIQUE INDEX "applications_one_lead_per_category" ON "applications" USING btree ("round_id","category_no","lead_enterprise_id") WHERE status not in ('withdrawn', 'expired', 'refused', 'deemedWithdrawn');--> statement-breakpoint
CREATE INDEX "applications_lead_enterprise_id_index" ON "applications" USING btree ("lead_enterprise_id");--> statement-breakpoint
CREATE INDEX "applications_round" ON "applications" USING btree ("round_id","status","category_no");--> statement-breakpoint
CREATE INDEX "applications_body" ON "applications" USING btree ("recommending_body_id","status");--> statement-breakpoint
CREATE INDEX "attachments_application_id_index" ON "attachments" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "comments_case_id_index" ON "comments" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "tasks_case_id_index" ON "tasks" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "tasks_queue" ON "tasks" USING btree ("role","body_id","status","due_at");--> statement-breakpoint
CREATE INDEX "tasks_assignee" ON "tasks" USING btree ("assignee_id","status","due_at");--> statement-breakpoint
CREATE INDEX "tasks_round" ON "tasks" USING btree ("round_id","step","status");--> statement-breakpoint
CREATE INDEX "tasks_enterprise" ON "tasks" USING btree ("enterprise_id","status");--> statement-breakpoint
CREATE INDEX "idempotency_keys_created_at_index" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "messages_inbox" ON "messages" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "messages_mail" ON "messages" USING btree ("mail_status","created_at");--> statement-breakpoint
CREATE INDEX "notices_round_id_index" ON "notices" USING btree ("round_id");--> statement-breakpoint
CREATE INDEX "panel_members_expert_id_index" ON "panel_members" USING btree ("expert_id");--> statement-breakpoint
CREATE INDEX "score_sheets_application_id_index" ON "score_sheets" USING btree ("application_id");