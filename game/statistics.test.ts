import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import {
  accuracy,
  brier,
  forcedChoiceDPrime,
  meanWithInterval,
  normalCdf,
  normalQuantile,
  reliabilityCurve,
  signalDetection,
  studentQuantile,
  wilson,
} from "./statistics.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const sliderValue = fc.integer({ min: 0, max: 100 }).map((step) => step / 100);
const forecasts = fc.array(fc.record({ pAi: fc.oneof(share, sliderValue), isAi: fc.boolean() }), {
  minLength: 1,
  maxLength: 300,
});
const counts = fc
  .integer({ min: 1, max: 100_000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

const relative = (actual: number, expected: number) => Math.abs(actual / expected - 1);

describe("the normal distribution", () => {
  // scipy.special.ndtri, 1.17
  test.each([
    [1e-300, -37.0470962993612],
    [1e-100, -21.273453560965322],
    [1e-20, -9.262340089798409],
    [1e-10, -6.361340902404056],
    [1e-5, -4.264890793922825],
    [0.02425, -1.972961051311885],
    [0.1, -1.2815515655446004],
    [0.3, -0.5244005127080409],
    [0.6, 0.2533471031357997],
    [0.975, 1.959963984540054],
    [0.999, 3.090232306167813],
  ])("the quantile of %d is %d", (p, z) => {
    expect(relative(normalQuantile(p), z)).toBeLessThan(1e-13);
  });

  // scipy.special.ndtr, 1.17
  test.each([
    [-37, 5.7255712225239266e-300],
    [-20, 2.7536241186061556e-89],
    [-7.08, 7.207723086467469e-13],
    [-7, 1.279812543885835e-12],
    [-3, 0.0013498980316300933],
    [-1, 0.15865525393145707],
    [-0.1, 0.460172162722971],
    [0.5, 0.6914624612740131],
    [5, 0.9999997133484281],
  ])("the distribution function of %d is %d", (x, p) => {
    expect(relative(normalCdf(x), p)).toBeLessThan(1e-12);
  });

  property.prop([share])("each function undoes the other", (p) => {
    expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 12);
  });

  test("the ends are infinite, and beyond them there is nothing", () => {
    expect([0, 0.5, 1].map(normalQuantile)).toEqual([-Infinity, 0, Infinity]);
    for (const p of [-0.1, 1.1, NaN]) expect(() => normalQuantile(p)).toThrow(RangeError);
  });
});

describe("Student's t", () => {
  // scipy.stats.t.ppf, 1.17
  test.each([
    [1, 12.706204736174694],
    [2, 4.302652729749462],
    [3, 3.1824463052837078],
    [4, 2.7764451051977934],
    [9, 2.262157162798205],
    [10, 2.228138851986274],
    [99, 1.9842169515864174],
    [100, 1.9839715185235518],
    [101, 1.983731002955606],
    [150, 1.9759053308966201],
    [1000, 1.9623390808264083],
    [1e5, 1.9599877075346095],
  ])("the 97.5 %% point at %d degrees is %d", (degrees, t) => {
    expect(studentQuantile(0.975, degrees)).toBeCloseTo(t, 9);
    expect(studentQuantile(0.025, degrees)).toBeCloseTo(-t, 9);
  });

  test("degrees are whole numbers from 1", () => {
    for (const degrees of [0, 1.5, NaN]) {
      expect(() => studentQuantile(0.975, degrees)).toThrow(RangeError);
    }
  });
});

describe("the Wilson interval", () => {
  // Published pass rates, in per cent: Jones & Bergen 2024 and 2025.
  test.each([
    [208, 286, 72.7, 67.3, 77.6],
    [154, 275, 56.0, 50.1, 61.7],
    [54, 100, 54.0, 44.3, 63.4],
    [22, 100, 22.0, 15.0, 31.1],
    [68, 101, 67.3, 57.7, 75.7],
  ])("%d of %d is %d %% (%d–%d)", (successes, n, rate, low, high) => {
    const found = wilson(successes, n);
    const percents = [found.rate, found.low, found.high].map((p) => ((p ?? NaN) * 100).toFixed(1));
    expect(percents).toEqual([rate, low, high].map((percent) => percent.toFixed(1)));
  });

  test("nothing observed says nothing", () => {
    expect(wilson(0, 0)).toEqual({ rate: null, low: 0, high: 1 });
  });

  property.prop([counts])("encloses its rate within 0–1, and mirrors", ([successes, n]) => {
    const { rate, low, high } = wilson(successes, n);
    expect(0 <= low && low <= (rate ?? NaN) && (rate ?? NaN) <= high && high <= 1).toBe(true);
    expect(wilson(n - successes, n).low).toBeCloseTo(1 - high, 12);
  });

  test("a wider z is a wider interval", () => {
    expect(wilson(5, 10, 2.575829).low).toBeLessThan(wilson(5, 10).low);
  });

  test.each([
    [-1, 10],
    [11, 10],
    [NaN, 10],
    [0, Infinity],
  ])("%d of %d is refused", (successes, n) => {
    expect(() => wilson(successes, n)).toThrow(RangeError);
  });
});

describe("signal detection", () => {
  test("60 of 100 hits and 27 of 100 false alarms", () => {
    const judgements = { hits: 60, aiGames: 100, falseAlarms: 27, humanGames: 100 };
    const found = signalDetection(judgements);
    expect(found?.dPrime).toBeCloseTo(0.857, 3);
    expect(found?.criterion).toBeCloseTo(0.178, 3);
    expect(found?.hitRate).toBeCloseTo(60.5 / 101, 12);
    expect(found?.falseAlarmRate).toBeCloseTo(27.5 / 101, 12);
  });

  test("a perfect detective stays finite", () => {
    const found = signalDetection({ hits: 10, aiGames: 10, falseAlarms: 0, humanGames: 10 });
    expect(found?.dPrime).toBeCloseTo(2 * normalQuantile(10.5 / 11), 12);
    expect(found?.criterion).toBeCloseTo(0, 12);
  });

  test("calling everybody AI is bias, not skill", () => {
    const found = signalDetection({ hits: 20, aiGames: 20, falseAlarms: 20, humanGames: 20 });
    expect(found?.dPrime).toBeCloseTo(0, 12);
    expect(found?.criterion).toBeLessThan(-1);
  });

  test("an empty class gives no figure", () => {
    expect(signalDetection({ hits: 0, aiGames: 0, falseAlarms: 1, humanGames: 5 })).toBeNull();
    expect(signalDetection({ hits: 1, aiGames: 5, falseAlarms: 0, humanGames: 0 })).toBeNull();
  });

  test("more hits than games are refused", () => {
    const wrong = { hits: 6, aiGames: 5, falseAlarms: 0, humanGames: 5 };
    expect(() => signalDetection(wrong)).toThrow(RangeError);
  });

  test("forced choice is √2 · z of the proportion correct", () => {
    expect(forcedChoiceDPrime(75, 100)).toBeCloseTo(0.9538725524, 9);
    expect(forcedChoiceDPrime(50, 100)).toBe(0);
    expect(forcedChoiceDPrime(10, 10)).toBeCloseTo(Math.SQRT2 * normalQuantile(0.95), 12);
    expect(forcedChoiceDPrime(0, 10)).toBeCloseTo(Math.SQRT2 * normalQuantile(0.05), 12);
    expect(forcedChoiceDPrime(0, 0)).toBeNull();
  });
});

describe("the Brier score", () => {
  test("always one half scores 0.25", () => {
    const half = [true, false, false].map((isAi) => ({ pAi: 0.5, isAi }));
    expect(brier(half)?.score).toBe(0.25);
  });

  test("a worked example", () => {
    const found = brier([
      { pAi: 0.8, isAi: true },
      { pAi: 0.8, isAi: false },
      { pAi: 0.2, isAi: false },
      { pAi: 0.2, isAi: false },
    ]);
    // (.04 + .64 + .04 + .04)/4; two values: ((.8 − .5)² + (.2 − 0)²)/2; ((.25)² + (.25)²)/2
    expect(found?.score).toBeCloseTo(0.19, 12);
    expect(found?.reliability).toBeCloseTo(0.065, 12);
    expect(found?.resolution).toBeCloseTo(0.0625, 12);
    expect(found?.uncertainty).toBeCloseTo(0.1875, 12);
    expect(found?.n).toBe(4);
  });

  property.prop([forecasts])("is reliability − resolution + uncertainty", (given) => {
    const found = brier(given);
    if (found === null) throw new Error("no score");
    const { score, reliability, resolution, uncertainty } = found;
    expect(reliability - resolution + uncertainty).toBeCloseTo(score, 8);
    expect(Math.min(reliability, resolution, uncertainty)).toBeGreaterThanOrEqual(0);
  });

  test("a complement counts as the same value", () => {
    const complement = { pAi: 1 - 0.9, isAi: true };
    expect(brier([complement, { pAi: 0.1, isAi: false }])?.resolution).toBe(0);
  });

  test("no forecasts, no score; no probability, no forecast", () => {
    expect(brier([])).toBeNull();
    for (const pAi of [-0.1, 1.1, NaN]) {
      expect(() => brier([{ pAi, isAi: true }])).toThrow(RangeError);
    }
  });
});

describe("the reliability curve", () => {
  test("each bin states its forecasts and what came true", () => {
    const given = [
      { pAi: 0.95, isAi: true },
      { pAi: 1, isAi: true },
      { pAi: 0.1, isAi: false },
      { pAi: 1 - 0.9, isAi: true },
    ];
    const curve = reliabilityCurve(given);
    expect(curve).toMatchObject([
      { from: 0.1, to: 0.2, n: 2, observed: 0.5 },
      { from: 0.9, to: 1, n: 2, observed: 1, high: 1 },
    ]);
    expect(curve.map(({ meanPAi }) => meanPAi.toFixed(3))).toEqual(["0.100", "0.975"]);
    expect(curve[0]?.low).toBe(wilson(1, 2).low);
  });

  property.prop([forecasts, fc.integer({ min: 1, max: 20 })])(
    "every forecast is in one bin, and no bin is empty",
    (given, bins) => {
      const curve = reliabilityCurve(given, bins);
      expect(curve.reduce((n, bin) => n + bin.n, 0)).toBe(given.length);
      for (const { n, from, to, meanPAi } of curve) {
        expect(n).toBeGreaterThan(0);
        expect(meanPAi).toBeGreaterThanOrEqual(from - 1e-9);
        expect(meanPAi).toBeLessThanOrEqual(to + 1e-9);
      }
    },
  );

  test("needs at least one bin", () => {
    expect(() => reliabilityCurve([], 0)).toThrow(RangeError);
    expect(reliabilityCurve([])).toEqual([]);
  });
});

describe("accuracy", () => {
  test("counts right verdicts; one half takes no side", () => {
    const given = [
      { pAi: 0.9, isAi: true },
      { pAi: 0.49, isAi: true },
      { pAi: 0.2, isAi: false },
      { pAi: 0.1, isAi: false },
      { pAi: 0.51, isAi: false },
      { pAi: 0.5, isAi: true },
    ];
    expect(accuracy(given)).toEqual({ correct: 3, n: 5, draws: 1, ...wilson(3, 5) });
  });

  test("of nothing is no rate", () => {
    expect(accuracy([])).toEqual({ correct: 0, n: 0, draws: 0, rate: null, low: 0, high: 1 });
  });
});

describe("a mean with its interval", () => {
  test("is Student's t interval", () => {
    // scipy.stats.t.interval, 1.17
    const found = meanWithInterval([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(found).toMatchObject({ mean: 5, n: 8 });
    expect(found.low).toBeCloseTo(3.21251208176379, 9);
    expect(found.high).toBeCloseTo(6.787487918236209, 9);
  });

  test("one value has no interval, none no mean", () => {
    expect(meanWithInterval([7])).toEqual({ mean: 7, low: null, high: null, n: 1 });
    expect(meanWithInterval([])).toEqual({ mean: null, low: null, high: null, n: 0 });
  });
});
