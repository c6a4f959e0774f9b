import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant, madeAt, newId } from "./columns.ts";
import { players } from "./players.ts";

/** Who an issuer says that a player is. */
export const identities = pgTable(
  "identities",
  {
    id: newId(),
    playerId: uuid()
      .notNull()
      .references(() => players.id),
    issuer: text().notNull(),
    subject: text().notNull(),
    /** How the issuer shows the account to its owner; never shown to others. */
    shownAs: text(),
    createdAt: madeAt(),
    lastSignInAt: madeAt(),
  },
  (table) => [
    unique("identities_issuer_subject").on(table.issuer, table.subject),
    index("identities_player").on(table.playerId),
  ],
);

/** A browser in which a player is known. */
export const sessions = pgTable(
  "sessions",
  {
    id: newId(),
    playerId: uuid()
      .notNull()
      .references(() => players.id),
    /** Null for guests and for who signed out of the issuer. */
    identityId: uuid().references(() => identities.id, { onDelete: "set null" }),
    /** Name and system of the browser, for its owner to know it by. */
    browser: text().notNull(),
    createdAt: madeAt(),
    /** When this browser was first known: a session that took another's place has its beginning. */
    begunAt: madeAt(),
    /** Told by the hour, never to the second. */
    seenAt: madeAt(),
    expiresAt: instant().notNull(),
    endedAt: instant(),
    endReason: text({ enum: ["signed-out", "ended-from-afar", "rotated", "merged", "deleted"] }),
    replacedBy: uuid(),
  },
  (table) => [
    index("sessions_player")
      .on(table.playerId)
      .where(sql`${table.endedAt} is null`),
    // What retention looks for.
    index("sessions_ended")
      .on(table.endedAt)
      .where(sql`${table.endedAt} is not null`),
    index("sessions_expires").on(table.expiresAt),
  ],
);

/** A player's agreement to what the pages say, by version. */
export const consents = pgTable(
  "consents",
  {
    id: newId(),
    playerId: uuid()
      .notNull()
      .references(() => players.id),
    version: integer().notNull(),
    /** `told`: by a program that was told with the description of the API, and sent no word of it. */
    how: text({ enum: ["given", "told"] })
      .notNull()
      .default("given"),
    givenAt: madeAt(),
  },
  (table) => [uniqueIndex("consents_player_version").on(table.playerId, table.version)],
);
