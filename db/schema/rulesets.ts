import { boolean, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import type { Ruleset } from "../../game/ruleset.ts";
import { madeAt, newId } from "./columns.ts";

/** A version of a protocol; never changed once stored. */
export const rulesets = pgTable(
  "rulesets",
  {
    id: newId(),
    slug: text().notNull(),
    version: integer().notNull(),
    listed: boolean().notNull(),
    body: jsonb().$type<Ruleset>().notNull(),
    createdAt: madeAt(),
  },
  (table) => [unique("rulesets_slug_version").on(table.slug, table.version)],
);
