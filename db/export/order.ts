import { randomBytes } from "node:crypto";
import { and, eq, or, sql } from "drizzle-orm";
import type { Admin } from "../admin/act.ts";
import { audited } from "../admin/act.ts";
import type { Database, Orm } from "../client.ts";
import { players } from "../schema/players.ts";
import { type ExportFilter, experiments, exports } from "../schema/research.ts";
import type { Stores } from "../stores.ts";
import { type ExportRow, openExportsOf } from "./rows.ts";

/** So many of one researcher wait or are made at once. */
const MOST_OPEN = 3;

interface Wanted {
  format: ExportRow["format"];
  filter: ExportFilter;
}

type Ordered = { ok: true; export: ExportRow } | { ok: false; code: "export/too-many" };

/** Writes down that an export is wanted, and has a worker make it. */
export async function orderExport(stores: Stores, act: Admin, wanted: Wanted): Promise<Ordered> {
  const ownerId = act.by.playerId;
  const ordered = await audited<Ordered>(stores.database, act, async (orm) => {
    // Two orders at once count one after the other.
    await orm.select().from(players).where(eq(players.id, ownerId)).for("update");
    if ((await openExportsOf({ orm }, ownerId)) >= MOST_OPEN)
      return { result: { ok: false, code: "export/too-many" }, noted: null };
    const row = await store(orm, { ...wanted, ownerId });
    const subject = { kind: "export", id: row.id };
    const noted = { action: "order-export", subject, detail: { ...wanted } };
    return { result: { ok: true, export: row }, noted };
  });
  if (ordered.ok) stores.queues.enqueue("make-export", { exportId: ordered.export.id });
  return ordered;
}

async function store(orm: Orm, wanted: Wanted & { ownerId: string }): Promise<ExportRow> {
  const salt = randomBytes(16).toString("hex");
  const [row] = await orm
    .insert(exports)
    .values({ ...wanted, salt })
    .returning();
  if (!row) throw new Error("no export was stored");
  return row;
}

/**
 * Gives an export up: one that is being made stops, the files of one that is done go. Doing it
 * again changes nothing.
 * @returns whether there is such an export of theirs.
 */
export async function dropExport(stores: Stores, act: Admin, id: string): Promise<boolean> {
  const own = and(eq(exports.id, id), eq(exports.ownerId, act.by.playerId));
  return audited(stores.database, act, async (orm) => {
    const [row] = await orm.select().from(exports).where(own).for("update");
    const over = row && ["failed", "cancelled", "expired"].includes(row.state);
    if (!row || over) return { result: row !== undefined, noted: null };
    const state = row.state === "done" ? "expired" : "cancelled";
    await orm
      .update(exports)
      .set({ state, finishedAt: row.finishedAt ?? sql`clock_timestamp()` })
      .where(own);
    const subject = { kind: "export", id };
    return { result: true, noted: { action: "drop-export", subject, detail: { from: row.state } } };
  });
}

/** An experiment of somebody's own by its id or its code; null for another's. */
export async function ownExperiment(
  { orm }: Database,
  ownerId: string,
  named: string,
): Promise<string | null> {
  const [row] = await orm
    .select({ id: experiments.id })
    .from(experiments)
    .where(
      and(
        eq(experiments.ownerId, ownerId),
        or(sql`${experiments.id}::text = ${named.toLowerCase()}`, eq(experiments.code, named)),
      ),
    );
  return row?.id ?? null;
}

/** Marks what its owner has been told is done. @returns the exports that were news. */
export async function noteSeen({ orm }: Database, ownerId: string): Promise<string[]> {
  const news = and(
    eq(exports.ownerId, ownerId),
    or(eq(exports.state, "done"), eq(exports.state, "failed")),
    sql`${exports.noticedAt} is null`,
  );
  const rows = await orm
    .update(exports)
    .set({ noticedAt: sql`clock_timestamp()` })
    .where(news)
    .returning({ id: exports.id });
  return rows.map(({ id }) => id);
}
