import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import { parse } from "csv-parse/sync";
import { readParquet } from "parquet-wasm";
import type { TableName } from "../game/export-tables/tables.ts";

export type Cell = string | number | boolean | null;
export type Row = Record<string, Cell>;

/** Reads a table of an export by libraries that had no part in writing it. */
export async function readTable(
  folder: string,
  table: TableName,
  format: "csv" | "ndjson" | "parquet",
): Promise<Row[]> {
  const bytes = await readFile(join(folder, `${table}.${format}`));
  if (format === "csv") return csvRows(bytes);
  if (format === "parquet") return parquetRows(bytes);
  return bytes
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Row => JSON.parse(line));
}

/** A cell without quotation marks and without anything in it is a missing value. */
export function csvRows(bytes: Buffer): Row[] {
  return parse<Row>(bytes, {
    columns: true,
    cast: (value, { quoting }) => (value === "" && !quoting ? null : value),
  });
}

function parquetRows(bytes: Uint8Array): Row[] {
  const arrow = tableFromIPC(readParquet(bytes).intoIPCStream());
  return arrow.toArray().map((row): Row => ({ ...row.toJSON() }));
}
