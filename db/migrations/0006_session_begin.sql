ALTER TABLE "sessions" ADD COLUMN "begun_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL;--> statement-breakpoint
UPDATE "sessions" SET "begun_at" = "created_at";
