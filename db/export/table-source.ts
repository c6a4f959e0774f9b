import type { ColumnName, TableName } from "../../game/export-tables/tables.ts";

/** A table's rows: an expression for each column, and where they come from. */
interface TableSource<Table extends TableName> {
  columns: Readonly<Record<ColumnName<Table>, string>>;
  from: string;
  /** The same rows without what is joined to them; left out where nothing is. */
  rows?: string;
}

export type Sources = { [Table in TableName]: TableSource<Table> };

/** The matches of the export, with the marks that their rows carry. */
export const EXPORTED = "export_matches e";
export const MARKS = {
  excluded: "e.exclusion_reason is not null",
  exclusion_reason: "e.exclusion_reason",
} as const;

/** The rows of a table that belong to matches, and no more. */
export const rowsOf = (table: string): string =>
  `export_matches e join ${table} t on t.match_id = e.id`;
