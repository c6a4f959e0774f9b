import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, madeAt, newId } from "./columns.ts";
import { conversations, matches, messages, seats } from "./matches.ts";

/** What an AI witness means to say: planned once, delivered through the one door. */
export const replies = pgTable(
  "replies",
  {
    id: newId(),
    matchId: uuid()
      .notNull()
      .references(() => matches.id),
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id),
    seatId: uuid()
      .notNull()
      .references(() => seats.id),
    round: integer().notNull(),
    label: text().notNull(),
    /** The event it answers; 0 for an opening. */
    afterSeq: integer().notNull(),
    /** Whether it answers somebody, opens, or follows a message of the seat's own. */
    occasion: text({ enum: ["heard", "opening", "nudge"] })
      .notNull()
      .default("heard"),
    state: text({
      enum: ["composing", "scheduled", "delivered", "passed", "superseded"],
    }).notNull(),
    /** Which message on this occasion: a second one, or a correction, follows the first. */
    part: integer().notNull().default(0),
    /** `abandon`: dots that lead to nothing. */
    action: text({ enum: ["say", "leave", "abandon"] })
      .notNull()
      .default("say"),
    body: text(),
    /** What is to be said after this, each as a reply of its own. */
    rest: jsonb().$type<string[]>().notNull().default([]),
    /** When what it answers was received; the delay counts from here. */
    receivedAt: instant().notNull(),
    delayMs: integer(),
    generatedAt: instant(),
    typingAt: instant(),
    /** When its dots begin: with its typing, or with a line that is given up before. */
    dotsAt: instant(),
    deliverAt: instant(),
    /** It took the place of a reply to an older message. */
    restarted: boolean().notNull().default(false),
    /** When that one's first key would have been pressed: its thinking goes on. */
    thinkingUntil: instant(),
    model: text(),
    fallbackUsed: boolean().notNull().default(false),
    /** Why no model's words were used, as a short code. */
    failure: text(),
    messageId: uuid().references(() => messages.id),
    createdAt: madeAt(),
  },
  (table) => [
    // One reply per occasion and part, however often its job is delivered.
    unique("replies_occasion").on(table.conversationId, table.seatId, table.afterSeq, table.part),
    // A witness has two hands and one keyboard: whatever jobs race, it means to say one thing.
    uniqueIndex("replies_one_open")
      .on(table.seatId, table.conversationId)
      .where(sql`${table.state} in ('composing', 'scheduled')`),
    index("replies_open")
      .on(table.deliverAt)
      .where(sql`${table.state} in ('composing', 'scheduled')`),
  ],
);
