import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, madeAt, newId } from "./columns.ts";
import { matches } from "./matches.ts";
import { players } from "./players.ts";
import { enrolments } from "./research.ts";
import { rulesets } from "./rulesets.ts";

/** A player's wish to play. */
export const tickets = pgTable(
  "tickets",
  {
    id: newId(),
    playerId: uuid()
      .notNull()
      .references(() => players.id),
    rulesetId: uuid()
      .notNull()
      .references(() => rulesets.id),
    state: text({ enum: ["waiting", "seated", "ended"] }).notNull(),
    endReason: text({ enum: ["nobody-else", "left", "not-heard"] }),
    createdAt: madeAt(),
    /** Only tickets heard from in the last seconds are seated. */
    heardAt: madeAt(),
    /** Waves waited through without a seat. */
    waves: integer().notNull().default(0),
    matchId: uuid().references(() => matches.id),
    /** Keyed hashes: they only tell whether two players share an address or a device. */
    address: text(),
    device: text(),
    invitation: text(),
    /** Set where a participant waits: the experiment's waves seat it, whatever ruleset it names. */
    enrolmentId: uuid().references(() => enrolments.id),
    closedAt: instant(),
  },
  (table) => [
    uniqueIndex("tickets_one_waiting")
      .on(table.playerId)
      .where(sql`${table.state} = 'waiting'`),
    index("tickets_waiting")
      .on(table.rulesetId, table.heardAt)
      .where(sql`${table.state} = 'waiting'`),
    index("tickets_player").on(table.playerId, table.createdAt),
    // What retention looks for.
    index("tickets_traced")
      .on(table.createdAt)
      .where(sql`coalesce(${table.address}, ${table.device}, ${table.invitation}) is not null`),
    check(
      "tickets_seated_has_match",
      sql`(${table.state} = 'seated') = (${table.matchId} is not null)`,
    ),
    check(
      "tickets_ended_has_reason",
      sql`(${table.state} = 'ended') = (${table.endReason} is not null)`,
    ),
  ],
);

/** A pairing instant that has been held; its key keeps two workers from holding it twice. */
export const waves = pgTable(
  "waves",
  {
    rulesetId: uuid()
      .notNull()
      .references(() => rulesets.id),
    at: instant().notNull(),
    tickets: integer().notNull(),
    matches: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.rulesetId, table.at] })],
);
