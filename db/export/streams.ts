import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { EXPORT_TABLES, type TableName } from "../../game/export-tables/tables.ts";
import { KEY_COLUMNS, keyQuery } from "./facts.ts";
import { parquetOf } from "./parquet.ts";
import type { Snapshot } from "./snapshot.ts";
import { tableQuery } from "./table-sql.ts";

export const EXPORT_FORMATS = ["csv", "ndjson", "parquet"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const PIECE_BYTES = 1 << 20;

/** A table as bytes, and how many rows went by once it has been read to its end. */
export interface TableStream {
  bytes: AsyncIterable<Uint8Array>;
  rows: () => number;
}

/** A table of an export in a format, made as it is read: in memory is one piece at a time. */
export function tableStream(
  snapshot: Snapshot,
  table: TableName,
  format: ExportFormat,
): TableStream {
  const { client, scope } = snapshot;
  if (format === "parquet") return parquetOf(client, table, tableQuery(scope, table, format));
  const statement = copyStatement(tableQuery(scope, table, format), format);
  const head =
    format === "csv" ? `${EXPORT_TABLES[table].map(({ name }) => name).join(",")}\n` : "";
  return copied(client, statement, head);
}

/** Whom recruiters named, as CSV; nothing at all where they named nobody. */
export function recruiterKey({ client, scope }: Snapshot): TableStream {
  const query = `with named as (${keyQuery(scope)})
    select * from (select ${KEY_COLUMNS.map((name) => `'${name}'`).join(", ")}) head
    where exists (select from named) union all select * from named`;
  return copied(client, copyStatement(query, "csv"), "");
}

/**
 * CSV as RFC 4180 has it, with empty cells for what is not there and "" for empty texts. JSON has
 * no control characters, so that with two of them as delimiter and quote COPY leaves it as it is.
 */
export function copyStatement(query: string, format: "csv" | "ndjson"): string {
  return format === "csv"
    ? `copy (${query}) to stdout (format csv, encoding 'UTF8')`
    : `copy (select row_to_json(t) from (${query}) t) to stdout
       (format csv, delimiter E'\\x02', quote E'\\x01', escape E'\\x01', encoding 'UTF8')`;
}

function copied(client: pg.ClientBase, statement: string, head: string): TableStream {
  const copy = client.query(copyTo(statement, { highWaterMark: PIECE_BYTES }));
  async function* bytes(): AsyncGenerator<Uint8Array, void, undefined> {
    if (head !== "") yield Buffer.from(head);
    yield* copy;
    // Its count comes behind its last row: an answer to what is asked next comes behind both.
    await client.query("select");
  }
  return { bytes: bytes(), rows: () => copy.rowCount };
}
