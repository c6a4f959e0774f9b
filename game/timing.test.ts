import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { seeds } from "./arbitraries.test-support.ts";
import type { Complexity } from "./complexity.ts";
import { createRandom, type Random } from "./random.ts";
import {
  charactersWithin,
  delayOf,
  drawDelay,
  drawPace,
  drawTypingSpeed,
  slipVariance,
  thinkingOnMs,
  typedPerCharacter,
} from "./timing.ts";
import { TIMING_PROFILES } from "./timing-profile.ts";

const SEED = "7151a60000000000000000000000beef";
const jonesBergen = TIMING_PROFILES["jones-bergen-2024"];
const ours = TIMING_PROFILES.default;
const smallTalk = { previousCharacters: 26, complexity: 1 as const, wordsPerMinute: 50 };
const profiles = fc.constantFrom(ours, jonesBergen);
const exchanges = fc.record({
  previousCharacters: fc.nat(300),
  complexity: fc.constantFrom<Complexity[]>(1, 1.5, 2.5),
  wordsPerMinute: fc.double({ min: 5, max: 200, noNaN: true }),
});

const slips = fc.array(
  fc.record({ after: fc.nat(500), characters: fc.integer({ min: 1, max: 9 }) }),
);
/** As shares of a character's time: one that takes no time at all is no character less. */
const enters = fc.double({ min: -0.9, max: 5, noNaN: true });

const draw = <T>(count: number, one: () => T): T[] => Array.from({ length: count }, one);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const sd = (values: number[]) => {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
};
const percentile = (values: number[], p: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(p * values.length)] ?? NaN;

describe("the delays of Jones & Bergen 2024", () => {
  // Seconds at n_prev = 26, 200,000 draws: mean within 0.1 s, 5 % and 95 % within 0.2 s.
  test.each([
    [10, 5.4, 4.7, 6.3],
    [29, 11.1, 9.6, 12.7],
    [100, 32.4, 27.4, 37.4],
  ])("%d characters take %d s (%d–%d)", (replyCharacters, average, low, high) => {
    const random = createRandom(SEED, "jones-bergen", replyCharacters);
    const reply = { ...smallTalk, replyCharacters };
    const seconds = draw(200_000, () => drawDelay(jonesBergen, reply, random).totalMs / 1000);
    expect(Math.abs(mean(seconds) - average)).toBeLessThan(0.1);
    expect(Math.abs(percentile(seconds, 0.05) - low)).toBeLessThan(0.2);
    expect(Math.abs(percentile(seconds, 0.95) - high)).toBeLessThan(0.2);
  });

  test("depend on neither complexity nor the witness's speed", () => {
    const reply = { ...smallTalk, replyCharacters: 29 };
    const other = { ...reply, complexity: 2.5 as const, wordsPerMinute: 90 };
    const delays = [reply, other].map((one) => drawDelay(jonesBergen, one, createRandom(SEED)));
    expect(delays[0]).toEqual(delays[1]);
  });
});

describe("our delays", () => {
  test("a witness types at 51.6 words a minute, SD 20.2, 10–90 %: 30–78", () => {
    const random = createRandom(SEED, "words a minute");
    const speeds = draw(200_000, () => drawTypingSpeed(ours, random));
    expect(Math.abs(mean(speeds) - 51.6)).toBeLessThan(0.2);
    expect(Math.abs(sd(speeds) - 20.2)).toBeLessThan(0.3);
    expect(Math.abs(percentile(speeds, 0.1) - 30)).toBeLessThan(0.8);
    expect(Math.abs(percentile(speeds, 0.9) - 78)).toBeLessThan(0.8);
  });

  test("consist of base, reading, thinking, typing and now and then a pause", () => {
    const random = createRandom(SEED, "parts");
    const reply = { ...smallTalk, complexity: 2.5 as const, replyCharacters: 30 };
    const delays = draw(200_000, () => drawDelay(ours, reply, random));
    const pause = 0.15 * Math.exp(1 + 0.8 ** 2 / 2);
    const thinking = 1 + 0.042 * 26 + 2.5 * 0.25 * 2.5 + pause;
    const typed = 30 - 1 / typedPerCharacter(ours.slips);
    const typing = (12 / 50) * typed * Math.exp(0.31 ** 2 / 2) + 0.3;
    expect(mean(delays.map((delay) => delay.thinkingMs)) / 1000).toBeCloseTo(thinking, 1);
    expect(mean(delays.map((delay) => delay.typingMs)) / 1000).toBeCloseTo(typing, 1);
  });

  test("spread more where they are short, by slips, about the same mean", () => {
    const random = createRandom(SEED, "slips");
    const known = (replyCharacters: number) => {
      const delays = draw(20_000, () => drawDelay(ours, { ...smallTalk, replyCharacters }, random));
      const perCharacter = delays.map(({ typingMs }) => typingMs / replyCharacters);
      return { mean: mean(perCharacter), spread: sd(perCharacter) / mean(perCharacter) };
    };
    const flow = Math.sqrt(Math.exp(0.31 ** 2) - 1);
    const { mean: usual } = known(1000);
    // Squares of the flow's share and of the slips' add up; in short lines Enter has a share too.
    for (const characters of [27, 200]) {
      const { mean: perCharacter, spread } = known(characters);
      const slipped = Math.sqrt(slipVariance(ours.slips, characters)) * Math.exp(0.31 ** 2 / 2);
      expect(Math.abs(perCharacter / usual - 1)).toBeLessThan(0.06);
      expect(Math.abs(spread - Math.hypot(flow, slipped))).toBeLessThan(0.02);
    }
    expect(known(5).spread).toBeGreaterThan(1.1 * known(200).spread);
  });

  test("who never slips types every character once", () => {
    const never = { ...ours, slips: { ...ours.slips, probability: 0 } };
    const pace = drawPace(never, smallTalk, createRandom(SEED));
    expect(pace.slips).toEqual([]);
    expect(delayOf(pace, 40).typingMs).toBe(
      Math.ceil(40 * pace.typingMsPerCharacter + pace.enterMs),
    );
  });

  /** Mean share of a match's delays that a straight line through the lengths explains. */
  function explained(profile: typeof ours): number {
    const random = createRandom(SEED, "explained");
    return mean(draw(2000, () => rSquared(replies(profile, random))));
  }

  /** Ten replies of one witness, of 5 to 100 characters to messages of 5 to 100. */
  function replies(profile: typeof ours, random: Random): [number, number][] {
    const wordsPerMinute = drawTypingSpeed(profile, random);
    return draw(10, () => {
      const replyCharacters = 5 + random.int(96);
      const previousCharacters = 5 + random.int(96);
      const complexity = random.pick<Complexity>([1, 1, 1.5, 2.5]);
      const reply = { replyCharacters, previousCharacters, complexity, wordsPerMinute };
      return [replyCharacters, drawDelay(profile, reply, random).totalMs];
    });
  }

  function rSquared(points: [number, number][]): number {
    const [x, y] = [mean(points.map(([length]) => length)), mean(points.map(([, ms]) => ms))];
    const covariance = mean(points.map(([length, ms]) => (length - x) * (ms - y)));
    const [sdX, sdY] = [sd(points.map(([length]) => length)), sd(points.map(([, ms]) => ms))];
    return (covariance / sdX / sdY) ** 2;
  }

  test("a line through lengths explains about two thirds of a match's delays", () => {
    expect(Math.abs(explained(ours) - 2 / 3)).toBeLessThan(0.06);
  });

  test("with little noise it would give the AI away", () => {
    const typingNoise = { value: 0.1, source: "test" };
    const slips = { ...ours.slips, probability: 0 };
    expect(explained({ ...ours, typingNoise, slips })).toBeGreaterThan(0.85);
  });
});

