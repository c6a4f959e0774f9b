import { sql } from "drizzle-orm";
import { timestamp, uuid } from "drizzle-orm/pg-core";

/** A UUIDv7 made by Postgres, so that ids of humans and bots come from one place. */
export const newId = () =>
  uuid()
    .primaryKey()
    .default(sql`uuidv7()`);

/** A time of day in UTC with milliseconds, handed over as a Date. */
export const instant = () => timestamp({ withTimezone: true, precision: 3 });

export const madeAt = () =>
  instant()
    .notNull()
    .default(sql`clock_timestamp()`);
