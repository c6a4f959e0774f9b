import type { z } from "zod";
import * as desk from "./desk-schemas.ts";
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

export type Stream = "match" | "lobby";
