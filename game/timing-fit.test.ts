import { describe, expect, test } from "vitest";
import { createRandom } from "./random.ts";
import { drawDelay, drawTypingSpeed } from "./timing.ts";
import { fitTiming, parametersOf } from "./timing-fit.ts";
import type { RecordedReply } from "./timing-likelihood.ts";
import { TIMING_PROFILES, timingProfileSchema } from "./timing-profile.ts";

const SEED = "f17f17000000000000000000000beef0";
const present = TIMING_PROFILES.default;
/** People who read and type more slowly than assumed, more alike, with longer pauses. */
const truth = {
  ...present,
  readingSecondsPerCharacter: { value: 0.06, source: "test" },
  thinking: { shape: 3, scale: 0.4, source: "test" },
  wordsPerMinute: { mu: 3.6, sigma: 0.3, source: "test" },
  typingNoise: { value: 0.25, source: "test" },
  pause: { probability: 0.25, mu: 1.4, sigma: 0.5, source: "test" },
};

/** So many matches of two people who answer each other, and the speeds that they happened to have. */
function recordedMatches(matches: number, each: number) {
  const random = createRandom(SEED, "matches");
  const speeds = Array.from({ length: 2 * matches }, () => drawTypingSpeed(truth, random));
  const recorded = speeds.map((wordsPerMinute, seat): RecordedReply[] => {
    return Array.from({ length: each }, () => {
      const previousCharacters = 3 + random.int(90);
      const replyCharacters = 3 + random.int(90);
      const complexity = random.pick([1, 1.5, 2.5] as const);
      const reply = { previousCharacters, replyCharacters, complexity, wordsPerMinute };
      return {
        matchId: `m${seat >> 1}`,
        seatId: `s${seat}`,
        seconds: drawDelay(truth, reply, random).totalMs / 1000,
        previousCharacters,
        characters: replyCharacters,
        complexity,
      };
    });
  });
  return { recorded: recorded.flat(), speeds };
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

// What an object literal has, and no more.
const entriesOf = <K extends string>(table: Readonly<Record<K, number>>) =>
  Object.entries(table) as [K, number][];

describe("a refit", () => {
  test("finds what synthetic matches were drawn with, and says so", { timeout: 60_000 }, () => {
    const { recorded, speeds } = recordedMatches(60, 6);
    const fit = fitTiming(recorded, present, createRandom(SEED, "bootstrap"), { resamples: 4 });
    if (!fit) throw new Error("a fit expected");
    expect([fit.matches, fit.replies]).toEqual([60, 720]);
    const known = { ...parametersOf(truth), wpmMu: mean(speeds.map(Math.log)) };
    // Three standard errors of so many replies, by repeated samples. Shape and scale of thinking
    // trade places; what they make together does not.
    const tolerances = {
      readingSecondsPerCharacter: 0.016,
      wpmMu: 0.1,
      wpmSigma: 0.09,
      typingNoise: 0.03,
      pauseProbability: 0.22,
      pauseMu: 0.52,
    } as const;
    for (const [name, tolerance] of entriesOf(tolerances)) {
      expect(Math.abs(fit.fitted[name] - known[name]), name).toBeLessThan(tolerance);
      const { low, high } = fit.intervals[name];
      expect(high, name).toBeGreaterThan(low);
    }
    expect(fit.fitness.distance).toBeLessThan(0.06);
    expect(fit.present.distance).toBeGreaterThan(2 * fit.fitness.distance);
    expect(fit.fitness.logLikelihood).toBeGreaterThan(fit.present.logLikelihood + 50);
    expect(timingProfileSchema.parse(fit.profile)).toEqual(fit.profile);
    expect(fit.profile.pause.source).toBe("refitted to 60 recorded matches");
  });

  test.each([
    ["too few matches", 29, 20],
    ["too few replies", 40, 2],
  ])("is refused with %s", (_case, matches, each) => {
    const { recorded } = recordedMatches(matches, each);
    expect(fitTiming(recorded, present, createRandom(SEED))).toBeNull();
  });
});
