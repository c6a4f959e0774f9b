import { describe, expect, test } from "vitest";
import { coverage, type Estimate, judge } from "./verdict.ts";

const estimate = (value: number, half: number): Estimate => ({
  ...{ value, low: value - half, high: value + half, n: 100 },
});
const around = (dPrime: number) => ({
  "d′": estimate(dPrime, 0.2),
  c: estimate(0, 0.1),
  "AI pass rate": estimate(0.31, 0.05),
  "human pass rate": estimate(0.69, 0.05),
});
const truth = { dPrime: 1, bias: 0 };

test("an interval holds the truth or does not, each by itself", () => {
  expect(judge(around(1.1), truth).map(({ holds }) => holds)).toEqual([true, true, true, true]);
  expect(judge(around(1.3), truth).map(({ holds }) => holds)).toEqual([false, true, true, true]);
});

describe("over twenty studies", () => {
  const study = (dPrime: number) => judge(around(dPrime), truth);
  const twenty = (misses: number) =>
    coverage(Array.from({ length: 20 }, (_, seed) => study(seed < misses ? 1.5 : 1)));

  test.each([
    [0, 1, false],
    [1, 0.6415, false],
    [4, 0.0159, false],
    [6, 0.00033, true],
  ])("%d misses come with probability %d", (misses, p, fails) => {
    const [dPrime] = twenty(misses);
    expect(dPrime).toMatchObject({ figure: "d′", held: 20 - misses, of: 20, fails });
    expect(dPrime?.p).toBeCloseTo(p, 3);
  });
});
