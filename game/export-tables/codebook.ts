import { EXPORT_TABLES, KEYS, SCHEMA_VERSION } from "./tables.ts";

/** Every column of every table, told for who has only the files. */
export function codebook() {
  return {
    schema_version: SCHEMA_VERSION,
    types: {
      id: "32 hexadecimal characters, a pseudonym",
      text: "text in UTF-8",
      integer: "a whole number",
      number: "a decimal number",
      boolean: "true or false",
      time: "ISO 8601 in UTC with milliseconds; Parquet: a timestamp in milliseconds",
    },
    tables: EXPORT_TABLES,
    keys: KEYS.map(([column, of]) => ({ column, of })),
  };
}
