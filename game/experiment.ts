import { z } from "zod";
import { mixRulesSchema } from "./mix.ts";

const name = z
  .string()
  .max(40)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower-case words joined by hyphens");
const line = (most: number) => z.string().trim().min(1).max(most);
/** A code that a recruiter's site is told: `code/…` paths and spaces have no place in it. */
const completionCode = z.string().regex(/^[A-Za-z0-9-]{4,40}$/, "4 to 40 letters, digits, hyphens");

/** What a participant is asked before the first match. */
const questionSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("choice"),
    name,
    text: line(500),
    options: z.array(line(120)).min(2).max(20),
    required: z.boolean().default(true),
    /** An attention check: any other answer fails it. */
    expected: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal("number"),
    name,
    text: line(500),
    min: z.number(),
    max: z.number(),
    required: z.boolean().default(true),
  }),
  z.strictObject({
    kind: z.literal("text"),
    name,
    text: line(500),
    required: z.boolean().default(true),
  }),
]);
export type Question = z.infer<typeof questionSchema>;

/** One condition of an experiment: a protocol and who plays in it. */
const armSchema = z.strictObject({
  name,
  ruleset: z.strictObject({ slug: name, version: z.number().int().min(1) }),
  /** Share of matches against an AI; in a hub the ruleset's own. */
  aiShare: z.number().min(0).max(1),
  release: z.enum(["natural", "matched"]).default("natural"),
  /** Seconds of a slot of `matched`. */
  slotSeconds: z.number().min(1).max(60).optional(),
  /** Who plays the AI seats; left out: the ruleset's own mix. */
  mix: mixRulesSchema.optional(),
  /** Relative frequency. */
  weight: z.number().positive().max(1000).default(1),
});
export type Arm = z.infer<typeof armSchema>;

/** How a participant's part in an experiment can end; each has a code of its own. */
export const ENDINGS = ["finished", "left", "failed-attention", "waited-too-long"] as const;
export type Ending = (typeof ENDINGS)[number];

/** Parameters of the participants' pages, and of what their forms send. */
const OWN_PARAMS: ReadonlySet<string> = new Set(["consent", "error", "try"]);

/** How many groups the arms' weights may put into one block. */
const MOST_IN_BLOCK = 4;

export const LICENCES = ["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0"] as const;

/** An experiment as its researcher designs it. Once started a version never changes. */
export const designSchema = z
  .strictObject({
    title: line(80),
    question: line(2000),
    /** Text or link. */
    preregistration: z.string().trim().max(20_000).default(""),
    licence: z.enum(LICENCES),
    consent: z.strictObject({ version: line(40), text: line(20_000) }),
    questionnaire: z.array(questionSchema).max(40),
    arms: z.array(armSchema).min(1).max(8),
    /** What an arm is drawn for: each match, or each participant once for all their matches. */
    unit: z.enum(["match", "participant"]).default("match"),
    /** Matches that one participant plays. */
    matches: z.number().int().min(1).max(20),
    /** Participants to finish; then nobody else is let in. */
    target: z.number().int().min(1).max(100_000),
    /** The most AI partners in a row that a participant is dealt; null for no limit. */
    maxAiStreak: z.number().int().min(1).max(20).nullable().default(3),
    /** Longest wait for a partner, seconds, unscaled; who waits longer is let go with a code. */
    waitSeconds: z.number().min(10).max(3600).default(600),
    debrief: line(20_000),
    codes: z.record(z.enum(ENDINGS), completionCode),
    /** Where a participant is sent in the end; `{code}` stands for the code. Null: it is shown. */
    redirect: z
      .url({ protocol: /^https$/ })
      .refine((url) => url.includes("{code}"), "needs {code} somewhere")
      .nullable()
      .default(null),
    /** Parameters of the link that a recruiter adds; the first one names the participant. */
    recruiterParams: z
      .array(
        z
          .string()
          .regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/)
          .refine((name) => !OWN_PARAMS.has(name), "is used by the participants' pages"),
      )
      .max(8)
      .default(["PROLIFIC_PID", "STUDY_ID", "SESSION_ID"]),
  })
  .superRefine((design, context) => {
    const complain = (path: (string | number)[], message: string) =>
      context.addIssue({ code: "custom", path, message });
    if (new Set(design.arms.map((arm) => arm.name)).size < design.arms.length)
      complain(["arms"], "each arm needs a name of its own");
    if (new Set(design.questionnaire.map((item) => item.name)).size < design.questionnaire.length)
      complain(["questionnaire"], "each question needs a name of its own");
    for (const [place, item] of design.questionnaire.entries())
      if (item.kind === "choice" && item.expected && !item.options.includes(item.expected))
        complain(["questionnaire", place, "expected"], "one of the options");
    for (const [place, arm] of design.arms.entries())
      if ((arm.release === "matched") !== (arm.slotSeconds !== undefined))
        complain(["arms", place, "slotSeconds"], "goes with matched release, and only with it");
    const weights = design.arms.map(({ weight }) => weight);
    if (
      design.unit === "participant" &&
      Math.max(...weights) > MOST_IN_BLOCK * Math.min(...weights)
    )
      complain(["arms"], "no arm may weigh more than four times another, drawn for participants");
    if (new Set(Object.values(design.codes)).size < ENDINGS.length)
      complain(["codes"], "each ending needs a code of its own");
  });
export type Design = z.infer<typeof designSchema>;
