ALTER TABLE "replies" ADD COLUMN "occasion" text DEFAULT 'heard' NOT NULL;--> statement-breakpoint
ALTER TABLE "replies" ADD COLUMN "dots_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "replies" ADD COLUMN "thinking_until" timestamp (3) with time zone;