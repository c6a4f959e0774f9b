import { z } from "zod";
import * as desk from "./desk-schemas.ts";
import type { Operation } from "./operation.ts";

const CHANGES = [
  "http/json",
  "http/content-type",
  "http/invalid",
  "http/too-large",
  "http/origin",
] as const;
const BY_MODERATOR = ["session/none", "session/role"] as const;
const ON_CASE = [...BY_MODERATOR, "case/not-found", "case/still-running", "case/claimed"] as const;
const caseId = z.object({ caseId: z.uuid() });
const decisionId = z.object({ decisionId: z.uuid() });

/** What moderators call, and whom their decisions concern. */
export const DESK_OPERATIONS: readonly Operation[] = [
  {
    method: "get",
    path: "/api/v1/cases",
    summary: "Cases for moderators, the gravest and oldest first; none of a match they sat in",
    session: true,
    query: desk.casesQuery,
    replies: { 200: { what: "A page of the queue", schema: "Cases" } },
    refusals: [...BY_MODERATOR, "http/invalid"],
  },
  {
    method: "get",
    path: "/api/v1/cases/{caseId}",
    summary: "A case with all about its ended match; reading it is written down",
    session: true,
    parameters: caseId,
    replies: { 200: { what: "The case", schema: "Case" } },
    refusals: [...BY_MODERATOR, "case/not-found"],
  },
  {
    method: "post",
    path: "/api/v1/cases/{caseId}/claim",
    summary: "Take a case for ten minutes: nobody else decides on it meanwhile",
    session: true,
    parameters: caseId,
    replies: { 200: { what: "Until when", schema: "Claim" } },
    refusals: [...ON_CASE, "http/origin"],
  },
  {
    method: "delete",
    path: "/api/v1/cases/{caseId}/claim",
    summary: "Give a case back",
    session: true,
    parameters: caseId,
    replies: { 204: { what: "It is free" } },
    refusals: [...ON_CASE, "http/origin"],
  },
  {
    method: "post",
    path: "/api/v1/cases/{caseId}/decisions",
    summary: "Decide on a case as it was read",
    session: true,
    parameters: caseId,
    body: desk.decisionRequest,
    replies: { 201: { what: "The decision", schema: "Decision" } },
    refusals: [
      ...ON_CASE,
      "case/changed",
      "case/closed",
      "decision/target",
      "decision/already",
      ...CHANGES,
    ],
  },
  {
    method: "post",
    path: "/api/v1/decisions/{decisionId}/undo",
    summary: "Take a decision back, with everything that it did",
    session: true,
    parameters: decisionId,
    body: desk.undoRequest,
    replies: { 200: { what: "The case as it stands now", schema: "Settled" } },
    refusals: [
      ...BY_MODERATOR,
      "case/still-running",
      "case/claimed",
      "decision/not-found",
      "decision/undone",
      ...CHANGES,
    ],
  },
  {
    method: "post",
    path: "/api/v1/decisions/{decisionId}/seen",
    summary: "Say that one has read a sanction of one's own",
    session: true,
    parameters: decisionId,
    replies: { 204: { what: "Noted" } },
    refusals: ["session/none", "decision/not-found", "http/origin"],
  },
  {
    method: "post",
    path: "/api/v1/decisions/{decisionId}/appeal",
    summary: "Contradict a decision that concerns oneself, once",
    session: true,
    parameters: decisionId,
    body: desk.appealRequest,
    replies: { 201: { what: "The appeal", schema: "Appeal" } },
    refusals: [
      "session/none",
      "decision/not-found",
      "decision/undone",
      "appeal/already",
      ...CHANGES,
    ],
  },
  {
    method: "post",
    path: "/api/v1/appeals/{appealId}/answer",
    summary: "Grant an appeal, which takes the decision back, or refuse it",
    session: true,
    parameters: z.object({ appealId: z.uuid() }),
    body: desk.answerRequest,
    replies: { 200: { what: "The case as it stands now", schema: "Settled" } },
    refusals: [
      ...BY_MODERATOR,
      "case/still-running",
      "case/claimed",
      "appeal/not-found",
      "appeal/answered",
      "appeal/own-decision",
      ...CHANGES,
    ],
  },
  {
    method: "post",
    path: "/api/v1/matches/{matchId}/stop",
    summary: "End a running chat in an emergency, as if its time were up; nothing of it is read",
    session: true,
    parameters: z.object({ matchId: z.uuid() }),
    body: desk.stopRequest,
    replies: { 204: { what: "It has ended" } },
    refusals: [
      ...BY_MODERATOR,
      "match/not-found",
      "match/ended",
      "match/too-late",
      "match/busy",
      ...CHANGES,
    ],
  },
  {
    method: "get",
    path: "/api/v1/audit",
    summary:
      "The audit log, whole for admins, one's own entries for moderators; also as a document",
    session: true,
    query: desk.auditQuery,
    replies: { 200: { what: "A page, or the whole as CSV or NDJSON", schema: "Audit" } },
    refusals: [...BY_MODERATOR, "http/invalid"],
  },
];
