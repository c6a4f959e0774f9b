import { z } from "zod";
import { mixRulesSchema } from "./mix.ts";

/** The most seats that letters A to H can name. */
const MAX_SEATS = 8;

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower-case words joined by hyphens");
const seconds = z.number().positive().max(3600);

/**
 * The protocol of a match as data. A published ruleset is immutable once used: a change makes a
 * new version. All durations are unscaled seconds.
 */
const fields = z
  .object({
    slug,
    version: z.number().int().min(1),
    title: z.string().min(1).max(80),
    summary: z.string().min(1).max(400),
    /** Where the protocol was published, or who assumed it. */
    source: z.string().max(200).default("this platform"),
    /** Shown in the public list; an unlisted ruleset is played by naming it. */
    listed: z.boolean().default(true),
    seats: z.number().int().min(2).max(MAX_SEATS),
    minSeats: z.number().int().min(2).max(MAX_SEATS).optional(),
    rounds: z.number().int().min(1).max(10).default(1),
    /** `pair`: one conversation of two. `hub`: the interrogator with each witness. `table`: all in one. */
    topology: z.enum(["pair", "hub", "table"]),
    /** `both`: each questions the other. `interrogator`: one asks, the others are witnesses. */
    roles: z.enum(["both", "interrogator"]),
    chatSeconds: seconds,
    /** A turn's length; null where nobody waits for a turn. */
    turnSeconds: seconds.nullable(),
    openingTurnSeconds: seconds.nullable().default(null),
    guessSeconds: seconds,
    messageChars: z.number().int().min(1).max(2000),
    paste: z.boolean().default(true),
    turnTaking: z.enum(["free", "alternating", "ask-answer", "simultaneous"]),
    /** Turns in a row that one seat may leave unused before the chat ends; null for no limit. */
    unusedTurnsEnd: z.number().int().min(1).nullable().default(null),
    /** How late a post may be and still count for its turn. */
    graceSeconds: z.number().min(0).max(5).default(0),
    earlyGuess: z.boolean().default(false),
    /** Silence of the other side after which a guess is allowed in any ruleset. */
    silenceSeconds: seconds.default(30),
    /** What a guess is about; `which-human`: one guess about either witness, the other is its complement. */
    guess: z.enum(["each-other", "which-human"]),
    asksConfidence: z.boolean().default(false),
    asksReason: z.boolean().default(true),
    /** Probability that a ticket draws an AI partner; in `hub`, the share of AI among the witnesses. */
    aiShare: z.number().min(0).max(1),
    waveSeconds: seconds.default(5),
    /** Waves without a partner after which a ticket ends; null where an AI stands in. */
    maxWaves: z.number().int().min(1).nullable().default(null),
    ratedMinHumans: z.number().int().min(1).default(3),
    timingProfile: z.enum(["default", "jones-bergen-2024"]).default("default"),
    /**
     * `matched`: messages appear at the ends of fixed slots only, from every seat. Left out like the
     * next two by protocols that were published before there was a choice.
     */
    release: z.enum(["natural", "matched"]).optional(),
    /** Length of a slot of `matched`. */
    slotSeconds: z.number().min(1).max(60).optional(),
    /** `synthetic`: dots are drawn for every seat alike, whatever it types; `none`: there are none. */
    dots: z.enum(["real", "synthetic", "none"]).optional(),
    /** Who plays the AI seats, and how it is drawn; left out: all personas in rotation by weight. */
    mix: mixRulesSchema.optional(),
    /**
     * How it is shown where it is an arm of an experiment: all arms alike. Only who is enrolled
     * plays it.
     */
    shownAs: z
      .strictObject({
        slug,
        version: z.number().int().min(1),
        title: z.string().min(1).max(80),
        summary: z.string().min(1).max(400),
        aiShare: z.number().min(0).max(1),
      })
      .optional(),
  })
  .strict();

export const rulesetSchema = fields.superRefine((ruleset, context) => {
  const complain = (path: string, message: string) =>
    context.addIssue({ code: "custom", path: [path], message });
  const turned = ruleset.turnTaking === "alternating" || ruleset.turnTaking === "ask-answer";
  if (turned && ruleset.turnSeconds === null)
    complain("turnSeconds", "needed where a turn is waited for");
  if (ruleset.topology === "pair" && ruleset.seats !== 2) complain("seats", "a pair has two seats");
  if (ruleset.topology === "hub" && (ruleset.seats !== 3 || ruleset.roles !== "interrogator"))
    complain("topology", "a hub has an interrogator and two witnesses");
  if (ruleset.topology === "table" && ruleset.seats < 3)
    complain("seats", "a table has three seats or more");
  if (turned && ruleset.topology === "table")
    complain("turnTaking", "a turn passes between two, not round a table");
  if (ruleset.minSeats !== undefined && ruleset.minSeats > ruleset.seats)
    complain("minSeats", "at most the seats there are");
  if ((ruleset.release === "matched") !== (ruleset.slotSeconds !== undefined))
    complain("slotSeconds", "goes with matched release, and only with it");
  const { slotSeconds = 0, chatSeconds, turnSeconds, openingTurnSeconds } = ruleset;
  if (slotSeconds >= Math.min(chatSeconds, turnSeconds ?? Infinity, openingTurnSeconds ?? Infinity))
    complain("slotSeconds", "shorter than a turn and the chat, or nothing would ever appear");
  if (ruleset.turnTaking === "ask-answer" && ruleset.roles !== "interrogator")
    complain("turnTaking", "asking and answering needs an interrogator");
  if ((ruleset.guess === "which-human") !== (ruleset.topology === "hub"))
    complain("guess", "which-human goes with a hub, and only with it");
});

