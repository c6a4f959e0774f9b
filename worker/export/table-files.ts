import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { TABLE_NAMES, type TableName } from "../../game/export-tables/tables.ts";
import { copiedRows } from "../../db/export/progress.ts";
import { IntegrityProblem } from "../../db/export/integrity.ts";
import type { Snapshot } from "../../db/export/snapshot.ts";
import { type ExportFormat, type TableStream, tableStream } from "../../db/export/streams.ts";
import type { Database } from "../../db/client.ts";

export interface WrittenFile {
  name: string;
  bytes: number;
  sha256: string;
  /** Of a table. */
  rows?: number;
}

/** Writes what comes, whole and on disk, and tells what was written. */
export async function writeFileOf(
  folder: string,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<WrittenFile> {
  const hash = createHash("sha256");
  let written = 0;
  async function* noted(source: AsyncIterable<Uint8Array>) {
    for await (const piece of source) {
      hash.update(piece);
      written += piece.length;
      yield piece;
    }
  }
  const file = createWriteStream(join(folder, name), { highWaterMark: 1 << 22, flush: true });
  await pipeline(bytes, noted, file, { signal });
  return { name, bytes: written, sha256: hash.digest("hex") };
}

export interface TableFiles {
  database: Database;
  snapshot: Snapshot;
  folder: string;
  format: ExportFormat;
  signal?: AbortSignal | undefined;
  /** Told what is being read: `rowsSoFar` asks how far that is. */
  watch?: (rowsSoFar: () => Promise<number>) => void;
}

/**
 * Writes a file for each table.
 * @throws IntegrityProblem where a file does not hold the rows that it should
 */
export async function writeTables(order: TableFiles): Promise<WrittenFile[]> {
  const files: WrittenFile[] = [];
  let before = 0;
  for (const table of TABLE_NAMES) {
    const stream = tableStream(order.snapshot, table, order.format);
    const sofar = before;
    order.watch?.(async () => sofar + (await rowsOf(order, stream)));
    const name = `${table}.${order.format}`;
    const file = await writeFileOf(order.folder, name, stream.bytes, order.signal);
    const rows = stream.rows();
    requireAll(table, rows, order.snapshot.counts[table]);
    files.push({ ...file, rows });
    before += rows;
  }
  return files;
}

async function rowsOf({ database, snapshot, format }: TableFiles, stream: TableStream) {
  return format === "parquet" ? stream.rows() : copiedRows(database, snapshot);
}

function requireAll(table: TableName, written: number, counted: number): void {
  if (written !== counted)
    throw new IntegrityProblem(`${table} holds ${written} rows in place of ${counted}`);
}
