import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { PersonaBody } from "../../game/persona.ts";
import { madeAt, newId } from "./columns.ts";

export const personas = pgTable(
  "personas",
  {
    id: newId(),
    slug: text().notNull().unique(),
    /** The name on boards and reveals: a persona in rotation stays sealed. */
    codename: text().notNull(),
    kind: text({ enum: ["ai", "human"] }).notNull(),
    createdAt: madeAt(),
  },
  (table) => [check("personas_kind", sql`${table.kind} in ('ai', 'human')`)],
);

/** An immutable snapshot of all that makes a persona answer as it does. */
export const personaVersions = pgTable(
  "persona_versions",
  {
    id: newId(),
    personaId: uuid()
      .notNull()
      .references(() => personas.id),
    version: integer().notNull(),
    body: jsonb().$type<PersonaBody>().notNull(),
    promptSha256: text().notNull(),
    inRotation: boolean().notNull().default(true),
    weight: doublePrecision().notNull().default(1),
    createdAt: madeAt(),
  },
  (table) => [unique("persona_versions_persona_version").on(table.personaId, table.version)],
);
