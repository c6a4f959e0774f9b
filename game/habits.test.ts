import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { seeds } from "./arbitraries.test-support.ts";
import {
  drawFalseStart,
  drawGuessTime,
  drawLeaving,
  drawNudge,
  drawOpening,
  drawQuiet,
  drawSecond,
  drawSecondPause,
} from "./habits.ts";
import { createRandom } from "./random.ts";
import { TIMING_PROFILES } from "./timing-profile.ts";

const SEED = "7151a60000000000000000000000beef";
const ours = TIMING_PROFILES.default;
const jonesBergen = TIMING_PROFILES["jones-bergen-2024"];
const DRAWS = 40_000;

const draw = <T>(count: number, one: () => T): T[] => Array.from({ length: count }, one);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const sd = (values: number[]) => {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
};
const percentile = (values: number[], p: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(p * values.length)] ?? NaN;

const known = <T>(values: (T | null)[]) => values.filter((value) => value !== null);
/** Three and a third deviations of a share. */
const within = (share: number) => 3.3 * Math.sqrt((share * (1 - share)) / DRAWS);

describe("opening and guessing", () => {
  test("half of the witnesses open, at a median of 6 s", () => {
    const random = createRandom(SEED, "opening");
    const opened = draw(40_000, () => drawOpening(ours, random)).filter((ms) => ms !== null);
    expect(opened.length / 40_000).toBeCloseTo(0.5, 2);
    expect(percentile(opened, 0.5) / 1000).toBeCloseTo(6, 0);
    expect(Math.abs(sd(opened.map(Math.log)) - 0.6)).toBeLessThan(0.012);
  });

  test("guesses come at a median of 9 s; late draws are misses, none gathers at the end", () => {
    const random = createRandom(SEED, "guessing");
    const times = draw(100_000, () => drawGuessTime(ours, random, 30_000));
    const made = times.filter((ms) => ms !== null);
    // P(log-normal > 30 s) = Φ(−ln(30/9)/0.5) = 0.0080
    expect(1 - made.length / 100_000).toBeCloseTo(0.008, 3);
    expect(percentile(made, 0.5) / 1000).toBeCloseTo(9, 0);
    expect(Math.max(...made)).toBeLessThan(30_000);
    const lastSecond = made.filter((ms) => ms >= 29_000).length;
    const secondBefore = made.filter((ms) => ms >= 28_000 && ms < 29_000).length;
    expect(lastSecond).toBeLessThan(secondBefore * 1.3);
  });
});

describe("lapses", () => {
  test("dots lead to nothing as often, as late and as long as the profile says", () => {
    const random = createRandom(SEED, "false starts");
    const starts = known(draw(DRAWS, () => drawFalseStart(ours, random)));
    const { probability, startMedianSeconds, medianSeconds } = ours.falseStart;
    expect(Math.abs(starts.length / DRAWS - probability)).toBeLessThan(within(probability));
    const median = (of: (start: (typeof starts)[number]) => number) =>
      percentile(starts.map(of), 0.5) / 1000;
    expect(median(({ startMs }) => startMs)).toBeCloseTo(startMedianSeconds, 0);
    expect(median(({ lengthMs }) => lengthMs)).toBeCloseTo(medianSeconds, 0);
  });

  test("who gets no answer writes again, or goes on waiting", () => {
    const random = createRandom(SEED, "nudges");
    const nudges = known(draw(DRAWS, () => drawNudge(ours, random)));
    const { probability, medianSeconds, sigma } = ours.nudge;
    expect(Math.abs(nudges.length / DRAWS - probability)).toBeLessThan(within(probability));
    expect(Math.abs(percentile(nudges, 0.5) / 1000 - medianSeconds)).toBeLessThan(0.5);
    expect(Math.abs(sd(nudges.map(Math.log)) - sigma)).toBeLessThan(0.02);
  });

  test("a second message follows now and then, after a pause", () => {
    const random = createRandom(SEED, "seconds");
    const { probability, medianSeconds } = ours.second;
    const seconds = draw(DRAWS, () => drawSecond(ours, random)).filter(Boolean);
    expect(Math.abs(seconds.length / DRAWS - probability)).toBeLessThan(within(probability));
    const pauses = draw(DRAWS, () => drawSecondPause(ours, random));
    expect(Math.abs(percentile(pauses, 0.5) / 1000 - medianSeconds)).toBeLessThan(0.1);
  });

  test("some occasions pass without an answer", () => {
    const random = createRandom(SEED, "quiet");
    const { probability } = ours.quiet;
    const quiet = draw(DRAWS, () => drawQuiet(ours, random)).filter(Boolean);
    expect(Math.abs(quiet.length / DRAWS - probability)).toBeLessThan(within(probability));
  });

  test("a few leave, evenly between two shares of the chat", () => {
    const random = createRandom(SEED, "leaving");
    const { probability, from, to } = ours.leaving;
    const left = known(draw(DRAWS, () => drawLeaving(ours, random, 120_000)));
    expect(Math.abs(left.length / DRAWS - probability)).toBeLessThan(within(probability));
    expect(Math.min(...left)).toBeGreaterThanOrEqual(from * 120_000);
    expect(Math.max(...left)).toBeLessThanOrEqual(to * 120_000);
    expect(Math.abs(mean(left) / 120_000 - (from + to) / 2)).toBeLessThan(0.02);
  });

  property.prop([seeds, fc.nat(600_000)])("Jones & Bergen's witness has none", (seed, chatMs) => {
    const random = createRandom(seed);
    expect([
      drawFalseStart(jonesBergen, random),
      drawNudge(jonesBergen, random),
      drawSecond(jonesBergen, random),
      drawQuiet(jonesBergen, random),
      drawLeaving(jonesBergen, random, chatMs),
    ]).toEqual([null, null, false, false, null]);
  });
});
