ALTER TABLE "results" ADD COLUMN "place" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "results" DROP CONSTRAINT "results_round_id_category_no_pk";--> statement-breakpoint
ALTER TABLE "results" ADD CONSTRAINT "results_round_id_category_no_place_pk" PRIMARY KEY("round_id","category_no","place");
