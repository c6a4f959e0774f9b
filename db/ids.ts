import type { Queryable } from "./save.ts";

/** UUIDv7s by Postgres, for rows whose ids the rules must know. */
export async function makeIds(db: Queryable, count: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>({
    name: "make-ids",
    text: "select uuidv7() as id from generate_series(1, $1)",
    values: [count],
  });
  return rows.map(({ id }) => id);
}
