import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Admin } from "../../db/admin/act.ts";
import { recordAudit } from "../../db/audit.ts";
import { keyFile, removeFiles } from "../../db/export/files.ts";
import { dropExport, orderExport, ownExperiment } from "../../db/export/order.ts";
import { type ExportRow, exportOf, exportsOf } from "../../db/export/rows.ts";
import { withSnapshot } from "../../db/export/snapshot.ts";
import { type ExportFormat, tableStream } from "../../db/export/streams.ts";
import type { ExportFilter } from "../../db/schema/research.ts";
import type { TableName } from "../../game/export-tables/tables.ts";
import type { ExportFilters, ExportRequest, ExportView } from "../api/export-schemas.ts";
import { refuse, type Refusal } from "../api/refusals.ts";
import type { AppLoadContext } from "../context.server.ts";

type Context = Pick<AppLoadContext, "stores" | "env">;

const MOST_SHOWN = 50;
/** What is made while its reader waits, in memory. */
const MOST_MESSAGES = 20_000;

export const exportsFolder = ({ env }: Pick<Context, "env">): string => resolve(env.EXPORTS_DIR);

export async function loadExports(context: Context, ownerId: string): Promise<ExportView[]> {
  const rows = await exportsOf(context.stores.database, ownerId, MOST_SHOWN);
  return rows.map((row) => shownExport(context, row));
}

export function shownExport(context: Context, row: ExportRow): ExportView {
  const { id, format, filter, state, rowsDone, rowsTotal, bytes, sha256, error } = row;
  const hasKey = state === "done" && existsSync(keyFile(exportsFolder(context), id));
  return {
    ...{
      id,
      format,
      filter: { ...filter },
      state,
      rowsDone,
      rowsTotal,
      bytes,
      sha256,
      error,
      hasKey,
    },
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  };
}

type Found<T> = ({ ok: true } & T) | Refusal;

/** The filter that a request asks for; refused where it names an experiment of somebody else. */
async function filterFor(
  { stores }: Context,
  ownerId: string,
  { experiment, from, until, ...named }: ExportFilters,
): Promise<Found<{ filter: ExportFilter }>> {
  const experimentId =
    experiment === undefined ? null : await ownExperiment(stores.database, ownerId, experiment);
  if (experiment !== undefined && experimentId === null)
    return refuse("export/no-experiment", { fields: { experiment: "not one of yours" } });
  const filter = {
    ...named,
    ...(experimentId === null ? {} : { experimentId }),
    ...(from === undefined ? {} : { from: new Date(from).toISOString() }),
    ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
  };
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  return { ok: true, filter: Object.fromEntries(given) };
}

export async function wantExport(
  context: Context,
  act: Admin,
  { format, ...filters }: ExportRequest,
): Promise<Found<{ export: ExportView }>> {
  const found = await filterFor(context, act.by.playerId, filters);
  if (!found.ok) return found;
  const ordered = await orderExport(context.stores, act, { format, filter: found.filter });
  return ordered.ok ? { ok: true, export: shownExport(context, ordered.export) } : ordered;
}

export async function forgoExport(context: Context, act: Admin, id: string): Promise<boolean> {
  const known = await dropExport(context.stores, act, id);
  const row = known ? await exportOf(context.stores.database, act.by.playerId, id) : null;
  if (row?.state === "expired") await removeFiles(exportsFolder(context), id);
  return known;
}

interface TableWish extends ExportFilters {
  name: TableName;
  format: ExportFormat;
}

/** One table as a whole, where that is little enough to wait for. */
export async function tableNow(
  context: Context,
  act: Admin,
  { name, format, ...filters }: TableWish,
): Promise<Found<{ bytes: Buffer }>> {
  const ownerId = act.by.playerId;
  const found = await filterFor(context, ownerId, filters);
  if (!found.ok) return found;
  const { database } = context.stores;
  const { filter } = found;
  const salt = saltOfToday(context, ownerId, filter);
  const scope = { ownerId, filter, salt, appCommit: context.env.APP_COMMIT };
  const made = await withSnapshot(
    database,
    scope,
    async (snapshot) => {
      if (snapshot.counts.messages > MOST_MESSAGES) return null;
      const pieces: Uint8Array[] = [];
      for await (const piece of tableStream(snapshot, name, format).bytes) pieces.push(piece);
      return Buffer.concat(pieces);
    },
    { analysis: name === "analysis" },
  );
  if (!made) return refuse("export/too-large");
  await recordAudit(database.orm, {
    ...{ actor: act.by, requestId: act.requestId, action: "export-table" },
    subject: { kind: "table", id: name },
    detail: { format, filter },
  });
  return { ok: true, bytes: made };
}

/** The same for the tables of one choice on one day, so that they can be joined. */
function saltOfToday({ env }: Context, ownerId: string, filter: ExportFilter): string {
  const [secret = ""] = env.SESSION_SECRET;
  const day = new Date().toISOString().slice(0, 10);
  const choice = JSON.stringify(Object.entries(filter).toSorted());
  const words = ["export", secret, ownerId, day, choice].join("\n");
  return createHash("sha256").update(words).digest("hex").slice(0, 32);
}
