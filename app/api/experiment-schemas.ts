import { z } from "zod";
import { designSchema } from "../../game/experiment.ts";

const id = z.uuid();
const instant = z.iso.datetime({ precision: 3 }).describe("ISO 8601, UTC, milliseconds");
const state = z.enum(["draft", "running", "paused", "closed"]);
const count = z.int().min(0);
const revision = z
  .union([
    z.int().min(1).max(1e9),
    z
      .string()
      .regex(/^\d{1,9}$/, "the revision that was read, as a number")
      .transform(Number),
  ])
  .describe("of the draft as it was read: another one since then is not overwritten");

/** One of the three ways to begin; a form sends a design as the text of its JSON. */
export const newExperimentRequest = z.object({
  title: z.string().trim().min(1).max(80).optional(),
  question: z.string().trim().min(1).max(2000).optional(),
  design: designSchema.optional(),
  from: id.optional().describe("an experiment of one's own, to copy the newest design of"),
});

/** This site's form sends the design's fields by name instead, whole or not. */
export const draftRequest = z.object({ revision, design: designSchema });
/** What a form says besides the design's own fields. */
export const draftFormRequest = z.object({ revision, edit: z.string().max(40).optional() });
export const startRequest = z.object({ revision });
export const designQuery = z.object({
  version: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, "a version's number")
    .transform(Number)
    .optional(),
});
export const recruitsQuery = z.object({ format: z.enum(["json", "csv"]).optional() });

export const draftReply = z.object({
  revision: z.int(),
  problems: z
    .record(z.string(), z.string())
    .describe("by field: what keeps the draft from being a whole design"),
});
export const createdReply = z.object({ experiment: z.object({ id }) });
export const startedReply = z.object({ version: z.int(), state });

export const experimentsReply = z.object({
  experiments: z.array(
    z.object({
      id,
      code: z.string(),
      title: z.string(),
      version: z.int(),
      state,
      amended: z.boolean().describe("a further version is being written"),
      finished: count,
      target: count,
      changedAt: instant,
    }),
  ),
});

export const experimentReply = z.object({
  experiment: z.object({
    id,
    code: z.string().describe("the participants' link is /study/{code}"),
    createdAt: instant,
    versions: z.array(
      z.object({
        versionId: id,
        version: z.int(),
        state,
        design: designSchema,
        whole: z.boolean().describe("false where a form was left that holds no whole design yet"),
        revision: z.int(),
        changedAt: instant,
        startedAt: instant.nullable(),
        closedAt: instant.nullable(),
        seed: z.string().nullable().describe("told once the version is closed and played out"),
        progress: z.object({
          enrolled: count,
          answering: count,
          playing: count,
          waiting: count,
          finished: count,
          left: count,
          failedAttention: count,
          waitedTooLong: count,
          withdrawn: count,
          matches: count.describe("ended ones"),
        }),
      }),
    ),
  }),
});

export const recruitsReply = z.object({
  recruits: z.array(
    z.object({
      enrolmentId: id,
      version: z.int(),
      state: z.string(),
      code: z.string().nullable(),
      played: count,
      consentedAt: instant,
      closedAt: instant.nullable(),
      params: z.record(z.string(), z.string()),
    }),
  ),
});
