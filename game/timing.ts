import { z } from "zod";
import type { Random } from "./random.ts";

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
};

const defaultProfileSchema = z.strictObject({
  name: z.literal("default"),
  ...habits,
  readingSecondsPerCharacter: figure,
  /** Drawn once for a witness and match. */
  wordsPerMinute: logNormalLaw,
  /** Sigma of the log-normal factor (median 1) on one reply's typing time. */
  typingNoise: figure,
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

const ASSUMED_HABITS = {
  opening: { probability: 0.5, medianSeconds: 6, sigma: 0.6, source: "assumption" },
  guessing: { medianSeconds: 9, sigma: 0.5, source: "assumption" },
};

const JONES_BERGEN = "Jones & Bergen 2024, arXiv 2405.08007";

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
    typingNoise: { value: 0.35, source: "assumption" },
    pause: { probability: 0.15, mu: 1, sigma: 0.8, source: "assumption" },
    ...ASSUMED_HABITS,
  },
  "jones-bergen-2024": {
    name: "jones-bergen-2024",
    baseSeconds: { value: 1, source: JONES_BERGEN },
    reading: { mean: 0.03, sd: 0.003, source: JONES_BERGEN },
    typing: { mean: 0.3, sd: 0.03, source: JONES_BERGEN },
    thinking: { shape: 2.5, scale: 0.25, source: JONES_BERGEN },
    ...ASSUMED_HABITS,
  },
};

/** How much thought a message asks for; multiplies the thinking of the default profile. */
export type Complexity = 1 | 1.5 | 2.5;

/** What a reply's time depends on besides its length. */
export interface Exchange {
  /** Length of the message answered, in code points; 0 when opening. */
  previousCharacters: number;
  complexity: Complexity;
  /** The witness's speed in this match, by drawTypingSpeed. */
  wordsPerMinute: number;
}

/** One reply's draws, from which the time of any length follows. */
export interface Pace {
  /** Reading, thinking and pausing, before the first key. */
  thinkingMs: number;
  typingMsPerCharacter: number;
}

/** Whole unscaled milliseconds; totalMs = thinkingMs + typingMs. */
export interface Delay {
  totalMs: number;
  thinkingMs: number;
  typingMs: number;
}

/** Five characters a word: 12 seconds a character at one word a minute. */
const SECONDS_PER_CHARACTER_AT_1_WPM = 12;

/**
 * Words a minute of one witness in one match. Jones & Bergen draw the speed for each reply
 * instead; theirs is the constant mean, 40, and drawPace ignores it.
 */
export function drawTypingSpeed(profile: TimingProfile, random: Random): number {
  switch (profile.name) {
    case "default":
      return random.logNormal(profile.wordsPerMinute.mu, profile.wordsPerMinute.sigma);
    case "jones-bergen-2024":
      return SECONDS_PER_CHARACTER_AT_1_WPM / profile.typing.mean;
  }
}

/**
 * Draws everything random about one reply, once. A pause belongs to the thinking, so that the
 * typing part is all typing. RangeError unless the speed is above 0 and the length from 0 up.
 */
export function drawPace(profile: TimingProfile, exchange: Exchange, random: Random): Pace {
  requireExchange(exchange);
  const { thinkingSeconds, typingSecondsPerCharacter } = drawSeconds(profile, exchange, random);
  return {
    thinkingMs: Math.round((profile.baseSeconds.value + thinkingSeconds) * 1000),
    typingMsPerCharacter: typingSecondsPerCharacter * 1000,
  };
}

