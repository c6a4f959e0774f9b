import { sql } from "drizzle-orm";
import { boolean, doublePrecision, integer, pgView, uuid } from "drizzle-orm/pg-core";

/**
 * Every guess as judgements: one about the seat named and, where the guess says which of two
 * witnesses is human, its complement about the other.
 */
export const judgements = pgView("judgements", {
  matchId: uuid().notNull(),
  guessId: uuid().notNull(),
  round: integer().notNull(),
  bySeatId: uuid().notNull(),
  aboutSeatId: uuid().notNull(),
  pAi: doublePrecision().notNull(),
  implied: boolean().notNull(),
}).as(sql`
  select g.match_id, g.id as guess_id, b.round, g.by_seat_id, g.about_seat_id, g.p_ai, false as implied
  from guesses g join seats b on b.id = g.by_seat_id
  union all
  select g.match_id, g.id, b.round, g.by_seat_id, o.id, 1 - g.p_ai, true
  from guesses g
  join seats b on b.id = g.by_seat_id
  join matches m on m.id = g.match_id
  join rulesets r on r.id = m.ruleset_id and r.body ->> 'guess' = 'which-human'
  join seats o on o.round_id = g.round_id and o.role = 'witness' and o.id <> g.about_seat_id`);
