CREATE SEQUENCE "public"."scored_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "tickets" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"player_id" uuid NOT NULL,
	"ruleset_id" uuid NOT NULL,
	"state" text NOT NULL,
	"end_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"heard_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"waves" integer DEFAULT 0 NOT NULL,
	"match_id" uuid,
	"address" text,
	"device" text,
	"invitation" text,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "tickets_seated_has_match" CHECK (("tickets"."state" = 'seated') = ("tickets"."match_id" is not null)),
	CONSTRAINT "tickets_ended_has_reason" CHECK (("tickets"."state" = 'ended') = ("tickets"."end_reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "waves" (
	"ruleset_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"tickets" integer NOT NULL,
	"matches" integer NOT NULL,
	CONSTRAINT "waves_ruleset_id_at_pk" PRIMARY KEY("ruleset_id","at")
);
--> statement-breakpoint
CREATE TABLE "conversation_participants" (
	"conversation_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	CONSTRAINT "conversation_participants_conversation_id_seat_id_pk" PRIMARY KEY("conversation_id","seat_id")
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"match_id" uuid NOT NULL,
	"round_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "guesses" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"match_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"by_seat_id" uuid NOT NULL,
	"about_seat_id" uuid NOT NULL,
	"p_ai" double precision NOT NULL,
	"confidence" double precision,
	"reason" text,
	"tells" uuid[] NOT NULL,
	"early" boolean NOT NULL,
	"decision_ms" integer NOT NULL,
	"sole" boolean NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "guesses_by_about" UNIQUE("by_seat_id","about_seat_id"),
	CONSTRAINT "guesses_p_ai" CHECK ("guesses"."p_ai" between 0 and 1),
	CONSTRAINT "guesses_not_about_oneself" CHECK ("guesses"."by_seat_id" <> "guesses"."about_seat_id")
);
--> statement-breakpoint
CREATE TABLE "match_events" (
	"match_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"event" jsonb NOT NULL,
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "match_events_match_id_seq_pk" PRIMARY KEY("match_id","seq")
);
--> statement-breakpoint
CREATE TABLE "matches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ruleset_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"phase" text NOT NULL,
	"deadline_at" timestamp (3) with time zone,
	"next_due_at" timestamp (3) with time zone,
	"time_scale" double precision NOT NULL,
	"seed" text NOT NULL,
	"state" jsonb NOT NULL,
	"wave_at" timestamp (3) with time zone NOT NULL,
	"humans_eligible" integer NOT NULL,
	"players_connected" boolean NOT NULL,
	"met_recently" boolean NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text,
	"scored_seq" bigint,
	"rated" boolean,
	"rated_reason" text,
	"replay_due" boolean DEFAULT false NOT NULL,
	CONSTRAINT "matches_scoredSeq_unique" UNIQUE("scored_seq"),
	CONSTRAINT "matches_seed" CHECK ("matches"."seed" ~ '^[0-9a-f]{32}$'),
	CONSTRAINT "matches_ended_has_reason" CHECK (("matches"."phase" in ('revealed', 'voided')) = ("matches"."ended_at" is not null and "matches"."end_reason" is not null)),
	CONSTRAINT "matches_live_has_clock" CHECK (("matches"."phase" in ('chatting', 'guessing')) = ("matches"."next_due_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"match_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"conversation_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"label" text NOT NULL,
	"seq" integer NOT NULL,
	"body" text NOT NULL,
	"raw" text,
	"client_id" text NOT NULL,
	"pasted" boolean NOT NULL,
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "messages_match_seq" UNIQUE("match_id","seq"),
	CONSTRAINT "messages_seat_client_id" UNIQUE("seat_id","client_id")
);
--> statement-breakpoint
CREATE TABLE "rounds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"match_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"chat_closed_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "rounds_match_number" UNIQUE("match_id","number")
);
--> statement-breakpoint
CREATE TABLE "seats" (
	"id" uuid PRIMARY KEY NOT NULL,
	"match_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"label" text NOT NULL,
	"role" text NOT NULL,
	"participant" integer NOT NULL,
	"kind" text NOT NULL,
	"player_id" uuid,
	"persona_version_id" uuid,
	"p_ai" double precision NOT NULL,
	"humans_eligible" integer NOT NULL,
	"lobby_wait_ms" integer,
	"prior_games" integer NOT NULL,
	"prior_ai_streak" integer NOT NULL,
	"ratings" jsonb NOT NULL,
	"live" boolean NOT NULL,
	"left_at" timestamp (3) with time zone,
	"rating_before" double precision,
	"rating_after" double precision,
	"played_as_self" boolean,
	"knew_partner" boolean,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "seats_round_label" UNIQUE("round_id","label"),
	CONSTRAINT "seats_occupant" CHECK (("seats"."kind" = 'human' and "seats"."player_id" is not null and "seats"."persona_version_id" is null)
        or ("seats"."kind" = 'ai' and "seats"."persona_version_id" is not null and "seats"."player_id" is null)),
	CONSTRAINT "seats_p_ai" CHECK ("seats"."p_ai" between 0 and 1)
);
--> statement-breakpoint
CREATE TABLE "persona_versions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"persona_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"prompt_sha256" text NOT NULL,
	"in_rotation" boolean DEFAULT true NOT NULL,
	"weight" double precision DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "persona_versions_persona_version" UNIQUE("persona_id","version")
);
--> statement-breakpoint
CREATE TABLE "personas" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"slug" text NOT NULL,
	"codename" text NOT NULL,
	"kind" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "personas_slug_unique" UNIQUE("slug"),
	CONSTRAINT "personas_kind" CHECK ("personas"."kind" in ('ai', 'human'))
);
--> statement-breakpoint
CREATE TABLE "players" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"handle" text NOT NULL,
	"guest" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "replies" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"match_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"label" text NOT NULL,
	"after_seq" integer NOT NULL,
	"state" text NOT NULL,
	"body" text,
	"received_at" timestamp (3) with time zone NOT NULL,
	"delay_ms" integer,
	"generated_at" timestamp (3) with time zone,
	"typing_at" timestamp (3) with time zone,
	"deliver_at" timestamp (3) with time zone,
	"restarted" boolean DEFAULT false NOT NULL,
	"model" text,
	"fallback_used" boolean DEFAULT false NOT NULL,
	"message_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "replies_occasion" UNIQUE("conversation_id","seat_id","after_seq")
);
--> statement-breakpoint
CREATE TABLE "rulesets" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"slug" text NOT NULL,
	"version" integer NOT NULL,
	"listed" boolean NOT NULL,
	"body" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "rulesets_slug_version" UNIQUE("slug","version")
);
--> statement-breakpoint
CREATE TABLE "ratings" (
	"subject_id" uuid NOT NULL,
	"ladder" text NOT NULL,
	"scope" text NOT NULL,
	"rating" double precision NOT NULL,
	"deviation" double precision NOT NULL,
	"volatility" double precision NOT NULL,
	"games" integer NOT NULL,
	"scored_seq" bigint NOT NULL,
	CONSTRAINT "ratings_subject_id_ladder_scope_pk" PRIMARY KEY("subject_id","ladder","scope")
);
--> statement-breakpoint
CREATE TABLE "scores" (
	"match_id" uuid NOT NULL,
	"guess_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"as" text NOT NULL,
	"points" integer NOT NULL,
	CONSTRAINT "scores_guess_id_seat_id_as_pk" PRIMARY KEY("guess_id","seat_id","as")
);
--> statement-breakpoint
CREATE TABLE "standing_partners" (
	"board" text NOT NULL,
	"scope" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	CONSTRAINT "standing_partners_board_scope_subject_id_partner_id_pk" PRIMARY KEY("board","scope","subject_id","partner_id")
);
--> statement-breakpoint
CREATE TABLE "standings" (
	"board" text NOT NULL,
	"window" text NOT NULL,
	"window_start" date NOT NULL,
	"scope" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"games" integer NOT NULL,
	"correct" integer NOT NULL,
	"partners" integer NOT NULL,
	"rating" double precision NOT NULL,
	"rating_deviation" double precision NOT NULL,
	"lower" double precision NOT NULL,
	"upper" double precision NOT NULL,
	CONSTRAINT "standings_board_window_window_start_scope_subject_id_pk" PRIMARY KEY("board","window","window_start","scope","subject_id"),
	CONSTRAINT "standings_counts" CHECK ("standings"."correct" between 0 and "standings"."games")
);
--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_player_id_players_id_fk" FOREIGN KEY ("player_id") REFERENCES "public"."players"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_ruleset_id_rulesets_id_fk" FOREIGN KEY ("ruleset_id") REFERENCES "public"."rulesets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_match_id_matches_id_fk" FOREIGN KEY ("match_id") REFERENCES "public"."matches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waves" ADD CONSTRAINT "waves_ruleset_id_rulesets_id_fk" FOREIGN KEY ("ruleset_id") REFERENCES "public"."rulesets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_participants" ADD CONSTRAINT "conversation_participants_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_participants" ADD CONSTRAINT "conversation_participants_seat_id_seats_id_fk" FOREIGN KEY ("seat_id") REFERENCES "public"."seats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_match_id_matches_id_fk" FOREIGN KEY ("match_id") REFERENCES "public"."matches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_round_id_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guesses" ADD CONSTRAINT "guesses_match_id_matches_id_fk" FOREIGN KEY ("match_id") REFERENCES "public"."matches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guesses" ADD CONSTRAINT "guesses_round_id_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guesses" ADD CONSTRAINT "guesses_by_seat_id_seats_id_fk" FOREIGN KEY ("by_seat_id") REFERENCES "public"."seats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guesses" ADD CONSTRAINT "guesses_about_seat_id_seats_id_fk" FOREIGN KEY ("about_seat_id") REFERENCES "public"."seats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_events" ADD CONSTRAINT "match_events_match_id_matches_id_fk" FOREIGN KEY ("match_id") REFERENCES "public"."matches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matches" ADD CONSTRAINT "matches_ruleset_id_rulesets_id_fk" FOREIGN KEY ("ruleset_id") REFERENCES "public"."rulesets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_match_id_matches_id_fk" FOREIGN KEY ("match_id") REFERENCES "public"."matches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_seat_id_seats_id_fk" FOREIGN KEY ("seat_id") REFERENCES "public"."seats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rounds" ADD CONSTRAINT "rounds_match_id_matches_id_fk" FOREIGN KEY ("match_id") REFERENCES "public"."matches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_match_id_matches_id_fk" FOREIGN KEY ("match_id") REFERENCES "public"."matches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_round_id_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_player_id_players_id_fk" FOREIGN KEY ("player_id") REFERENCES "public"."players"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_persona_version_id_persona_versions_id_fk" FOREIGN KEY ("persona_version_id") REFERENCES "public"."persona_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "persona_versions" ADD CONSTRAINT "persona_versions_persona_id_personas_id_fk" FOREIGN KEY ("persona_id") REFERENCES "public"."personas"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_match_id_matches_id_fk" FOREIGN KEY ("match_id") REFERENCES "public"."matches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_seat_id_seats_id_fk" FOREIGN KEY ("seat_id") REFERENCES "public"."seats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_match_id_matches_id_fk" FOREIGN KEY ("match_id") REFERENCES "public"."matches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_guess_id_guesses_id_fk" FOREIGN KEY ("guess_id") REFERENCES "public"."guesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_seat_id_seats_id_fk" FOREIGN KEY ("seat_id") REFERENCES "public"."seats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_one_waiting" ON "tickets" USING btree ("player_id") WHERE "tickets"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "tickets_waiting" ON "tickets" USING btree ("ruleset_id","heard_at") WHERE "tickets"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "tickets_player" ON "tickets" USING btree ("player_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "guesses_one_per_seat" ON "guesses" USING btree ("by_seat_id") WHERE "guesses"."sole";--> statement-breakpoint
CREATE INDEX "guesses_match" ON "guesses" USING btree ("match_id");--> statement-breakpoint
CREATE INDEX "matches_due" ON "matches" USING btree ("next_due_at") WHERE "matches"."phase" in ('chatting', 'guessing');--> statement-breakpoint
CREATE INDEX "matches_ended" ON "matches" USING btree ("ended_at");--> statement-breakpoint
CREATE INDEX "matches_replay_due" ON "matches" USING btree ("id") WHERE "matches"."replay_due";--> statement-breakpoint
CREATE INDEX "messages_conversation" ON "messages" USING btree ("conversation_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "seats_one_live_match" ON "seats" USING btree ("player_id") WHERE "seats"."live";--> statement-breakpoint
CREATE INDEX "seats_match" ON "seats" USING btree ("match_id");--> statement-breakpoint
CREATE INDEX "seats_player" ON "seats" USING btree ("player_id","created_at");--> statement-breakpoint
CREATE INDEX "seats_persona" ON "seats" USING btree ("persona_version_id");--> statement-breakpoint
CREATE INDEX "replies_open" ON "replies" USING btree ("deliver_at") WHERE "replies"."state" in ('composing', 'scheduled');--> statement-breakpoint
CREATE INDEX "scores_match" ON "scores" USING btree ("match_id");--> statement-breakpoint
CREATE INDEX "scores_seat" ON "scores" USING btree ("seat_id");--> statement-breakpoint
CREATE INDEX "standings_page" ON "standings" USING btree ("board","window","window_start","scope","lower" DESC NULLS LAST,"subject_id");--> statement-breakpoint
CREATE VIEW "public"."judgements" AS (
  select g.match_id, g.id as guess_id, b.round, g.by_seat_id, g.about_seat_id, g.p_ai, false as implied
  from guesses g join seats b on b.id = g.by_seat_id
  union all
  select g.match_id, g.id, b.round, g.by_seat_id, o.id, 1 - g.p_ai, true
  from guesses g
  join seats b on b.id = g.by_seat_id
  join matches m on m.id = g.match_id
  join rulesets r on r.id = m.ruleset_id and r.body ->> 'guess' = 'which-human'
  join seats o on o.round_id = g.round_id and o.role = 'witness' and o.id <> g.about_seat_id);