export type Ruleset = z.infer<typeof rulesetSchema>;

/** The rules as players see them: who plays the AI seats is no part of them, nor is an arm. */
export const publicRulesetSchema = fields.omit({ mix: true, shownAs: true });
export type PublicRuleset = z.infer<typeof publicRulesetSchema>;

export function publicRuleset(ruleset: Ruleset): PublicRuleset {
  const shown = { ...ruleset };
  delete shown.mix;
  delete shown.shownAs;
  if (!ruleset.shownAs) return shown;
  delete shown.release;
  delete shown.slotSeconds;
  return { ...shown, ...ruleset.shownAs };
}

/** How a ruleset file writes it: fields with a default may be left out. */
type RulesetSource = z.input<typeof rulesetSchema>;

const PUBLISHED: readonly RulesetSource[] = [
  {
    slug: "quick-duel",
    version: 1,
    title: "Quick duel",
    summary:
      "Two minutes with somebody you cannot see. Write whenever you like; then each says what the other was.",
    seats: 2,
    topology: "pair",
    roles: "both",
    chatSeconds: 120,
    turnSeconds: null,
    guessSeconds: 30,
    messageChars: 200,
    turnTaking: "free",
    guess: "each-other",
    aiShare: 0.5,
  },
  {
    slug: "human-or-not",
    version: 1,
    title: "Human or Not",
    summary:
      "Two minutes in turns of twenty seconds and a hundred characters. Who opens is drawn. An unused turn passes.",
    source: "Jannai et al. 2023, arXiv 2305.20010",
    seats: 2,
    topology: "pair",
    roles: "both",
    chatSeconds: 120,
    turnSeconds: 20,
    openingTurnSeconds: 30,
    guessSeconds: 30,
    messageChars: 100,
    turnTaking: "alternating",
    unusedTurnsEnd: 2,
    graceSeconds: 0.5,
    guess: "each-other",
    aiShare: 0.5,
  },
  {
    slug: "interrogation",
    version: 1,
    title: "Interrogation",
    summary:
      "Five minutes. One asks, one answers, a message at a time. The interrogator may decide early, and says how sure and why.",
    source: "Jones & Bergen 2024, arXiv 2405.08007",
    seats: 2,
    topology: "pair",
    roles: "interrogator",
    chatSeconds: 300,
    turnSeconds: 40,
    guessSeconds: 60,
    messageChars: 300,
    paste: false,
    turnTaking: "ask-answer",
    earlyGuess: true,
    guess: "each-other",
    asksConfidence: true,
    aiShare: 0.75,
  },
  {
    slug: "three-party",
    version: 1,
    title: "Three-party",
    summary:
      "Five minutes, two conversations side by side: one witness is human, the other is an AI. The interrogator says which is which.",
    source: "Jones & Bergen 2025, arXiv 2503.23674",
    seats: 3,
    topology: "hub",
    roles: "interrogator",
    chatSeconds: 300,
    turnSeconds: 40,
    guessSeconds: 60,
    messageChars: 300,
    paste: false,
    turnTaking: "ask-answer",
    earlyGuess: true,
    guess: "which-human",
    asksConfidence: true,
    aiShare: 0.5,
    maxWaves: 12,
  },
];

/** The published protocols that every installation offers (SCIENCE.md, "Published protocols"). */
export const RULESETS: readonly Ruleset[] = PUBLISHED.map((ruleset) =>
  rulesetSchema.parse(ruleset),
);

/** The ruleset that a newcomer is offered first. */
export const DEFAULT_RULESET = "quick-duel";

/** Whether the protocol hands a turn from seat to seat. */
export function takesTurns(ruleset: Ruleset): boolean {
  return ruleset.turnTaking === "alternating" || ruleset.turnTaking === "ask-answer";
}

/** Whether a seat's dots tell that somebody types there. */
export function showsTyping({ dots }: Pick<Ruleset, "dots">): boolean {
  return dots === undefined || dots === "real";
}
