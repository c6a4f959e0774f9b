import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  doublePrecision,
  index,
  integer,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { guesses, matches, seats } from "./matches.ts";

/** Points of a seat for one guess, as its maker or as its subject. */
export const scores = pgTable(
  "scores",
  {
    matchId: uuid()
      .notNull()
      .references(() => matches.id),
    guessId: uuid()
      .notNull()
      .references(() => guesses.id),
    seatId: uuid()
      .notNull()
      .references(() => seats.id),
    as: text({ enum: ["detective", "witness"] }).notNull(),
    points: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.guessId, table.seatId, table.as] }),
    index("scores_match").on(table.matchId),
    index("scores_seat").on(table.seatId),
  ],
);

/** The four ladders of the two zero-sum games; a subject is a player or a persona. */
export const ratings = pgTable(
  "ratings",
  {
    subjectId: uuid().notNull(),
    ladder: text({ enum: ["skill", "difficulty", "humanness", "suspicion"] }).notNull(),
    /** `all`, or a ruleset's slug. */
    scope: text().notNull(),
    rating: doublePrecision().notNull(),
    deviation: doublePrecision().notNull(),
    volatility: doublePrecision().notNull(),
    /** Matches rated, one a period. */
    games: integer().notNull(),
    scoredSeq: bigint({ mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.subjectId, table.ladder, table.scope] })],
);

/** Numbers matches in the order in which they were scored. */
export const scoredSequence = pgSequence("scored_seq");

/** Counted games for the boards, kept up at each scoring; `rebuild` derives the same. */
export const standings = pgTable(
  "standings",
  {
    board: text({ enum: ["detectives", "witnesses", "personas"] }).notNull(),
    window: text({ enum: ["day", "week", "all"] }).notNull(),
    /** First day of the window, UTC; 1970-01-01 for `all`. */
    windowStart: date({ mode: "string" }).notNull(),
    scope: text().notNull(),
    subjectId: uuid().notNull(),
    games: integer().notNull(),
    correct: integer().notNull(),
    partners: integer().notNull(),
    rating: doublePrecision().notNull(),
    ratingDeviation: doublePrecision().notNull(),
    /** What the board sorts and ranks by: rating ± 2 RD, or the Wilson bounds. */
    lower: doublePrecision().notNull(),
    upper: doublePrecision().notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.board, table.window, table.windowStart, table.scope, table.subjectId],
    }),
    // A page of a board, best first, and the count of entries that beat a bound.
    index("standings_page").on(
      table.board,
      table.window,
      table.windowStart,
      table.scope,
      table.lower.desc(),
      table.subjectId,
    ),
    check("standings_counts", sql`${table.correct} between 0 and ${table.games}`),
  ],
);

/** Whom a subject has met in rated games of a board: boards ask for distinct partners. */
export const standingPartners = pgTable(
  "standing_partners",
  {
    board: text().notNull(),
    scope: text().notNull(),
    subjectId: uuid().notNull(),
    partnerId: uuid().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.board, table.scope, table.subjectId, table.partnerId] }),
  ],
);
