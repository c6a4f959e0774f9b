import { boolean, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, madeAt } from "./columns.ts";
import { guesses } from "./matches.ts";

/**
 * Up to when the analysis shows games: it moves on by at least twenty games at a time, so that nobody
 * reads a single match off by loading the page again.
 */
export const analysisBatches = pgTable(
  "analysis_batches",
  {
    /** `public`, or an experiment's id. */
    scope: text().notNull(),
    number: integer().notNull(),
    /** Games of which everybody in them knew by then are shown. */
    until: instant().notNull(),
    /** Games by which it moved on. */
    games: integer().notNull(),
    madeAt: madeAt(),
  },
  (table) => [primaryKey({ columns: [table.scope, table.number] })],
);

/**
 * What detective and witness had said to each other when a guess was made and its match over: counted
 * once, since no message of an ended match comes, goes or changes its time.
 */
export const gameTalks = pgTable("game_talks", {
  guessId: uuid()
    .primaryKey()
    .references(() => guesses.id),
  witnessMessages: integer().notNull(),
  messages: integer().notNull(),
  /** The witness pasted one. */
  pasted: boolean().notNull(),
  /** The mean of the witness's answers, whole seconds; null without any. */
  delay: integer(),
});
