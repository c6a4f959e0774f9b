import { expect, test } from "vitest";
import { slopeOf } from "./slope.ts";

const minute = 60_000;
const points = (value: (index: number) => number) =>
  Array.from({ length: 300 }, (_, index) => ({ at: index * 0.1 * minute, value: value(index) }));

test("a straight line has its slope and no doubt", () => {
  const { perHour, plusMinus } = slopeOf(points((index) => 100 + index));
  expect(perHour).toBeCloseTo(600);
  expect(plusMinus).toBeCloseTo(0);
});

test("what only sways is flat within its interval, and a leak below it is not", () => {
  const sway = (index: number) => 500 + 10 * Math.sin(index * 2.4);
  const flat = slopeOf(points(sway));
  expect(Math.abs(flat.perHour)).toBeLessThan(flat.plusMinus);
  const leaking = slopeOf(points((index) => sway(index) + 0.05 * index));
  expect(leaking.perHour).toBeGreaterThan(leaking.plusMinus);
});
