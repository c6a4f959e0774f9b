import type { Database } from "../client.ts";
import type { Snapshot } from "./snapshot.ts";

/** How many rows Postgres has copied out on a snapshot's connection, by its own account. */
export async function copiedRows({ pool }: Database, { pid }: Snapshot): Promise<number> {
  const { rows } = await pool.query<{ rows: string }>(
    "select tuples_processed as rows from pg_stat_progress_copy where pid = $1",
    [pid],
  );
  return Number(rows[0]?.rows ?? 0);
}
