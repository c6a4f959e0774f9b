import { z } from "zod";
import { ENDINGS } from "../../game/experiment.ts";

const instant = z.iso.datetime({ precision: 3 });

/** Of what a design asks, what is shown: which answer is expected is not. */
const shownQuestion = z.object({
  kind: z.enum(["choice", "number", "text"]),
  name: z.string(),
  text: z.string(),
  required: z.boolean(),
  options: z.array(z.string()).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
});
export type ShownQuestion = z.infer<typeof shownQuestion>;

const pastMatch = z.object({
  matchId: z.uuid(),
  endedAt: instant.nullable(),
  partners: z.array(z.object({ seat: z.string(), kind: z.enum(["human", "ai"]) })),
  guess: z
    .object({ seat: z.string(), pAi: z.number(), correct: z.boolean().nullable() })
    .nullable(),
});
export type PastMatch = z.infer<typeof pastMatch>;

const yours = z.object({
  state: z
    .enum(["answering", "ready", "waiting", "in-match", "ended"])
    .describe("what the participant has to do: answer, begin a wait, wait, play, or nothing"),
  consentVersion: z.string(),
  played: z.int().describe("matches that are over"),
  questions: z.array(shownQuestion).describe("while they are to be answered"),
  matchId: z.uuid().nullable(),
  nextWaveAt: instant.nullable(),
  ending: z.enum(ENDINGS).nullable(),
  withdrawn: z.boolean(),
  code: z.string().nullable().describe("for the recruiter, once it has ended"),
  returnTo: z.string().nullable().describe("the recruiter's address with the code in it"),
  debrief: z.string().nullable(),
  past: z.array(pastMatch).describe("who was who, once it has ended"),
});
export type YourPart = z.infer<typeof yours>;

export const studyReply = z.object({
  study: z.object({
    code: z.string(),
    title: z.string(),
    version: z.int(),
    state: z.enum(["open", "paused", "full", "closed"]).describe("to newcomers"),
    trial: z.boolean(),
    matches: z.int(),
    waitSeconds: z.number(),
  }),
  consent: z.object({ version: z.string(), text: z.string() }),
  you: yours.nullable(),
});
export type StudyShown = z.infer<typeof studyReply>;

export const studyQuery = z.object({
  try: z.uuid().optional().describe("to try out a draft: the id of its version"),
});

export const enrolmentRequest = z
  .object({
    consent: z.string().max(40).describe("the version of the consent text that was agreed to"),
    try: z.uuid().optional().describe("to try out a draft: the id of its version"),
  })
  .catchall(z.union([z.string().max(2000), z.array(z.string().max(2000)).max(20)]))
  .describe("with the parameters of the recruiter's link, by their names");

export const answersRequest = z
  .object({})
  .catchall(z.union([z.string().max(20_000), z.number(), z.array(z.string()).max(20)]))
  .describe("an answer by the name of each question");
