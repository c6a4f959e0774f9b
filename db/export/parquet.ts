import type pg from "pg";
import Cursor from "pg-cursor";
import { ByteWriter, ParquetWriter, type SchemaElement } from "hyparquet-writer";
import type { CellType, Column } from "../../game/export-tables/column.ts";
import { EXPORT_TABLES, type TableName } from "../../game/export-tables/tables.ts";

/** Rows that are in memory at once; a group is read as a whole by most readers. */
const ROWS_PER_GROUP = 10_000;

const ELEMENTS: Readonly<Record<CellType, Partial<SchemaElement>>> = {
  id: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  integer: { type: "INT32" },
  number: { type: "DOUBLE" },
  boolean: { type: "BOOLEAN" },
  time: { type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
};

type Cell = string | number | boolean | null;

/** Hands over what has been written so far, and forgets it. */
class PieceWriter extends ByteWriter {
  take(): Uint8Array {
    const piece = new Uint8Array(this.buffer.slice(0, this.index));
    this.index = 0;
    return piece;
  }
}

/** The rows of a query as a Parquet file, a group of rows at a time. */
export function parquetOf(client: pg.ClientBase, table: TableName, query: string) {
  let rows = 0;
  const columns: readonly Column[] = EXPORT_TABLES[table];
  async function* bytes(): AsyncGenerator<Uint8Array, void, undefined> {
    const writer = new PieceWriter();
    const file = new ParquetWriter({ writer, schema: schemaOf(columns), createdBy: "amianai" });
    const cursor = client.query(new Cursor<Cell[]>(query, [], { rowMode: "array" }));
    for (;;) {
      const group = await cursor.read(ROWS_PER_GROUP);
      if (group.length === 0) break;
      rows += group.length;
      await file.write({ columnData: columnsOf(columns, group), rowGroupSize: ROWS_PER_GROUP });
      yield writer.take();
    }
    await cursor.close();
    await file.finish();
    yield rows > 0 ? writer.take() : withTypedList(writer.take());
  }
  return { bytes: bytes(), rows: () => rows };
}

/** In the footer: no rows (field 3), an empty list of groups (field 4), then who wrote it (6). */
const NO_GROUPS = Uint8Array.of(0x16, 0x00, 0x19, 0x00, 0x28);
const OF_STRUCTS = 0x0c;

/** The library leaves the type of an empty list out; strict readers refuse such a file. */
function withTypedList(file: Uint8Array): Uint8Array {
  const at = Buffer.from(file.buffer).lastIndexOf(NO_GROUPS);
  if (at < 0) throw new Error("an empty Parquet file has another footer than it had");
  file[at + 3] = OF_STRUCTS;
  return file;
}

function schemaOf(columns: readonly Column[]): SchemaElement[] {
  const root = { name: "root", num_children: columns.length };
  const leaves = columns.map(({ name, type, optional }): SchemaElement => ({
    name,
    repetition_type: optional ? "OPTIONAL" : "REQUIRED",
    ...ELEMENTS[type],
  }));
  return [root, ...leaves];
}

function columnsOf(columns: readonly Column[], group: readonly Cell[][]) {
  return columns.map(({ name, type }, place) => ({
    name,
    data: group.map((row) => cellOf(row[place] ?? null, type)),
    offsetIndex: false,
  }));
}

function cellOf(cell: Cell, type: CellType) {
  return type === "time" && typeof cell === "number" ? new Date(cell) : cell;
}
