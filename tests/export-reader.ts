import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import { parse } from "csv-parse/sync";
import { readParquet } from "parquet-wasm";
import { z } from "zod";
import type { TableName } from "../game/export-tables/tables.ts";

const rowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export type Row = z.infer<typeof rowSchema>;

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
    .map((line) => rowSchema.parse(JSON.parse(line)));
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
  return Array.from({ length: arrow.numRows }, (_, at) =>
    rowSchema.parse(
      Object.fromEntries(
        arrow.schema.names.map((name, column) => [name, arrow.getChildAt(column)?.get(at)]),
      ),
    ),
  );
}
