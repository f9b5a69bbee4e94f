-- Lines of a public notice are rows of their own: an objection pauses one, a reserve or an amendment replaces one.
ALTER TABLE "notices" ADD COLUMN "kind" text DEFAULT 'first' NOT NULL;
--> statement-breakpoint
CREATE TABLE "notice_items" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"round_id" uuid NOT NULL,
	"notice_id" uuid,
	"no" integer NOT NULL,
	"category_no" integer NOT NULL,
	"slot" integer NOT NULL,
	"kind" text NOT NULL,
	"application_id" uuid,
	"project_name" text,
	"parties" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"score_hundredths" integer,
	"state" text NOT NULL,
	"fill" boolean DEFAULT true NOT NULL,
	"replaces" uuid,
	"reason" text,
	"amendment" jsonb,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "notice_items_round" ON "notice_items" USING btree ("round_id","state");
--> statement-breakpoint
CREATE INDEX "notice_items_notice" ON "notice_items" USING btree ("notice_id");
--> statement-breakpoint
CREATE INDEX "notice_items_application" ON "notice_items" USING btree ("application_id");
--> statement-breakpoint
-- A line is followed by one other at most.
CREATE UNIQUE INDEX "notice_items_one_successor" ON "notice_items" USING btree ("replaces");
--> statement-breakpoint
-- Notices published before: their lines as they stood.
INSERT INTO "notice_items" ("round_id", "notice_id", "no", "category_no", "slot", "kind", "application_id", "project_name", "parties",
  "score_hundredths", "state", "reason", "changed_at")
SELECT n.round_id, n.id, e.no, (e.item ->> 'categoryNo')::int,
  row_number() over (partition by n.id, e.item ->> 'categoryNo' order by e.no),
  case when e.item ->> 'applicationId' is null then 'leftOpen' else 'winner' end,
  (e.item ->> 'applicationId')::uuid, e.item ->> 'projectName', coalesce(e.item -> 'parties', '[]'::jsonb),
  (e.item ->> 'scoreHundredths')::int,
  case when r.status = 'published' then 'published' when n.ended_at is not null then 'ready' else 'noticed' end,
  case when e.item ->> 'applicationId' is null then 'nobodyReachedPassMark' end, n.published_at
FROM notices n JOIN rounds r ON r.case_id = n.round_id, jsonb_array_elements(n.items) WITH ORDINALITY AS e(item, no);
--> statement-breakpoint
-- A result that was reversed or renounced stays, marked; the one that follows it in the same place has the next issue.
ALTER TABLE "results" ADD COLUMN "issue" integer DEFAULT 1 NOT NULL;
--> statement-breakpoint
ALTER TABLE "results" ADD COLUMN "state" text DEFAULT 'valid' NOT NULL;
--> statement-breakpoint
ALTER TABLE "results" ADD COLUMN "ended_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "results" ADD COLUMN "end_reason" text;
--> statement-breakpoint
ALTER TABLE "results" ADD COLUMN "end_document_no" text;
--> statement-breakpoint
ALTER TABLE "results" DROP CONSTRAINT "results_round_id_category_no_place_pk";
--> statement-breakpoint
ALTER TABLE "results" ADD CONSTRAINT "results_round_id_category_no_place_issue_pk" PRIMARY KEY("round_id","category_no","place","issue");
--> statement-breakpoint
-- The round whose open categories this one calls again.
ALTER TABLE "rounds" ADD COLUMN "recall_of" uuid;
--> statement-breakpoint
CREATE INDEX "rounds_recall" ON "rounds" USING btree ("recall_of");
--> statement-breakpoint
CREATE TABLE "objections" (
	"case_id" uuid PRIMARY KEY NOT NULL REFERENCES "cases"("id"),
	"no" text NOT NULL UNIQUE,
	"round_id" uuid NOT NULL,
	"item_id" uuid NOT NULL REFERENCES "notice_items"("id"),
	"status" text DEFAULT 'open' NOT NULL,
	"objector_id" text NOT NULL,
	"real_name" text NOT NULL,
	"mobile" text NOT NULL,
	"enterprise_id" uuid,
	"statement" text NOT NULL,
	"filed_at" timestamp with time zone NOT NULL,
	"handler_id" text,
	"taken_at" timestamp with time zone,
	"reason" text,
	"public_reason" text,
	"decided_by" text,
	"decided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "objections_item" ON "objections" USING btree ("item_id","status");
--> statement-breakpoint
CREATE INDEX "objections_objector" ON "objections" USING btree ("objector_id");
--> statement-breakpoint
CREATE INDEX "objections_round" ON "objections" USING btree ("round_id","status");
--> statement-breakpoint
CREATE TABLE "objection_files" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"objection_id" uuid,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"scan" text NOT NULL,
	"uploaded_by" text NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "objection_files_objection" ON "objection_files" USING btree ("objection_id");
--> statement-breakpoint
CREATE INDEX "objection_files_uploader" ON "objection_files" USING btree ("uploaded_by") WHERE objection_id is null;
--> statement-breakpoint
CREATE SEQUENCE "objection_serial";
--> statement-breakpoint
-- A new decision that names an old one: an award revoked, a refusal reopened.
CREATE TABLE "reversals" (
	"case_id" uuid PRIMARY KEY NOT NULL REFERENCES "cases"("id"),
	"application_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reverses" jsonb NOT NULL,
	"reason" text NOT NULL,
	"document_no" text NOT NULL,
	"fill_place" boolean NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"decision_reason" text
);
--> statement-breakpoint
CREATE INDEX "reversals_application" ON "reversals" USING btree ("application_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "reversals_one_proposed" ON "reversals" USING btree ("application_id") WHERE state = 'proposed';
