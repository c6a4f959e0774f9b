import { z } from "zod";
import type { RefusalCode } from "./refusals.ts";
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
  Rulesets: schemas.rulesetsReply,
  Ticket: schemas.lobbyReply,
  Match: schemas.matchReply,
  Message: schemas.messageReply,
  Guess: schemas.guessReply,
  Leaderboard: schemas.leaderboardReply,
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
    path: "/api/v1/matches/{matchId}/leave",
    summary: "Leave for good; nobody is told",
    session: true,
    parameters: match,
    replies: { 204: { what: "Left" } },
    refusals: [...IN_MATCH, "match/ended", "match/busy", "http/origin"],
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
  {
    method: "get",
    path: "/api/v1/openapi.json",
    summary: "This description",
    session: false,
    replies: { 200: { what: "OpenAPI 3.1" } },
    refusals: [],
  },
];
