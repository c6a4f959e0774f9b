import { and, count, desc, eq, inArray, lt, or, sql } from "drizzle-orm";
import type pg from "pg";
import { PERIODS, periodText } from "../../game/retention.ts";
import type { Database } from "../client.ts";
import { exports } from "../schema/research.ts";

export type ExportRow = typeof exports.$inferSelect;

const OPEN = ["queued", "running"] as const;
/** A worker tells of itself every second. */
const SILENT = sql`clock_timestamp() - interval '5 seconds'`;
const now = sql`clock_timestamp()`;

export async function exportRow({ orm }: Database, id: string): Promise<ExportRow | null> {
  const [row] = await orm.select().from(exports).where(eq(exports.id, id));
  return row ?? null;
}

/** Somebody's export; null also for another's. */
export async function exportOf(
  { orm }: Database,
  ownerId: string,
  id: string,
): Promise<ExportRow | null> {
  const [row] = await orm
    .select()
    .from(exports)
    .where(and(eq(exports.id, id), eq(exports.ownerId, ownerId)));
  return row ?? null;
}

/** Somebody's exports, the newest first. */
export function exportsOf({ orm }: Database, ownerId: string, limit: number): Promise<ExportRow[]> {
  return orm
    .select()
    .from(exports)
    .where(eq(exports.ownerId, ownerId))
    .orderBy(desc(exports.createdAt))
    .limit(limit);
}

export async function openExportsOf({ orm }: Pick<Database, "orm">, ownerId: string) {
  const [row] = await orm
    .select({ open: count() })
    .from(exports)
    .where(and(eq(exports.ownerId, ownerId), inArray(exports.state, OPEN)));
  return row?.open ?? 0;
}

/**
 * Whether nobody else makes this export. The lock ends with the transaction, and so with the
 * worker that holds it, however that ends.
 */
export async function lockExport(client: pg.ClientBase, id: string): Promise<boolean> {
  const { rows } = await client.query<{ mine: boolean }>(
    "select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as mine",
    [id],
  );
  return rows[0]?.mine ?? false;
}

/** Begins an attempt; null where there is nothing to be made any more. */
export async function beginAttempt({ orm }: Database, id: string): Promise<ExportRow | null> {
  const [row] = await orm
    .update(exports)
    .set({
      state: "running",
      attempts: sql`${exports.attempts} + 1`,
      rowsDone: 0,
      rowsTotal: null,
      heardAt: now,
    })
    .where(and(eq(exports.id, id), inArray(exports.state, OPEN)))
    .returning();
  return row ?? null;
}

type Attempt = Pick<ExportRow, "id" | "attempts">;
const mine = ({ id, attempts }: Attempt) =>
  and(eq(exports.id, id), eq(exports.attempts, attempts), eq(exports.state, "running"));

/** @returns false when the attempt is to stop: it was cancelled, or another one has begun. */
export async function noteProgress(
  { orm }: Database,
  attempt: Attempt,
  progress: { rowsDone: number; rowsTotal: number },
): Promise<boolean> {
  const rows = await orm
    .update(exports)
    .set({ ...progress, heardAt: now })
    .where(mine(attempt))
    .returning({ id: exports.id });
  return rows.length > 0;
}

/** @returns false when somebody cancelled it meanwhile: then its file must go. */
export async function finishExport(
  { orm }: Database,
  attempt: Attempt,
  made: { rowsDone: number; bytes: number; sha256: string },
): Promise<boolean> {
  const rows = await orm
    .update(exports)
    .set({
      ...made,
      rowsTotal: made.rowsDone,
      state: "done",
      finishedAt: now,
      heardAt: now,
      expiresAt: sql`clock_timestamp() + ${periodText(PERIODS.exports)}::interval`,
    })
    .where(mine(attempt))
    .returning({ id: exports.id });
  return rows.length > 0;
}

export async function failExport(
  { orm }: Database,
  attempt: Attempt,
  error: string,
): Promise<void> {
  await orm.update(exports).set({ state: "failed", error, finishedAt: now }).where(mine(attempt));
}

/** Whether an export waits to be made, or whoever made it has fallen silent. */
export async function isExportOwed({ orm }: Database, id: string): Promise<boolean> {
  const rows = await orm
    .select({ id: exports.id })
    .from(exports)
    .where(
      and(
        eq(exports.id, id),
        or(
          eq(exports.state, "queued"),
          and(eq(exports.state, "running"), lt(exports.heardAt, SILENT)),
        ),
      ),
    );
  return rows.length > 0;
}

/** Exports that are to be made and that no worker speaks of. */
export async function exportsOwed({ orm }: Database): Promise<string[]> {
  const rows = await orm
    .select({ id: exports.id })
    .from(exports)
    .where(
      or(
        and(eq(exports.state, "queued"), lt(exports.createdAt, SILENT)),
        and(eq(exports.state, "running"), lt(exports.heardAt, SILENT)),
      ),
    )
    .orderBy(exports.createdAt)
    .limit(100);
  return rows.map(({ id }) => id);
}

/** Closes what is older than its period. @returns the exports whose files are to go. */
export async function expireExports({ orm }: Database): Promise<string[]> {
  const rows = await orm
    .update(exports)
    .set({ state: "expired" })
    .where(and(eq(exports.state, "done"), lt(exports.expiresAt, now)))
    .returning({ id: exports.id });
  return rows.map(({ id }) => id);
}
