import { z } from "zod";
import type { RefusalCode } from "./refusals.ts";
import * as admin from "./admin-schemas.ts";
import { DESK_OPERATIONS } from "./desk-contract.ts";
import * as desk from "./desk-schemas.ts";
import * as schemas from "./schemas.ts";

/** What one call takes and gives, for the API's description. */
export interface Operation {
  method: "get" | "post" | "delete";
  path: string;
  summary: string;
  session: boolean;
  parameters?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodObject;
  replies: Readonly<Record<number, { what: string; schema?: keyof typeof REPLIES }>>;
  stream?: Stream;
  refusals: readonly RefusalCode[];
}

/** The parts that replies are made of, under the names that they have in the description. */
export const REPLIES = {
  Session: schemas.sessionReply,
  Sessions: schemas.sessionsReply,
  Rulesets: schemas.rulesetsReply,
  Ticket: schemas.lobbyReply,
  Match: schemas.matchReply,
  Message: schemas.messageReply,
  Guess: schemas.guessReply,
  Report: schemas.reportReply,
  Leaderboard: schemas.leaderboardReply,
  Cases: desk.casesReply,
  Case: desk.caseReply,
  Claim: desk.claimReply,
  Decision: desk.decisionReply,
  Settled: desk.settledReply,
  Appeal: desk.appealReply,
  Audit: desk.auditReply,
  Error: schemas.errorReply,
} as const;

type Stream = "match" | "lobby";

/** Every frame of a stream, by event name. */
export const FRAMES: Readonly<Record<Stream, Readonly<Record<string, z.ZodType>>>> = {
  match: schemas.matchFrames,
  lobby: schemas.lobbyFrames,
};

const match = z.object({ matchId: z.uuid() });
const BAD_BODY = ["http/json", "http/content-type", "http/invalid", "http/too-large"] as const;
const CHANGES = [...BAD_BODY, "http/origin"] as const;
const BY_ADMIN = ["session/none", "session/role", "admin/not-found", ...CHANGES] as const;
const player = z.object({ playerId: z.uuid() });
const IN_MATCH = ["session/none", "match/not-found"] as const;

