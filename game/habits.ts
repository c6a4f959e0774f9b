import type { Random } from "./random.ts";
import type { MedianLaw, TimingProfile } from "./timing-profile.ts";

/** Whole unscaled milliseconds, log-normal around a median of seconds. */
export function drawAround({ medianSeconds, sigma }: MedianLaw, random: Random): number {
  return Math.round(1000 * random.logNormal(Math.log(medianSeconds), sigma));
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

/** Somebody who gives a line up takes a second, and often more, to begin the next: assumption. */
const AFTER_GIVING_UP_MS = 1000;
const MORE_MS = 1500;

/**
 * Dots that lead to nothing: startMs after the occasion, for lengthMs; null on most occasions.
 * What is typed then is given up, and another line begun restMs later, if any.
 */
export function drawFalseStart(
  { falseStart }: TimingProfile,
  random: Random,
): { startMs: number; lengthMs: number; restMs: number } | null {
  if (!random.chance(falseStart.probability)) return null;
  const { startMedianSeconds, startSigma } = falseStart;
  const startMs = drawAround({ medianSeconds: startMedianSeconds, sigma: startSigma }, random);
  const lengthMs = drawAround(falseStart, random);
  return {
    startMs,
    lengthMs,
    restMs: AFTER_GIVING_UP_MS + Math.round(random.exponential(MORE_MS)),
  };
}

/**
 * Milliseconds after one's own message at which a witness writes again because nobody answered;
 * null when it goes on waiting.
 */
export function drawNudge({ nudge }: TimingProfile, random: Random): number | null {
  return random.chance(nudge.probability) ? drawAround(nudge, random) : null;
}

/** Whether a message is followed by a short second one before an answer comes. */
export function drawSecond({ second }: TimingProfile, random: Random): boolean {
  return random.chance(second.probability);
}

/** Milliseconds from a message to the second one that follows it. */
export function drawSecondPause({ second }: TimingProfile, random: Random): number {
  return drawAround(second, random);
}

/** Whether an occasion passes without an answer. */
export function drawQuiet({ quiet }: TimingProfile, random: Random): boolean {
  return random.chance(quiet.probability);
}

/**
 * Milliseconds after the opening of a chat of chatMs at which a witness leaves the match; null
 * for those, nearly all, who stay.
 */
export function drawLeaving(
  { leaving }: TimingProfile,
  random: Random,
  chatMs: number,
): number | null {
  if (!random.chance(leaving.probability)) return null;
  return Math.round(chatMs * (leaving.from + (leaving.to - leaving.from) * random.next()));
}