function drawSeconds(profile: TimingProfile, exchange: Exchange, random: Random) {
  const thought = random.gamma(profile.thinking.shape, profile.thinking.scale);
  const { previousCharacters, complexity, wordsPerMinute } = exchange;
  switch (profile.name) {
    case "default": {
      const { readingSecondsPerCharacter, typingNoise, pause } = profile;
      const reading = readingSecondsPerCharacter.value * previousCharacters;
      const noise = random.logNormal(0, typingNoise.value);
      const paused = random.chance(pause.probability) ? random.logNormal(pause.mu, pause.sigma) : 0;
      return {
        thinkingSeconds: reading + thought * complexity + paused,
        typingSecondsPerCharacter: (SECONDS_PER_CHARACTER_AT_1_WPM / wordsPerMinute) * noise,
      };
    }
    case "jones-bergen-2024":
      return {
        thinkingSeconds: positiveNormal(profile.reading, random) * previousCharacters + thought,
        typingSecondsPerCharacter: positiveNormal(profile.typing, random),
      };
  }
}

/** No character takes a negative time: such a draw, ten deviations out, is made again. */
function positiveNormal(law: z.infer<typeof normalLaw>, random: Random): number {
  let seconds = random.normal(law.mean, law.sd);
  while (seconds <= 0) seconds = random.normal(law.mean, law.sd);
  return seconds;
}

/** The time that a reply of so many code points takes at this pace. */
export function delayOf({ thinkingMs, typingMsPerCharacter }: Pace, characters: number): Delay {
  const typingMs = Math.ceil(characters * typingMsPerCharacter);
  return { totalMs: thinkingMs + typingMs, thinkingMs, typingMs };
}

/**
 * The most code points whose delay is at most availableMs; 0 also when the thinking alone
 * does not fit. Shorten the reply to it (shortenTo); never clamp the delay.
 */
export function charactersWithin(pace: Pace, availableMs: number): number {
  const typingMs = availableMs - pace.thinkingMs;
  if (typingMs < pace.typingMsPerCharacter) return 0;
  // One more, then back: division and product may round differently.
  let characters = Math.floor(typingMs / pace.typingMsPerCharacter) + 1;
  while (delayOf(pace, characters).totalMs > availableMs) characters -= 1;
  return characters;
}

/**
 * The delay D between receiving a message and delivering its reply: base + reading + thinking
 * + now and then a pause, then typing. Generation time counts inside it. Errors of drawPace.
 */
export function drawDelay(
  profile: TimingProfile,
  reply: Exchange & { replyCharacters: number },
  random: Random,
): Delay {
  return delayOf(drawPace(profile, reply, random), reply.replyCharacters);
}

function requireExchange({ previousCharacters, wordsPerMinute }: Exchange): void {
  const sound = previousCharacters >= 0 && wordsPerMinute > 0;
  if (!sound || !Number.isFinite(previousCharacters + wordsPerMinute)) {
    throw new RangeError(`${previousCharacters} characters at ${wordsPerMinute} words a minute`);
  }
}

/** Milliseconds until a witness in free turn-taking opens, or null when it waits to be addressed. */
export function drawOpening({ opening }: TimingProfile, random: Random): number | null {
  return random.chance(opening.probability) ? drawAround(opening, random) : null;
}

/**
 * Milliseconds from the opening of a guessing phase of guessMs to the guess; null when the
 * witness is too late and so misses it. A late draw is a miss, never moved inside.
 */
export function drawGuessTime(
  { guessing }: TimingProfile,
  random: Random,
  guessMs: number,
): number | null {
  const ms = drawAround(guessing, random);
  return ms < guessMs ? ms : null;
}

type Around = Omit<z.infer<typeof medianLaw>, "source">;

function drawAround({ medianSeconds, sigma }: Around, random: Random): number {
  return Math.round(1000 * random.logNormal(Math.log(medianSeconds), sigma));
}

/** Typing dots going on or off, atMs after the typing began. */
export interface DotsChange {
  on: boolean;
  atMs: number;
}

/** Assumption: people type in bursts of about 5 s and stop for about 1.5 s to think. */
const BURST: Around = { medianSeconds: 5, sigma: 0.6 };
const REST: Around = { medianSeconds: 1.5, sigma: 0.5 };

/**
 * The typing dots of a reply, in order: on at 0, pausing as people pause, off at the end.
 * A rest that would outlast the typing is not taken. Empty when nothing is typed.
 */