/** Every call of API v1. */
export const OPERATIONS: readonly Operation[] = [
  {
    method: "post",
    path: "/api/v1/session",
    summary: "Begin a session as a guest, or rename the player of the session that there is",
    session: false,
    body: schemas.sessionRequest,
    replies: {
      200: { what: "The session that there was", schema: "Session" },
      201: { what: "A new session; the cookie carries it", schema: "Session" },
    },
    refusals: ["session/handle", "session/in-match", ...CHANGES],
  },
  {
    method: "delete",
    path: "/api/v1/me",
    summary: "Delete one's data: the person goes, the matches stay under an id that names nobody",
    session: true,
    body: schemas.deletionRequest,
    replies: { 204: { what: "Deleted; the session has ended" } },
    refusals: [
      "session/none",
      "account/confirm",
      "account/in-match",
      "account/last-admin",
      ...CHANGES,
    ],
  },
  {
    method: "get",
    path: "/api/v1/me/data",
    summary: "All that is held about oneself, as one document of any length",
    session: true,
    replies: { 200: { what: "A JSON document, as an attachment" } },
    refusals: ["session/none"],
  },
  {
    method: "post",
    path: "/api/v1/sign-in",
    summary: "Begin a sign-in; a browser comes back from it with a session of its account",
    session: false,
    body: schemas.signInRequest,
    replies: { 303: { what: "On to the issuer, with a cookie for coming back" } },
    refusals: ["session/no-issuer", "session/issuer-down", ...CHANGES],
  },
  {
    method: "post",
    path: "/api/v1/sign-out",
    summary: "End the session, and sign out at the issuer",
    session: false,
    replies: { 303: { what: "On to the issuer, or to the first page" } },
    refusals: ["http/origin"],
  },
  {
    method: "get",
    path: "/api/v1/sessions",
    summary: "The browsers in which the player is known",
    session: true,
    replies: { 200: { what: "The sessions, the one used latest first", schema: "Sessions" } },
    refusals: ["session/none"],
  },
  {
    method: "delete",
    path: "/api/v1/sessions",
    summary: "End all sessions but the one that asks",
    session: true,
    replies: { 204: { what: "Ended, at once and everywhere" } },
    refusals: ["session/none", "http/origin"],
  },
  {
    method: "delete",
    path: "/api/v1/sessions/{sessionId}",
    summary: "End a session",
    session: true,
    parameters: z.object({ sessionId: z.uuid() }),
    replies: { 204: { what: "Ended, at once and everywhere" } },
    refusals: ["session/none", "session/unknown", "http/origin"],
  },
  {
    method: "get",
    path: "/api/v1/rulesets",
    summary: "The games on offer; all durations unscaled",
    session: false,
    replies: { 200: { what: "The newest version of each ruleset", schema: "Rulesets" } },
    refusals: [],
  },
  {
    method: "post",
    path: "/api/v1/lobby",
    summary: "Wait for a match; again while waiting, move to the ruleset named",
    session: true,
    body: schemas.lobbyRequest,
    replies: { 202: { what: "The ticket, and when the next wave seats", schema: "Ticket" } },
    refusals: [
      "session/none",
      "lobby/unknown-ruleset",
      "lobby/in-match",
      "lobby/barred",
      "lobby/muted",
      "lobby/banned",
      "lobby/consent",
      ...CHANGES,
    ],
  },
  {
    method: "delete",
    path: "/api/v1/lobby",
    summary: "Stop waiting",
    session: true,
    replies: { 204: { what: "Nobody waits any more" } },
    refusals: ["session/none", "http/origin"],
  },
  {
    method: "get",
    path: "/api/v1/lobby/events",
    summary: "What becomes of the ticket",
    session: true,
    stream: "lobby",
    replies: {},
    refusals: ["session/none", "lobby/not-waiting"],
  },
  {
    method: "get",
    path: "/api/v1/matches/{matchId}",
    summary: "The match as one's own seat sees it",
    session: true,
    parameters: match,
    replies: { 200: { what: "The match", schema: "Match" } },
    refusals: IN_MATCH,
  },
  {
    method: "get",
    path: "/api/v1/matches/{matchId}/events",
    summary: "The match as it goes on; resumed by Last-Event-ID",
    session: true,
    parameters: match,
    stream: "match",
    replies: { 204: { what: "The match has ended and everything has been seen" } },
    refusals: IN_MATCH,
  },
  {
    method: "post",
    path: "/api/v1/matches/{matchId}/messages",
    summary: "Write; the same clientId and body again is the same message",
    session: true,
    parameters: match,
    body: schemas.messageRequest,
    replies: {
      200: { what: "The message that was sent before", schema: "Message" },
      201: { what: "The message", schema: "Message" },
    },
    refusals: [
      ...IN_MATCH,
      "match/conversation-not-found",
      "message/empty",
      "message/too-long",
      "message/link",
      "message/pasted",
      "message/abusive",
      "message/personal-data",
      "message/client-id-reused",
      "match/not-your-turn",
      "match/too-late",
      "match/left",
      "match/already-guessed",
      "match/busy",
      ...CHANGES,
    ],
  },
  {
    method: "post",
    path: "/api/v1/matches/{matchId}/typing",
    summary: "Show or hide one's dots",
    session: true,
    parameters: match,
    body: schemas.typingRequest,
    replies: { 204: { what: "Heard" } },
    refusals: [...IN_MATCH, "match/conversation-not-found", "match/too-late", ...CHANGES],
  },
  {
    method: "post",
    path: "/api/v1/matches/{matchId}/guesses",
    summary: "Say how likely a seat is an AI; once for each seat and round",
    session: true,
    parameters: match,
    body: schemas.guessRequest,
    replies: { 201: { what: "The guess", schema: "Guess" } },
    refusals: [
      ...IN_MATCH,
      "match/seat-not-found",
      "guess/unknown-tell",
      "guess/not-yours",
      "guess/too-early",
      "guess/too-late",
      "guess/already-made",
      "match/left",
      "match/busy",
      ...CHANGES,
    ],
  },
  {
    method: "post",
    path: "/api/v1/matches/{matchId}/survey",
    summary: "Answer the questions after a match, until a day after its reveal",
    session: true,
    parameters: match,
    body: schemas.surveyRequest,
    replies: { 204: { what: "Stored" } },
    refusals: [...IN_MATCH, "survey/too-early", "survey/too-late", ...CHANGES],
  },
  {
    method: "post",
    path: "/api/v1/matches/{matchId}/reports",
    summary: "Report a seat that one talked with, until 30 days after the match; leave at once too",
    session: true,
    parameters: match,
    body: schemas.reportRequest,
    replies: {
      200: { what: "The report that was made before", schema: "Report" },
      201: { what: "The report", schema: "Report" },
    },
    refusals: [
      ...IN_MATCH,
      "match/seat-not-found",
      "report/own-seat",
      "report/too-late",
      "match/busy",
      ...CHANGES,
    ],
  },
  {
    method: "post",
    path: "/api/v1/matches/{matchId}/leave",
    summary: "Leave for good; nobody is told",
    session: true,
    parameters: match,
    replies: { 204: { what: "Left" } },
    refusals: [...IN_MATCH, "match/ended", "match/busy", "http/origin"],
  },
  {
    method: "post",
    path: "/api/v1/players/{playerId}/role",
    summary: "Give a player another role (admins)",
    session: true,
    parameters: player,
    body: admin.roleRequest,
    replies: { 204: { what: "Given, and felt at once" } },
    refusals: [...BY_ADMIN, "admin/guest", "admin/own-role", "account/last-admin"],
  },
  {
    method: "delete",
    path: "/api/v1/players/{playerId}/sessions",
    summary: "End all sessions of a player (admins)",
    session: true,
    parameters: player,
    body: admin.reasonRequest,
    replies: { 204: { what: "Ended" } },
    refusals: BY_ADMIN,
  },
  {
    method: "post",
    path: "/api/v1/rulesets/{slug}/listing",
    summary: "Offer a ruleset, or take it off the list (admins)",
    session: true,
    parameters: z.object({ slug: z.string() }),
    body: admin.listingRequest,
    replies: { 204: { what: "Listed, or not any more" } },
    refusals: [...BY_ADMIN, "admin/last-ruleset"],
  },
  {
    method: "post",
    path: "/api/v1/persona-versions/{versionId}/rotation",
    summary: "Put a persona version into rotation or take it out, from the next wave on (admins)",
    session: true,
    parameters: z.object({ versionId: z.uuid() }),
    body: admin.rotationRequest,
    replies: { 204: { what: "Changed" } },
    refusals: [...BY_ADMIN, "admin/last-persona"],
  },
  {
    method: "post",
    path: "/api/v1/switches/{name}",
    summary: "Turn the language model off or on for all workers (admins)",
    session: true,
    parameters: z.object({ name: z.enum(["language-model"]) }),
    body: admin.switchRequest,
    replies: { 204: { what: "Turned" } },
    refusals: BY_ADMIN,
  },
  {
    method: "get",
    path: "/api/v1/leaderboards/{board}",
    summary: "Who is best, with intervals",
    session: false,
    parameters: z.object({ board: schemas.boardSchema }),
    query: schemas.leaderboardQuery,
    replies: { 200: { what: "A page of the board", schema: "Leaderboard" } },
    refusals: ["http/not-found", "http/invalid"],
  },
  ...DESK_OPERATIONS,
  {
    method: "get",
    path: "/api/v1/openapi.json",
    summary: "This description",
    session: false,
    replies: { 200: { what: "OpenAPI 3.1" } },
    refusals: [],
  },
];