describe("another message before the first key", () => {
  test.each([
    [0, 0, 400],
    [2000, 0, 2400],
    [2000, 10, 2820],
    [-500, 10, 820],
  ])("with %i ms of thinking left, and %i characters, it takes %i ms", (leftMs, characters, ms) =>
    expect(thinkingOnMs(ours, { leftMs, characters })).toBe(ms),
  );

  test("is what Jones & Bergen's witness begins anew with", () =>
    expect(thinkingOnMs(jonesBergen, { leftMs: 2000, characters: 10 })).toBeNull());
});

describe("one draw, any length", () => {
  property.prop([profiles, exchanges, fc.nat(300), seeds])(
    "a delay is its thinking and its typing, in whole milliseconds",
    (profile, exchange, replyCharacters, seed) => {
      const delay = drawDelay(profile, { ...exchange, replyCharacters }, createRandom(seed));
      expect(delay.totalMs).toBe(delay.thinkingMs + delay.typingMs);
      expect(Object.values(delay).every(Number.isInteger)).toBe(true);
      expect(delay.thinkingMs).toBeGreaterThanOrEqual(1000);
      expect(delay).toEqual(
        delayOf(drawPace(profile, exchange, createRandom(seed)), replyCharacters),
      );
    },
  );

  property.prop([profiles, exchanges, fc.nat(120_000), seeds])(
    "charactersWithin is the largest length that fits",
    (profile, exchange, availableMs, seed) => {
      const pace = drawPace(profile, exchange, createRandom(seed));
      const characters = charactersWithin(pace, availableMs);
      expect(Number.isInteger(characters) && characters >= 0).toBe(true);
      if (characters > 0)
        expect(delayOf(pace, characters).totalMs).toBeLessThanOrEqual(availableMs);
      expect(delayOf(pace, characters + 1).totalMs).toBeGreaterThan(availableMs);
    },
  );

  property.prop([fc.double({ min: 1, max: 5000, noNaN: true }), fc.nat(500), slips, enters])(
    "a length fits into exactly its own delay",
    (typingMsPerCharacter, characters, slipped, share) => {
      const enterMs = typingMsPerCharacter * share;
      const pace = { thinkingMs: 1500, typingMsPerCharacter, slips: slipped, enterMs };
      expect(charactersWithin(pace, delayOf(pace, characters).totalMs)).toBe(characters);
    },
  );

  // n · (513/7) rounds to 513 at 7, where 513 / (513/7) rounds below 7; at 21 the other way.
  test.each([
    [513, 7],
    [1539, 20],
  ])("rounding at %d ms of typing neither loses nor gains a character: %d", (ms, characters) => {
    const pace = { thinkingMs: 0, typingMsPerCharacter: 513 / 7, slips: [], enterMs: 0 };
    expect(charactersWithin(pace, ms)).toBe(characters);
  });

  test("nothing fits when the thinking alone does not", () => {
    const pace = { thinkingMs: 5000, typingMsPerCharacter: 200, slips: [], enterMs: 0 };
    expect([-1, 0, 4999, 5000, 5199, 5200].map((ms) => charactersWithin(pace, ms))).toEqual([
      0, 0, 0, 0, 0, 1,
    ]);
  });

  test.each([
    { wordsPerMinute: 0 },
    { wordsPerMinute: NaN },
    { wordsPerMinute: Infinity },
    { previousCharacters: -1 },
    { previousCharacters: NaN },
  ])("%j is refused", (wrong) => {
    const exchange = { ...smallTalk, ...wrong };
    expect(() => drawPace(ours, exchange, createRandom(SEED))).toThrow(RangeError);
  });
});
