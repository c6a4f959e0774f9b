import type { Complexity } from "./complexity.ts";
import type { Random } from "./random.ts";
import type { NormalLaw, SlipLaw, TimingProfile } from "./timing-profile.ts";

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
  /** After how many characters one is mistyped, in order, and how many more are typed then. */
  slips: readonly Slip[];
  /** What Enter takes more than a character; less than 0 where it takes less. */
  enterMs: number;
}

interface Slip {
  after: number;
  characters: number;
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
  const drawn = drawSeconds(profile, exchange, random);
  return {
    thinkingMs: Math.round((profile.baseSeconds.value + drawn.thinking) * 1000),
    typingMsPerCharacter: drawn.typingPerCharacter * 1000,
    slips: drawn.slips,
    enterMs: drawn.enter * 1000,
  };
}

function drawSeconds(profile: TimingProfile, exchange: Exchange, random: Random) {
  const thought = random.gamma(profile.thinking.shape, profile.thinking.scale);
  const { previousCharacters, complexity, wordsPerMinute } = exchange;
  switch (profile.name) {
    case "default": {
      const { readingSecondsPerCharacter, typingNoise, slips, sending, pause } = profile;
      const reading = readingSecondsPerCharacter.value * previousCharacters;
      const noise = random.logNormal(0, typingNoise.value);
      const paused = random.chance(pause.probability) ? random.logNormal(pause.mu, pause.sigma) : 0;
      const straight = SECONDS_PER_CHARACTER_AT_1_WPM / wordsPerMinute / typedPerCharacter(slips);
      const typingPerCharacter = straight * noise;
      return {
        thinking: reading + thought * complexity + paused,
        typingPerCharacter,
        slips: drawSlips(slips, random),
        enter: sending.least + (sending.most - sending.least) * random.next() - typingPerCharacter,
      };
    }
    case "jones-bergen-2024":
      return {
        thinking: positiveNormal(profile.reading, random) * previousCharacters + thought,
        typingPerCharacter: positiveNormal(profile.typing, random),
        slips: [],
        enter: 0,
      };
  }
}

/** Characters beyond which nobody slips any more; no ruleset lets as many be sent. */
const LONGEST = 2000;

function drawSlips({ probability, least, most }: SlipLaw, random: Random): Slip[] {
  if (probability === 0) return [];
  /** Characters that go well before the next slip: a geometric law. */
  const well = () => Math.floor(Math.log(1 - random.next()) / Math.log(1 - probability));
  const slips: Slip[] = [];
  for (let after = well(); after < LONGEST; after += 1 + well())
    slips.push({ after, characters: least + random.int(most - least + 1) });
  return slips;
}

/** Characters typed for one that stays, on average. */
export function typedPerCharacter({ probability, least, most }: SlipLaw): number {
  return 1 + (probability * (least + most)) / 2;
}

/** Variance that slips give to the time of so many characters, as a share of its mean squared. */
export function slipVariance(slips: SlipLaw, characters: number): number {
  const { probability, least, most } = slips;
  const mean = (least + most) / 2;
  const square = mean ** 2 + ((most - least + 1) ** 2 - 1) / 12;
  const each = probability * square - (probability * mean) ** 2;
  return each / typedPerCharacter(slips) ** 2 / characters;
}

/** No character takes a negative time: such a draw, ten deviations out, is made again. */
function positiveNormal(law: NormalLaw, random: Random): number {
  let seconds = random.normal(law.mean, law.sd);
  while (seconds <= 0) seconds = random.normal(law.mean, law.sd);
  return seconds;
}

/** Assumption, after Card, Moran & Newell 1983: perceive, decide, act. */
const GLANCE_MS = 400;

/**
 * Whole unscaled milliseconds until the first key where another message comes in while one thinks
 * about an earlier one: what was left of the thinking, and seeing and reading it. Null for Jones &
 * Bergen, whose witness begins anew.
 */
export function thinkingOnMs(
  profile: TimingProfile,
  { leftMs, characters }: { leftMs: number; characters: number },
): number | null {
  if (profile.name !== "default") return null;
  const readingMs = 1000 * profile.readingSecondsPerCharacter.value * characters;
  return Math.round(Math.max(0, leftMs) + GLANCE_MS + readingMs);
}

/** The time that a reply of so many code points takes at this pace. */
export function delayOf(
  { thinkingMs, typingMsPerCharacter, slips, enterMs }: Pace,
  characters: number,
): Delay {
  const typed = slips.reduce(
    (sum, slip) => (slip.after < characters ? sum + slip.characters : sum),
    characters,
  );
  const typingMs = characters > 0 ? Math.ceil(typed * typingMsPerCharacter + enterMs) : 0;
  return { totalMs: thinkingMs + typingMs, thinkingMs, typingMs };
}

/**
 * The most code points whose delay is at most availableMs; 0 also when the thinking alone
 * does not fit. Shorten the reply to it (shortenTo); never clamp the delay.
 */
export function charactersWithin(pace: Pace, availableMs: number): number {
  const typingMs = availableMs - pace.thinkingMs;
  // One more, then back: division and product may round differently, and slips take time.
  const most = Math.floor((typingMs - pace.enterMs) / pace.typingMsPerCharacter) + 1;
  let characters = Math.max(0, most);
  while (characters > 0 && delayOf(pace, characters).totalMs > availableMs) characters -= 1;
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
