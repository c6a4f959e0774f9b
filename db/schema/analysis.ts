import { integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, madeAt } from "./columns.ts";

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
