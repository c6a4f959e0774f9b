CREATE TABLE "game_talks" (
	"guess_id" uuid PRIMARY KEY NOT NULL,
	"witness_messages" integer NOT NULL,
	"messages" integer NOT NULL,
	"pasted" boolean NOT NULL,
	"delay" integer
);
--> statement-breakpoint
ALTER TABLE "game_talks" ADD CONSTRAINT "game_talks_guess_id_guesses_id_fk" FOREIGN KEY ("guess_id") REFERENCES "public"."guesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- What is over already: from now on a worker notes it with each match (db/game-talks.ts).
INSERT INTO "game_talks" ("guess_id", "witness_messages", "messages", "pasted", "delay")
SELECT g.id, said.witness_messages, said.messages, said.pasted, answered.delay
FROM guesses g
JOIN matches m ON m.id = g.match_id
JOIN seats d ON d.id = g.by_seat_id
JOIN seats w ON w.id = g.about_seat_id
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE x.seat_id = w.id)::int AS witness_messages,
    count(*)::int AS messages,
    coalesce(bool_or(x.pasted) FILTER (WHERE x.seat_id = w.id), false) AS pasted
  FROM messages x
  WHERE x.match_id = m.id AND x.seat_id IN (d.id, w.id) AND x.conversation_id IN (
    SELECT y.conversation_id FROM messages y WHERE y.match_id = m.id AND y.seat_id = w.id)
) said
CROSS JOIN LATERAL (
  SELECT floor(avg(extract(epoch FROM x.at - x.since)))::int AS delay
  FROM (
    SELECT x.at, x.seat_id, lag(x.at) OVER talk AS since, lag(x.seat_id) OVER talk AS prior
    FROM messages x
    WHERE x.match_id = m.id AND x.conversation_id IN (
      SELECT y.conversation_id FROM messages y WHERE y.match_id = m.id AND y.seat_id = w.id)
    WINDOW talk AS (PARTITION BY x.conversation_id ORDER BY x.seq)
  ) x WHERE x.seat_id = w.id AND x.prior <> w.id
) answered
WHERE m.ended_at IS NOT NULL;
