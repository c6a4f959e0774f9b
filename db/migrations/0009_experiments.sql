CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_keys_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "arms" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"experiment_version_id" uuid NOT NULL,
	"name" text NOT NULL,
	"ruleset_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "arms_name" UNIQUE("experiment_version_id","name")
);
--> statement-breakpoint
CREATE TABLE "enrolments" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"experiment_version_id" uuid NOT NULL,
	"player_id" uuid NOT NULL,
	"state" text NOT NULL,
	"trial" boolean DEFAULT false NOT NULL,
	"consent_version" text NOT NULL,
	"consented_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"answers" jsonb,
	"answered_at" timestamp (3) with time zone,
	"arm_id" uuid,
	"played" integer DEFAULT 0 NOT NULL,
	"waiting_since" timestamp (3) with time zone,
	"source" text,
	"locale" text,
	"device" text,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "enrolments_player" UNIQUE("experiment_version_id","player_id"),
	CONSTRAINT "enrolments_withdrawn" CHECK (("enrolments"."state" = 'withdrawn') = ("enrolments"."withdrawn_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "experiment_versions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"experiment_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"design" jsonb NOT NULL,
	"seed" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "experiment_versions_number" UNIQUE("experiment_id","version"),
	CONSTRAINT "experiment_versions_seed" CHECK ("experiment_versions"."seed" ~ '^[0-9a-f]{32}$'),
	CONSTRAINT "experiment_versions_started" CHECK (("experiment_versions"."state" = 'draft') = ("experiment_versions"."started_at" is null)),
	CONSTRAINT "experiment_versions_closed" CHECK (("experiment_versions"."state" = 'closed') = ("experiment_versions"."closed_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "experiment_waves" (
	"experiment_version_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"tickets" integer NOT NULL,
	"matches" integer NOT NULL,
	CONSTRAINT "experiment_waves_experiment_version_id_at_pk" PRIMARY KEY("experiment_version_id","at")
);
--> statement-breakpoint
CREATE TABLE "experiments" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"owner_id" uuid NOT NULL,
	"code" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "experiments_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "exports" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"owner_id" uuid NOT NULL,
	"format" text NOT NULL,
	"filter" jsonb NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"salt" text NOT NULL,
	"rows_total" bigint,
	"rows_done" bigint DEFAULT 0 NOT NULL,
	"bytes" bigint,
	"sha256" text,
	"error" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"heard_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"noticed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "quarantined_texts" (
	"kind" text NOT NULL,
	"row_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "quarantined_texts_kind_row_id_pk" PRIMARY KEY("kind","row_id")
);
--> statement-breakpoint
CREATE TABLE "recruits" (
	"enrolment_id" uuid PRIMARY KEY NOT NULL,
	"experiment_id" uuid NOT NULL,
	"recruited_as" text,
	"params" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "enrolment_id" uuid;--> statement-breakpoint
ALTER TABLE "matches" ADD COLUMN "arm_id" uuid;--> statement-breakpoint
ALTER TABLE "matches" ADD COLUMN "is_test" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "seats" ADD COLUMN "enrolment_id" uuid;--> statement-breakpoint
ALTER TABLE "seats" ADD COLUMN "held" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_owner_id_players_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."players"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "arms" ADD CONSTRAINT "arms_experiment_version_id_experiment_versions_id_fk" FOREIGN KEY ("experiment_version_id") REFERENCES "public"."experiment_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "arms" ADD CONSTRAINT "arms_ruleset_id_rulesets_id_fk" FOREIGN KEY ("ruleset_id") REFERENCES "public"."rulesets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_experiment_version_id_experiment_versions_id_fk" FOREIGN KEY ("experiment_version_id") REFERENCES "public"."experiment_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_player_id_players_id_fk" FOREIGN KEY ("player_id") REFERENCES "public"."players"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_arm_id_arms_id_fk" FOREIGN KEY ("arm_id") REFERENCES "public"."arms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "experiment_versions" ADD CONSTRAINT "experiment_versions_experiment_id_experiments_id_fk" FOREIGN KEY ("experiment_id") REFERENCES "public"."experiments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "experiment_waves" ADD CONSTRAINT "experiment_waves_experiment_version_id_experiment_versions_id_fk" FOREIGN KEY ("experiment_version_id") REFERENCES "public"."experiment_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "experiments" ADD CONSTRAINT "experiments_owner_id_players_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."players"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_owner_id_players_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."players"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recruits" ADD CONSTRAINT "recruits_enrolment_id_enrolments_id_fk" FOREIGN KEY ("enrolment_id") REFERENCES "public"."enrolments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recruits" ADD CONSTRAINT "recruits_experiment_id_experiments_id_fk" FOREIGN KEY ("experiment_id") REFERENCES "public"."experiments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_keys_owner" ON "api_keys" USING btree ("owner_id","created_at");--> statement-breakpoint
CREATE INDEX "enrolments_of_player" ON "enrolments" USING btree ("player_id","consented_at");--> statement-breakpoint
CREATE UNIQUE INDEX "experiment_versions_one_open" ON "experiment_versions" USING btree ("experiment_id") WHERE "experiment_versions"."state" in ('running', 'paused');--> statement-breakpoint
CREATE INDEX "experiments_owner" ON "experiments" USING btree ("owner_id","created_at");--> statement-breakpoint
CREATE INDEX "exports_owner" ON "exports" USING btree ("owner_id","created_at");--> statement-breakpoint
CREATE INDEX "exports_open" ON "exports" USING btree ("created_at") WHERE "exports"."state" in ('queued', 'running');--> statement-breakpoint
CREATE UNIQUE INDEX "recruits_once" ON "recruits" USING btree ("experiment_id","recruited_as") WHERE "recruits"."recruited_as" is not null;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_enrolment_id_enrolments_id_fk" FOREIGN KEY ("enrolment_id") REFERENCES "public"."enrolments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matches" ADD CONSTRAINT "matches_arm_id_arms_id_fk" FOREIGN KEY ("arm_id") REFERENCES "public"."arms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_enrolment_id_enrolments_id_fk" FOREIGN KEY ("enrolment_id") REFERENCES "public"."enrolments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "matches_arm" ON "matches" USING btree ("arm_id","ended_at") WHERE "matches"."arm_id" is not null;--> statement-breakpoint
CREATE INDEX "seats_enrolment" ON "seats" USING btree ("enrolment_id") WHERE "seats"."enrolment_id" is not null;