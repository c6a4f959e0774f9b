import { z } from "zod";
import { EXPORT_FORMATS } from "../../db/export/streams.ts";
import { TABLE_NAMES } from "../../game/export-tables/tables.ts";
import { emptyOr } from "./schemas.ts";

const instant = z.iso.datetime({ precision: 3 }).describe("ISO 8601, UTC, milliseconds");
const format = z.enum(EXPORT_FORMATS);
const name = emptyOr(
  z
    .string()
    .max(120)
    .regex(/^[^\p{Cc}]*$/u, "no control characters"),
);
const moment = emptyOr(
  z
    .union([z.iso.date(), z.iso.datetime({ offset: true })])
    .describe("a day, which begins at midnight UTC, or an instant"),
);

const filters = {
  experiment: name.describe("an experiment of one's own, by its id or its code"),
  ruleset: name.describe("slug of a ruleset"),
  from: moment.describe("matches that ended then or later"),
  until: moment.describe("matches that ended before"),
  persona: name.describe("matches in which this persona plays, by its codename"),
  arm: name.describe("an arm by its name in all versions of the design, or `name v2` in one"),
};

export const exportRequest = z.object({ format, ...filters });
export type ExportRequest = z.infer<typeof exportRequest>;
export type ExportFilters = Omit<ExportRequest, "format">;

export const exportTableQuery = z.object({
  name: z.enum(TABLE_NAMES),
  format: format.default("csv"),
  ...filters,
});

const exportView = z.object({
  id: z.uuid(),
  format,
  filter: z.record(z.string(), z.string()),
  state: z.enum(["queued", "running", "done", "failed", "cancelled", "expired"]),
  rowsDone: z.int(),
  /** Null until the rows have been counted. */
  rowsTotal: z.int().nullable(),
  /** Of the archive. */
  bytes: z.int().nullable(),
  sha256: z.string().nullable(),
  /** Why it failed, as a code. */
  error: z.string().nullable(),
  /** Whether a file beside the archive says whom recruiters named. */
  hasKey: z.boolean(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  expiresAt: instant.nullable(),
});
export type ExportView = z.infer<typeof exportView>;
export const exportReply = z.object({ export: exportView });
export const exportsReply = z.object({ exports: z.array(exportView) });
