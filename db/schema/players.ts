import { boolean, pgTable, text } from "drizzle-orm/pg-core";
import { madeAt, newId } from "./columns.ts";

/** A person with a session. */
export const players = pgTable("players", {
  id: newId(),
  handle: text().notNull(),
  guest: boolean().notNull().default(true),
  createdAt: madeAt(),
});
