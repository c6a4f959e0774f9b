import { Readable } from "node:stream";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { z } from "zod";
import { recordAudit } from "../../db/audit.ts";
import {
  auditEntriesByPage,
  auditEntriesOf,
  type AuditFilter,
  type LoggedEntry,
} from "../../db/queries/audit-log.ts";
import type { AuditQuery } from "../api/desk-schemas.ts";
import type { AppLoadContext } from "../context.server.ts";
import { csvLine } from "./csv.ts";
import { cursorOf, edgeIn } from "./cursor.ts";
import { orUnavailable } from "./outage.ts";
import type { Session } from "./session.server.ts";

type Context = Pick<AppLoadContext, "stores" | "requestId">;

const ENTRIES_PER_PAGE = 50;
const edgeSchema = z.tuple([z.uuid()]);

export interface AuditPage {
  entries: LoggedEntry[];
  nextCursor: string | null;
}

/** A page of the audit log: an admin sees all of it, a moderator their own entries. */
export async function auditPage(
  context: Context,
  session: Session,
  query: AuditQuery,
): Promise<AuditPage> {
  const { database } = context.stores;
  const edge = edgeIn(edgeSchema, query.cursor);
  await noteReading(context, session, query, "read-audit");
  const filter = filterOf(session, query);
  const found = await orUnavailable(
    auditEntriesOf(database, filter, edge?.[0] ?? null, ENTRIES_PER_PAGE + 1),
  );
  const entries = found.slice(0, ENTRIES_PER_PAGE);
  const last = found.length > ENTRIES_PER_PAGE ? entries.at(-1) : undefined;
  return { entries, nextCursor: last ? cursorOf([last.id]) : null };
}

/** The whole log, or what a filter leaves of it, read as it is sent. */
export async function auditDocument(
  context: Context,
  session: Session,
  query: AuditQuery & { format: "csv" | "ndjson" },
): Promise<ReadableStream<Uint8Array>> {
  await noteReading(context, session, query, "export-audit");
  const pages = auditEntriesByPage(context.stores.database, filterOf(session, query));
  return createReadableStreamFromReadable(
    Readable.from(query.format === "csv" ? csvOf(pages) : ndjsonOf(pages)),
  );
}

function filterOf({ playerId, role }: Session, query: AuditQuery): AuditFilter {
  const { actor, action, subject, since, until, text } = query;
  return {
    ...(actor ? { actor } : {}),
    ...(action ? { action } : {}),
    ...(subject ? { subject } : {}),
    ...(since ? { since: new Date(since) } : {}),
    ...(until ? { until: new Date(until) } : {}),
    ...(text ? { text } : {}),
    ...(role === "admin" ? {} : { only: playerId }),
  };
}

async function noteReading(
  { stores, requestId }: Context,
  { playerId, role }: Session,
  { cursor, ...filter }: AuditQuery,
  action: "read-audit" | "export-audit",
): Promise<void> {
  await orUnavailable(
    recordAudit(stores.database.orm, {
      actor: { playerId, role },
      action,
      subject: { kind: "audit", id: "log" },
      detail: { ...filter, further: cursor !== undefined },
      requestId,
    }),
  );
}

async function* ndjsonOf(pages: AsyncIterable<LoggedEntry[]>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((entry) => `${JSON.stringify(entry)}\n`).join("");
}

const COLUMNS = [
  "id",
  "at",
  "actorId",
  "actorRole",
  "actor",
  "action",
  "subjectKind",
  "subjectId",
  "reason",
  "detail",
  "requestId",
] as const satisfies (keyof LoggedEntry)[];

async function* csvOf(pages: AsyncIterable<LoggedEntry[]>): AsyncGenerator<string> {
  yield csvLine(COLUMNS);
  for await (const page of pages)
    yield page.map((entry) => csvLine(COLUMNS.map((name) => entry[name]))).join("");
}
