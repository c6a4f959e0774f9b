import { z } from "zod";
import { exportRequest, exportTableQuery } from "./export-schemas.ts";
import type { Operation } from "./operation.ts";

const BY_RESEARCHER = ["session/none", "session/role", "key/scope"] as const;
const one = {
  session: true,
  scope: "exports",
  parameters: z.object({ exportId: z.uuid() }),
} as const;
const NOT_YET = ["export/not-found", "export/not-ready", "export/expired"] as const;

/** What researchers take away: whole exports made by a worker, and single tables at once. */
export const EXPORT_OPERATIONS: readonly Operation[] = [
  {
    method: "get",
    path: "/api/v1/exports",
    summary: "One's own exports, the newest first",
    session: true,
    scope: "exports",
    replies: { 200: { what: "The newest 50", schema: "Exports" } },
    refusals: BY_RESEARCHER,
  },
  {
    method: "post",
    path: "/api/v1/exports",
    summary: "Have an export made, of public play and of one's own experiments",
    session: true,
    scope: "exports",
    body: exportRequest,
    replies: { 202: { what: "It will be made; ask again how far it is", schema: "Export" } },
    refusals: [
      ...BY_RESEARCHER,
      "export/too-many",
      "export/no-experiment",
      "http/json",
      "http/content-type",
      "http/invalid",
      "http/too-large",
      "http/origin",
    ],
  },
  {
    ...one,
    method: "get",
    path: "/api/v1/exports/{exportId}",
    summary: "How far an export is",
    replies: { 200: { what: "The export", schema: "Export" } },
    refusals: [...BY_RESEARCHER, "export/not-found"],
  },
  {
    ...one,
    method: "delete",
    path: "/api/v1/exports/{exportId}",
    summary: "Cancel an export that is being made, or delete the files of one that is done",
    replies: { 204: { what: "Cancelled or deleted; it was over already" } },
    refusals: [...BY_RESEARCHER, "export/not-found", "http/origin"],
  },
  {
    ...one,
    method: "get",
    path: "/api/v1/exports/{exportId}/file",
    summary: "The archive; Range and If-Range resume a download that was broken off",
    replies: {
      200: { what: "A ZIP archive, as an attachment" },
      206: { what: "A part of it" },
      304: { what: "It is the one that If-None-Match names" },
    },
    refusals: [...BY_RESEARCHER, ...NOT_YET, "export/range"],
  },
  {
    ...one,
    method: "get",
    path: "/api/v1/exports/{exportId}/key",
    summary: "Whom recruiters named, by the pseudonyms of this export: for the owner alone",
    replies: { 200: { what: "CSV, as an attachment" } },
    refusals: [...BY_RESEARCHER, ...NOT_YET],
  },
  {
    method: "get",
    path: "/api/v1/exports/table",
    summary:
      "One table at once, where at most 20,000 messages are chosen; tables of one day and one choice share their pseudonyms",
    session: true,
    scope: "exports",
    query: exportTableQuery,
    replies: { 200: { what: "The table, as an attachment" } },
    refusals: [...BY_RESEARCHER, "export/too-large", "export/no-experiment", "http/invalid"],
  },
];
