import type pg from "pg";
import { TABLE_NAMES, type TableName } from "../../game/export-tables/tables.ts";
import type { Database } from "../client.ts";
import { quarantinedTexts } from "../schema/research.ts";
import { createAnalysis, fillAnalysis } from "./analysis.ts";
import { checkIntegrity } from "./integrity.ts";
import { quarantine, quarantinedIn } from "./screening.ts";
import { selectMatches } from "./selection.ts";
import type { ExportScope } from "./scope.ts";
import { countQuery } from "./table-sql.ts";

/** All that an export holds, as it stood at one instant. */
export interface Snapshot {
  client: pg.PoolClient;
  /** Of the connection that reads it. */
  pid: number;
  scope: ExportScope;
  /** Rows of each table. */
  counts: Readonly<Record<TableName, number>>;
}

interface Options {
  /** Runs before anything is read, on the same connection; false gives up at once. */
  first?: (client: pg.PoolClient) => Promise<boolean>;
  /** Whether the figures of the analysis are worked out, which takes its time. */
  analysis?: boolean;
}

/** Between two rows of an export nothing may change: every table is read in one snapshot. */
const BEGIN = "begin isolation level repeatable read";

/**
 * Chooses the matches of an export, screens their texts, checks that the rows fit together, and
 * hands them over. What was quarantined is written down whatever becomes of the export.
 * @throws IntegrityProblem
 */
export async function withSnapshot<T>(
  database: Database,
  scope: ExportScope,
  work: (snapshot: Snapshot) => Promise<T>,
  { first, analysis = true }: Options = {},
): Promise<T | null> {
  const client = await database.pool.connect();
  let broken: Error | undefined;
  try {
    const pid = await begin(client);
    if (first && !(await first(client))) return null;
    await selectMatches(client, scope);
    await quarantine(client);
    await keepQuarantine(database, await quarantinedIn(client));
    await checkIntegrity(client);
    await createAnalysis(client);
    if (analysis) await fillAnalysis(client);
    return await work({ client, pid, scope, counts: await countRows(client, scope) });
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    // A stream that was given up leaves its connection in the middle of a statement.
    if (!broken) await client.query("rollback");
    client.release(broken);
  }
}

/** A statement whose process is gone ends within a second, and its locks with it. */
async function begin(client: pg.ClientBase): Promise<number> {
  await client.query(BEGIN);
  await client.query("set local client_connection_check_interval = '1s'");
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  return rows[0]?.pid ?? 0;
}

async function countRows(
  client: pg.PoolClient,
  scope: ExportScope,
): Promise<Record<TableName, number>> {
  const counts = new Map<TableName, number>();
  for (const table of TABLE_NAMES) {
    const { rows } = await client.query<{ rows: string }>(countQuery(scope, table));
    counts.set(table, Number(rows[0]?.rows ?? 0));
  }
  return Object.fromEntries(counts) as Record<TableName, number>;
}

type Found = Awaited<ReturnType<typeof quarantinedIn>>;
const ROWS_AT_A_TIME = 5000;

/** In a transaction of its own: two exports at once find the same. */
async function keepQuarantine({ orm }: Database, found: Found) {
  for (let at = 0; at < found.length; at += ROWS_AT_A_TIME)
    await orm
      .insert(quarantinedTexts)
      .values(found.slice(at, at + ROWS_AT_A_TIME))
      .onConflictDoNothing();
}
