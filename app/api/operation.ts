import type { z } from "zod";
import type { KeyScope } from "../../db/schema/research.ts";
import { designSchema } from "../../game/experiment.ts";
import * as analysis from "./analysis-schemas.ts";
import * as desk from "./desk-schemas.ts";
import * as experiments from "./experiment-schemas.ts";
import * as exporting from "./export-schemas.ts";
import * as keys from "./key-schemas.ts";
import type { RefusalCode } from "./refusals.ts";
import * as schemas from "./schemas.ts";
import { studyReply } from "./study-schemas.ts";

/** What one call takes and gives, for the API's description. */
export interface Operation {
  method: "get" | "post" | "put" | "delete";
  path: string;
  summary: string;
  session: boolean;
  /** The scope with which a key may make it, too. */
  scope?: KeyScope;
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
  Study: studyReply,
  Cases: desk.casesReply,
  Case: desk.caseReply,
  Claim: desk.claimReply,
  Decision: desk.decisionReply,
  Settled: desk.settledReply,
  Appeal: desk.appealReply,
  Audit: desk.auditReply,
  Analysis: analysis.analysisReply,
  Exports: exporting.exportsReply,
  Export: exporting.exportReply,
  Keys: keys.keysReply,
  Key: keys.keyReply,
  Experiments: experiments.experimentsReply,
  NewExperiment: experiments.createdReply,
  Experiment: experiments.experimentReply,
  Draft: experiments.draftReply,
  StartedExperiment: experiments.startedReply,
  Design: designSchema,
  Recruits: experiments.recruitsReply,
  Error: schemas.errorReply,
} as const;

export type Stream = "match" | "lobby";
