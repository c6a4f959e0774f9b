CREATE TABLE "generations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"match_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"reply_id" uuid,
	"persona_version_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"attempt" integer NOT NULL,
	"hedged" boolean DEFAULT false NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"provider_snapshot" text,
	"prompt_sha256" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"latency_ms" integer NOT NULL,
	"prompt_tokens" integer,
	"completion_tokens" integer,
	"cost" double precision,
	"finish_reason" text,
	"error" text,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_spend" (
	"day" date PRIMARY KEY NOT NULL,
	"tokens" bigint NOT NULL,
	"cost" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "switches" (
	"name" text PRIMARY KEY NOT NULL,
	"on" boolean NOT NULL,
	"reason" text NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "replies" DROP CONSTRAINT "replies_occasion";--> statement-breakpoint
ALTER TABLE "matches" ADD COLUMN "mix" jsonb;--> statement-breakpoint
ALTER TABLE "replies" ADD COLUMN "part" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "replies" ADD COLUMN "action" text DEFAULT 'say' NOT NULL;--> statement-breakpoint
ALTER TABLE "replies" ADD COLUMN "rest" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "generations" ADD CONSTRAINT "generations_match_id_matches_id_fk" FOREIGN KEY ("match_id") REFERENCES "public"."matches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "generations" ADD CONSTRAINT "generations_seat_id_seats_id_fk" FOREIGN KEY ("seat_id") REFERENCES "public"."seats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "generations" ADD CONSTRAINT "generations_reply_id_replies_id_fk" FOREIGN KEY ("reply_id") REFERENCES "public"."replies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "generations" ADD CONSTRAINT "generations_persona_version_id_persona_versions_id_fk" FOREIGN KEY ("persona_version_id") REFERENCES "public"."persona_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "generations_match" ON "generations" USING btree ("match_id");--> statement-breakpoint
CREATE INDEX "generations_reply" ON "generations" USING btree ("reply_id");--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_occasion" UNIQUE("conversation_id","seat_id","after_seq","part");