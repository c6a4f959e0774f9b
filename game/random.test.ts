import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { createRandom, seedSchema } from "./random.ts";

const SEED = "0123456789abcdef0123456789abcdef";
const seeds = fc.stringMatching(/^[0-9a-f]{32}$/);

const draw = <T>(count: number, one: () => T): T[] => Array.from({ length: count }, one);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function chiSquare(counts: number[], expected: number): number {
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

function tally(values: number[], bins: number): number[] {
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

describe("streams", () => {
  property.prop([seeds, fc.string(), fc.integer()])(
    "the same seed and labels give the same stream",
    (seed, label, number) => {
      const first = createRandom(seed, label, number);
      const second = createRandom(seed, label, number);
      expect(draw(20, first.next)).toEqual(draw(20, second.next));
    },
  );

  test("the stream of a seed is the same for ever", () => {
    // Stored seeds must replay: these figures may never change.
    expect(draw(3, createRandom(SEED, "golden", 1).next)).toMatchInlineSnapshot(`
      [
        0.4981708294146584,
        0.1741212984754431,
        0.9885343202699234,
      ]
    `);
  });

  test.each([
    [["a"], ["b"]],
    [["a", "b"], ["ab"]],
    [["a", "b"], ["a,b"]],
    [["a", "b"], ['a","b']],
    [["a"], ["a", ""]],
    [[1], ["1"]],
    [[1, 2], [12]],
    [[], [""]],
  ])("the labels %j and %j give different streams", (one, other) => {
    const first = draw(5, createRandom(SEED, ...one).next);
    expect(first).not.toEqual(draw(5, createRandom(SEED, ...other).next));
  });

  test("one bit of the seed changes the stream", () => {
    const other = SEED.replace("f", "e");
    expect(createRandom(SEED).next()).not.toBe(createRandom(other).next());
  });

  test("streams of neighbouring labels are uncorrelated", () => {
    const firsts = draw(20_000, () => 0).map((_, label) => createRandom(SEED, label).next());
    const counts = tally(
      firsts.map((value) => Math.floor(value * 20)),
      20,
    );
    expect(chiSquare(counts, 1000)).toBeLessThan(43.8);
  });

  test.each(["", "0123", SEED.toUpperCase(), `${SEED}0`, "g".repeat(32)])(
    "%j is no seed",
    (wrong) => {
      expect(seedSchema.safeParse(wrong).success).toBe(false);
      expect(() => createRandom(wrong)).toThrow(RangeError);
    },
  );
});

describe("uniform draws", () => {
  test("next fills [0, 1) evenly", () => {
    const values = draw(100_000, createRandom(SEED, "uniform").next);
    const bins = values.map((value) => Math.floor(value * 100));
    // 148.2 is the 99.9 % point of chi-square with 99 degrees of freedom.
    expect(chiSquare(tally(bins, 100), 1000)).toBeLessThan(148.2);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
  });

  test("next uses all 53 bits", () => {
    const low = draw(10_000, createRandom(SEED, "bits").next).map((u) => (u * 2 ** 53) % 16);
    // 37.7 is the 99.9 % point of chi-square with 15 degrees of freedom.
    expect(chiSquare(tally(low, 16), 625)).toBeLessThan(37.7);
  });

  test("int is even over its range", () => {
    const random = createRandom(SEED, "int");
    const counts = tally(
      draw(70_000, () => random.int(7)),
      7,
    );
    expect(counts).toHaveLength(7);
    // 22.5 is the 99.9 % point of chi-square with 6 degrees of freedom.
    expect(chiSquare(counts, 10_000)).toBeLessThan(22.5);
  });

  test.each([0, -1, 1.5, NaN, Infinity])("int(%d) is refused", (n) => {
    expect(() => createRandom(SEED).int(n)).toThrow(RangeError);
  });

  test("chance keeps its probability and its ends", () => {
    const random = createRandom(SEED, "chance");
    const rate = mean(draw(50_000, () => Number(random.chance(0.15))));
    expect(rate).toBeCloseTo(0.15, 2);
    expect(draw(1000, () => random.chance(0))).not.toContain(true);
    expect(draw(1000, () => random.chance(1))).not.toContain(false);
  });
});

describe("choosing", () => {
  test("pick from nothing is refused, and an item may be undefined", () => {
    expect(() => createRandom(SEED).pick([])).toThrow(RangeError);
    expect(createRandom(SEED).pick<string | undefined>([undefined])).toBeUndefined();
  });

  property.prop([seeds, fc.array(fc.integer())])(
    "shuffle is a permutation and leaves its argument alone",
    (seed, items) => {
      const before = [...items];
      const after = createRandom(seed).shuffle(items);
      expect(items).toEqual(before);
      expect(after).not.toBe(items);
      expect([...after].sort((a, b) => a - b)).toEqual([...before].sort((a, b) => a - b));
    },
  );

  test("all 24 orders of four items are equally likely", () => {
    const random = createRandom(SEED, "shuffle");
    const orders = new Map<string, number>();
    for (let i = 0; i < 48_000; i++) {
      const order = random.shuffle(["a", "b", "c", "d"]).join("");
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(orders.size).toBe(24);
    // 49.7 is the 99.9 % point of chi-square with 23 degrees of freedom.
    expect(chiSquare([...orders.values()], 2000)).toBeLessThan(49.7);
  });

  test("weighted keeps the weights and never draws a weight of 0", () => {
    const random = createRandom(SEED, "weighted");
    const items = [0, 5, 3, 2, 0].map((weight, item) => ({ item, weight }));
    const counts = tally(
      draw(100_000, () => random.weighted(items)),
      5,
    );
    expect([counts[0], counts[4]]).toEqual([0, 0]);
    // 13.8 is the 99.9 % point of chi-square with 2 degrees of freedom.
    const expected = [50_000, 30_000, 20_000];
    const distance = expected.map((n, i) => ((counts[i + 1] ?? 0) - n) ** 2 / n);
    expect(distance.reduce((sum, part) => sum + part)).toBeLessThan(13.8);
  });

  test.each([[[]], [[0]], [[-1, 2]], [[NaN]], [[Infinity]]])(
    "weights %j are refused",
    (weights) => {
      const items = weights.map((weight) => ({ item: "x", weight }));
      expect(() => createRandom(SEED).weighted(items)).toThrow(RangeError);
    },
  );
});

describe("distributions", () => {
  const N = 100_000;
  const random = createRandom(SEED, "distributions");

  test.each([
    ["normal", () => random.normal(3, 2), 3, 2],
    // exp(mu + sigma²/2) and its spread
    ["log-normal", () => random.logNormal(0, 0.5), 1.1331, 0.6039],
    ["gamma", () => random.gamma(2.5, 0.25), 0.625, 0.3953],
    ["exponential", () => random.exponential(4), 4, 4],
  ])("%s has its mean and standard deviation", (_name, one, expectedMean, expectedSd) => {
    const values = draw(N, one);
    const average = mean(values);
    const sd = Math.sqrt(mean(values.map((value) => (value - average) ** 2)));
    expect(Math.abs(average - expectedMean)).toBeLessThan((4 * expectedSd) / Math.sqrt(N));
    expect(sd / expectedSd).toBeCloseTo(1, 1);
  });
});
