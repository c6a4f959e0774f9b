import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createReadableStreamFromReadable } from "@remix-run/node";
import parseRange from "range-parser";
import type { Admin } from "../../db/admin/act.ts";
import { recordAudit } from "../../db/audit.ts";
import { archiveFile, keyFile } from "../../db/export/files.ts";
import { type ExportRow, exportOf } from "../../db/export/rows.ts";
import { refusalParts, refuse, type Refusal } from "../api/refusals.ts";
import type { AppLoadContext } from "../context.server.ts";
import { exportsFolder } from "./exports.server.ts";

type Context = Pick<AppLoadContext, "stores" | "env">;

/** The archive of somebody's own export, whole or the part that is asked for. */
export async function exportArchive(
  context: Context,
  act: Admin,
  id: string,
  request: Request,
): Promise<Response | Refusal> {
  const row = await readyExport(context, act, id);
  if ("code" in row) return row;
  const path = archiveFile(exportsFolder(context), id);
  const size = await sizeOf(path);
  if (size === null) return refuse("export/expired");
  const tag = `"${row.sha256 ?? id}"`;
  const headers = headersOf(`amianai-${day(row)}-${row.format}.zip`, "application/zip");
  headers.set("Accept-Ranges", "bytes");
  headers.set("ETag", tag);
  if (request.headers.get("If-None-Match") === tag)
    return new Response(null, { status: 304, headers });
  const part = partOf(request, size, tag);
  if (part === "beyond") return beyond(size);
  await note(context, act, "download-export", id, part);
  const { start, end } = part ?? { start: 0, end: size - 1 };
  headers.set("Content-Length", String(end - start + 1));
  if (part) headers.set("Content-Range", `bytes ${start}-${end}/${size}`);
  const bytes = createReadableStreamFromReadable(createReadStream(path, { start, end }));
  return new Response(bytes, { status: part ? 206 : 200, headers });
}

/** Whom recruiters named, in the pseudonyms of an export. */
export async function exportKey(
  context: Context,
  act: Admin,
  id: string,
): Promise<Response | Refusal> {
  const row = await readyExport(context, act, id);
  if ("code" in row) return row;
  const path = keyFile(exportsFolder(context), id);
  if ((await sizeOf(path)) === null) return refuse("export/not-found");
  await note(context, act, "download-export-key", id, null);
  return new Response(createReadableStreamFromReadable(createReadStream(path)), {
    headers: headersOf(`amianai-${day(row)}-key.csv`, "text/csv; charset=utf-8"),
  });
}

async function readyExport(
  { stores }: Context,
  { by }: Admin,
  id: string,
): Promise<ExportRow | Refusal> {
  const row = await exportOf(stores.database, by.playerId, id);
  if (!row) return refuse("export/not-found");
  if (row.state === "expired") return refuse("export/expired");
  return row.state === "done" ? row : refuse("export/not-ready");
}

interface Part {
  start: number;
  end: number;
}

/** One range of this very file; whatever else is asked for is answered by all of it. */
function partOf({ headers }: Request, size: number, tag: string): Part | "beyond" | null {
  const wanted = headers.get("Range");
  const condition = headers.get("If-Range");
  if (wanted === null || (condition !== null && condition !== tag)) return null;
  const ranges = parseRange(size, wanted);
  if (ranges === -1) return "beyond";
  const [only] = ranges === -2 || ranges.type !== "bytes" ? [] : ranges;
  return only && ranges !== -2 && ranges.length === 1 ? only : null;
}

function beyond(size: number): Response {
  const { status, headers, body } = refusalParts(refuse("export/range"));
  return new Response(body, {
    status,
    headers: { ...headers, "Content-Range": `bytes */${size}` },
  });
}

const sizeOf = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ size }) => size,
    () => null,
  );

const day = ({ createdAt }: ExportRow) => createdAt.toISOString().slice(0, 10);

function headersOf(filename: string, type: string): Headers {
  return new Headers({
    "Content-Type": type,
    "Content-Disposition": `attachment; filename="${filename}"`,
    "Cache-Control": "no-store",
  });
}

async function note(
  { stores }: Context,
  { by, requestId }: Admin,
  action: "download-export" | "download-export-key",
  id: string,
  part: Part | null,
): Promise<void> {
  await recordAudit(stores.database.orm, {
    ...{ actor: by, requestId, action },
    subject: { kind: "export", id },
    detail: part ? { ...part } : {},
  });
}
