-- A round that was cancelled (取消): when, why and by whom. All three or none, and only with the status.
ALTER TABLE "rounds" ADD COLUMN "cancelled_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "rounds" ADD COLUMN "cancelled_by" text;
--> statement-breakpoint
ALTER TABLE "rounds" ADD COLUMN "cancellation_reason" text;
--> statement-breakpoint
ALTER TABLE "rounds" ADD CONSTRAINT "rounds_cancelled_with_reason" CHECK (
  (status = 'cancelled') = (cancelled_at is not null)
  and (cancelled_at is null) = (cancelled_by is null) and (cancelled_at is null) = (cancellation_reason is null));
