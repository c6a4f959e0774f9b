import {
  bigint,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, madeAt, newId } from "./columns.ts";
import { matches, seats } from "./matches.ts";
import { personaVersions } from "./personas.ts";
import { replies } from "./replies.ts";

/**
 * One call of a language model for a seat, answered or not. What was drawn, scheduled and delivered
 * for it stands in its reply.
 */
export const generations = pgTable(
  "generations",
  {
    id: newId(),
    matchId: uuid()
      .notNull()
      .references(() => matches.id),
    seatId: uuid()
      .notNull()
      .references(() => seats.id),
    /** Null for a guess. */
    replyId: uuid().references(() => replies.id),
    personaVersionId: uuid()
      .notNull()
      .references(() => personaVersions.id),
    purpose: text({ enum: ["reply", "guess"] }).notNull(),
    /** Counts the calls for one reply or guess, from 1. */
    attempt: integer().notNull(),
    /** A second call beside one that was slow. */
    hedged: boolean().notNull().default(false),
    provider: text().notNull(),
    model: text().notNull(),
    /** What the provider says that it ran. */
    providerSnapshot: text(),
    /** Of the whole system prompt as it was sent. */
    promptSha256: text().notNull(),
    requestedAt: instant().notNull(),
    latencyMs: integer().notNull(),
    promptTokens: integer(),
    completionTokens: integer(),
    /** US dollars by the price list; null where the list does not know the model. */
    cost: doublePrecision(),
    finishReason: text(),
    /** A short code, never the provider's text; null where the call was answered. */
    error: text(),
    createdAt: madeAt(),
  },
  (table) => [
    // Spending of one match, and a moderator's look at it.
    index("generations_match").on(table.matchId),
    index("generations_reply").on(table.replyId),
  ],
);

/** What models have cost on a UTC day. */
export const modelSpend = pgTable("model_spend", {
  day: date({ mode: "string" }).primaryKey(),
  tokens: bigint({ mode: "number" }).notNull(),
  cost: doublePrecision().notNull(),
});

/** What an operator has turned off by hand. */
export const switches = pgTable("switches", {
  name: text({ enum: ["language-model"] }).primaryKey(),
  on: boolean().notNull(),
  reason: text().notNull(),
  changedAt: madeAt(),
});
