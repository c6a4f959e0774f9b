CREATE TABLE "upkeep" (
	"task" text PRIMARY KEY NOT NULL,
	"done_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"facts" jsonb NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"swept_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "how" text DEFAULT 'given' NOT NULL;--> statement-breakpoint
ALTER TABLE "matches" ADD COLUMN "words_erased_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "erased_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "workers_seen" ON "workers" USING btree ("seen_at");--> statement-breakpoint
CREATE INDEX "sessions_ended" ON "sessions" USING btree ("ended_at") WHERE "sessions"."ended_at" is not null;--> statement-breakpoint
CREATE INDEX "sessions_expires" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "tickets_traced" ON "tickets" USING btree ("created_at") WHERE coalesce("tickets"."address", "tickets"."device", "tickets"."invitation") is not null;--> statement-breakpoint
CREATE INDEX "matches_words_kept" ON "matches" USING btree ("ended_at") WHERE "matches"."ended_at" is not null and "matches"."words_erased_at" is null;--> statement-breakpoint
CREATE INDEX "flags_refused" ON "flags" USING btree ("created_at") WHERE "flags"."refused_text" is not null;--> statement-breakpoint
CREATE INDEX "players_deleted" ON "players" USING btree ("id") WHERE "players"."deleted_at" is not null;