import { sql } from "drizzle-orm";
import { boolean, index, pgTable, text, type AnyPgColumn, uuid } from "drizzle-orm/pg-core";
import { instant, madeAt, newId } from "./columns.ts";

export const PLAYER_ROLES = ["player", "moderator", "researcher", "admin"] as const;
export type PlayerRole = (typeof PLAYER_ROLES)[number];

/** A person with a session. */
export const players = pgTable(
  "players",
  {
    id: newId(),
    handle: text().notNull(),
    guest: boolean().notNull().default(true),
    role: text({ enum: PLAYER_ROLES }).notNull().default("player"),
    createdAt: madeAt(),
    /** Where a guest's history went when its owner signed in to an account that was there already. */
    mergedInto: uuid().references((): AnyPgColumn => players.id),
    /** Since then only an id and its matches are left. */
    deletedAt: instant(),
  },
  (table) => [
    // Boards leave out the few who are gone.
    index("players_deleted")
      .on(table.id)
      .where(sql`${table.deletedAt} is not null`),
  ],
);
