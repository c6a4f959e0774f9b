import { readFileSync } from "node:fs";
import type { Database } from "../client.ts";

interface Journal {
  entries: { when: number }[];
}

/** When the newest migration of this checkout was made: what an up-to-date schema has reached. */
export function newestMigration(): number {
  const file = new URL("../migrations/meta/_journal.json", import.meta.url);
  // Written by the migration tool and kept with the migrations.
  const { entries } = JSON.parse(readFileSync(file, "utf8")) as Journal;
  return Math.max(...entries.map(({ when }) => when));
}

/** When the newest migration that Postgres has seen was made; 0 before the first. */
export async function reachedMigration({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ reached: string | null }>(
    "select max(created_at) as reached from drizzle.__drizzle_migrations",
  );
  return Number(rows[0]?.reached ?? 0);
}