export function drawDots(typingMs: number, random: Random): DotsChange[] {
  if (!(typingMs > 0)) return [];
  const changes: DotsChange[] = [{ on: true, atMs: 0 }];
  for (;;) {
    const restAt = (changes.at(-1)?.atMs ?? 0) + drawAround(BURST, random);
    const resumeAt = restAt + drawAround(REST, random);
    if (resumeAt >= typingMs) return [...changes, { on: false, atMs: typingMs }];
    changes.push({ on: false, atMs: restAt }, { on: true, atMs: resumeAt });
  }
}

/** Asked so often that nobody thinks about them. */
const SMALL_TALK =
  /\b(how('?s| is| are| r)? (you|u|ya|it|things|life)( doing| going| been)?|what'?s up|wassup|sup|(what|wat) (are )?(you|u) up to|wyd|(how|what) about (you|u)|nice to meet (you|u))\b/g;
const TASK =
  /\d\s*[-+*/x×÷^%]\s*\d|\b(plus|minus|times \d+|divided by|multipl(y|ied)|square root|percent of|calculate|solve|riddle|puzzle|spell|backwards?|translate|explain|describe|define)\b/;
const ASKS =
  /\?|^((so|and|ok|okay|but|well|hey|hi|hello|lol|haha|yeah|cool|nice)[\s,.!]+)*((what|who|when|where|how)('?s|'?re)?|whose|which|why|do|does|did|are|is|was|can|could|would|will|have|has|should|any)\b/;
const OPINION =
  /\b(think|believe|agree|opinion|should|better|best|worst|prefer|would (you|u) rather|(you|u) know)\b/;
const ABOUT_ONESELF = /\b(you|your|yours|yourself|u|ur|ya|asl|age)\b|\bfavou?rite\b/;
const FACT = /\b(what|who|whose|when|where|which|why|how)('?s|'?re)?\s+\S+\s+\S/;

/**
 * How much thought an English message asks for: 1 for small talk and statements, 1.5 for a
 * question about oneself, 2.5 for sums, puzzles, facts and opinions. A rough reading by words;
 * the classes and their weights are an assumption.
 */
export function complexityOf(text: string): Complexity {
  const said = text.toLowerCase().replaceAll("’", "'").replace(SMALL_TALK, " ").trim();
  if (TASK.test(said)) return 2.5;
  if (!ASKS.test(said)) return 1;
  if (OPINION.test(said)) return 2.5;
  if (ABOUT_ONESELF.test(said)) return 1.5;
  return FACT.test(said) ? 2.5 : 1;
}

const LAST_SENTENCE = /^.*[.!?…]["')]*(?=\s)/su;
const LAST_WORD = /^.*\S(?=\s)/su;
const LOOSE_SIGN = /[\s,;:–—(-]+$/u;
/** Words on which nobody ends a message. */
const LOOSE_WORD =
  /\s(and|or|but|so|because|if|that|the|an?|my|your|to|of|in|on|at|for|with|i|i'm|is|are)$/iu;

/**
 * The reply cut to at most maxCharacters code points: after a sentence when that keeps half of
 * what fits, otherwise after a word that may end a message. A reply that fits is only trimmed;
 * null when not even one word fits, and the turn passes.
 */
export function shortenTo(text: string, maxCharacters: number): string | null {
  const characters = Array.from(text.trim());
  if (characters.length <= maxCharacters) return characters.join("") || null;
  // The character after the cut tells whether the cut falls between words.
  const start = characters.slice(0, Math.max(0, Math.floor(maxCharacters)) + 1).join("");
  const sentence = LAST_SENTENCE.exec(start)?.[0] ?? "";
  if (Array.from(sentence).length >= maxCharacters / 2) return sentence || null;
  return withoutLooseEnd(LAST_WORD.exec(start)?.[0] ?? "") || null;
}

function withoutLooseEnd(text: string): string {
  const shorter = text.replace(LOOSE_SIGN, "").replace(LOOSE_WORD, "");
  return shorter === text ? text : withoutLooseEnd(shorter);
}
