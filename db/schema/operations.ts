import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, madeAt } from "./columns.ts";

/** What a worker process says of itself, for the admins' pages; no names of machines, no keys. */
export interface WorkerFacts {
  /** What the AI seats are asked of, the installation's own first. */
  models: string[];
  providers: { name: string; host: string }[];
  /** The stand-in that comes with the platform plays, no language model. */
  scripted: boolean;
  /** At most so much, of a match and of a UTC day; left out for no limit. */
  limits: { matchTokens?: number; matchCost?: number; dayTokens?: number; dayCost?: number };
  node: string;
  timeScale: number;
}

/** The worker processes that were heard of lately. */
export const workers = pgTable(
  "workers",
  {
    /** Drawn anew by each process. */
    id: uuid().primaryKey(),
    facts: jsonb().$type<WorkerFacts>().notNull(),
    startedAt: madeAt(),
    seenAt: madeAt(),
    /** When it last held the lock under which one worker at a time sweeps. */
    sweptAt: instant(),
  },
  (table) => [index("workers_seen").on(table.seenAt)],
);

/** Work that is done once in a while, by whichever worker comes first. */
export const upkeep = pgTable("upkeep", {
  task: text({ enum: ["retention"] }).primaryKey(),
  doneAt: madeAt(),
});
