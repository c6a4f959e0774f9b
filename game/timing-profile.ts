import { z } from "zod";

const positive = z.number().positive();
const probability = z.number().min(0).max(1);
/** The publication that a figure comes from, or "assumption" until recorded matches give it. */
const source = z.string().min(1);
const normalLaw = z.strictObject({ mean: positive, sd: z.number().nonnegative(), source });
/** mu and sigma of the natural logarithm. */
const logNormalLaw = z.strictObject({ mu: z.number(), sigma: z.number().nonnegative(), source });
const medianLaw = z.strictObject({ medianSeconds: positive, sigma: z.number().min(0), source });
const gammaLaw = z.strictObject({ shape: positive, scale: positive, source });
const figure = z.strictObject({ value: z.number().nonnegative(), source });

const habits = {
  /** Seconds that every reply costs. */
  baseSeconds: figure,
  /** Seconds of thinking. */
  thinking: gammaLaw,
  /** Whether and when a witness in free turn-taking opens the chat. */
  opening: medianLaw.extend({ probability }),
  /** When a witness guesses, from the opening of the guessing phase. */
  guessing: medianLaw,
  /** Dots on an occasion that lead to nothing, how long they last and when they start. */
  falseStart: medianLaw.extend({
    probability,
    startMedianSeconds: positive,
    startSigma: z.number().min(0),
  }),
  /** Whether and when one writes again after the own last message stayed unanswered. */
  nudge: medianLaw.extend({ probability }),
  /** Whether a short second message follows, and the seconds between the two. */
  second: medianLaw.extend({ probability }),
  /** Whether an occasion passes without an answer. */
  quiet: z.strictObject({ probability, source }),
  /** Whether one leaves a match before its end, and within which shares of the chat. */
  leaving: z.strictObject({ probability, from: probability, to: probability, source }),
};

const defaultProfileSchema = z.strictObject({
  name: z.literal("default"),
  ...habits,
  readingSecondsPerCharacter: figure,
  /** Drawn once for a witness and match. */
  wordsPerMinute: logNormalLaw,
  /** Sigma of the log-normal factor (median 1) on one reply's typing time. */
  typingNoise: figure,
  /**
   * How often a character is mistyped, and how many more are typed then, each number equally likely.
   * The speed in words a minute counts them in, so that they spread short replies and not the mean.
   */
  slips: z
    .strictObject({ probability, least: z.int().positive(), most: z.int().positive(), source })
    .refine(({ least, most }) => least <= most, "most is at least least"),
  /** Seconds from the last character to Enter, instead of a character's time, evenly spread. */
  sending: z
    .strictObject({ least: z.number().min(0), most: z.number().min(0), source })
    .refine(({ least, most }) => least <= most, "most is at least least"),
  /** Seconds of doing something else, now and then. */
  pause: logNormalLaw.extend({ probability }),
});

const jonesBergenProfileSchema = z.strictObject({
  name: z.literal("jones-bergen-2024"),
  ...habits,
  /** Seconds a character of the message answered. */
  reading: normalLaw,
  /** Seconds a character of the reply. */
  typing: normalLaw,
});

/** How long an AI witness takes, as data: a persona version keeps its profile whole. */
export const timingProfileSchema = z.discriminatedUnion("name", [
  defaultProfileSchema,
  jonesBergenProfileSchema,
]);
export type TimingProfile = z.infer<typeof timingProfileSchema>;
type DefaultProfile = z.infer<typeof defaultProfileSchema>;
export type SlipLaw = DefaultProfile["slips"];
export type SendingLaw = DefaultProfile["sending"];
export type NormalLaw = z.infer<typeof normalLaw>;
export type MedianLaw = Omit<z.infer<typeof medianLaw>, "source">;

const ASSUMED_HABITS = {
  opening: { probability: 0.5, medianSeconds: 6, sigma: 0.6, source: "assumption" },
  guessing: { medianSeconds: 9, sigma: 0.5, source: "assumption" },
};

const ASSUMED_LAPSES = {
  falseStart: {
    probability: 0.08,
    startMedianSeconds: 2.5,
    startSigma: 0.5,
    medianSeconds: 3,
    sigma: 0.6,
    source: "assumption",
  },
  nudge: { probability: 0.35, medianSeconds: 18, sigma: 0.5, source: "assumption" },
  second: { probability: 0.12, medianSeconds: 1.9, sigma: 0.7, source: "assumption" },
  quiet: { probability: 0.03, source: "assumption" },
  leaving: { probability: 0.03, from: 0.25, to: 0.95, source: "assumption" },
};

const JONES_BERGEN = "Jones & Bergen 2024, arXiv 2405.08007";

/** Their witness answered each message once, by the formula, to the end. */
const NO_LAPSES = {
  falseStart: { ...ASSUMED_LAPSES.falseStart, probability: 0, source: JONES_BERGEN },
  nudge: { ...ASSUMED_LAPSES.nudge, probability: 0, source: JONES_BERGEN },
  second: { ...ASSUMED_LAPSES.second, probability: 0, source: JONES_BERGEN },
  quiet: { probability: 0, source: JONES_BERGEN },
  leaving: { ...ASSUMED_LAPSES.leaving, probability: 0, source: JONES_BERGEN },
};

/**
 * The profiles to choose from. `default` is ours: typing after Dhakal et al. 2018, reading
 * after Brysbaert 2019, the rest assumed until refitted to recorded human matches.
 * `jones-bergen-2024` repeats their study: D = 1 + N(0.3, 0.03)·n_char + N(0.03, 0.003)·n_prev
 * + Γ(2.5, 0.25) seconds.
 */
export const TIMING_PROFILES: {
  readonly [Name in TimingProfile["name"]]: Extract<TimingProfile, { name: Name }>;
} = {
  default: {
    name: "default",
    baseSeconds: { value: 1, source: "assumption" },
    readingSecondsPerCharacter: { value: 0.042, source: "Brysbaert 2019: 238 words a minute" },
    thinking: { shape: 2.5, scale: 0.25, source: "assumption" },
    wordsPerMinute: {
      mu: 3.871,
      sigma: 0.378,
      source: "Dhakal et al. 2018: mean 51.56, SD 20.20",
    },
    typingNoise: { value: 0.31, source: "assumption; with slips .35 at 27 characters" },
    slips: {
      probability: 0.045,
      least: 2,
      most: 7,
      source: "assumption, after Dhakal et al. 2018: 6.3 % of the keys correct",
    },
    sending: { least: 0.1, most: 0.5, source: "assumption: a look at what was written" },
    pause: { probability: 0.15, mu: 1, sigma: 0.8, source: "assumption" },
    ...ASSUMED_HABITS,
    ...ASSUMED_LAPSES,
  },
  "jones-bergen-2024": {
    name: "jones-bergen-2024",
    baseSeconds: { value: 1, source: JONES_BERGEN },
    reading: { mean: 0.03, sd: 0.003, source: JONES_BERGEN },
    typing: { mean: 0.3, sd: 0.03, source: JONES_BERGEN },
    thinking: { shape: 2.5, scale: 0.25, source: JONES_BERGEN },
    ...ASSUMED_HABITS,
    ...NO_LAPSES,
  },
};
