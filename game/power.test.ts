import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { designEffect, gamesAgainst, gamesPerGroup, powerAgainst, powerOfTwo } from "./power.ts";

const usual = { alpha: 0.05, power: 0.8 };

describe("games that a study needs", () => {
  // Fleiss, Levin & Paik 2003 and G*Power give the same for the normal approximation.
  test.each([
    [0.5, 0.6, usual, 388],
    [0.6, 0.5, usual, 388],
    [0.25, 0.4, usual, 152],
    [0.5, 0.55, usual, 1565],
    [0.5, 0.6, { alpha: 0.05, power: 0.9 }, 519],
  ])("%f against %f in two groups: %o takes %i each", (p, q, chances, n) => {
    expect(gamesPerGroup(p, q, chances)).toBe(n);
  });

  test.each([
    [0.6, usual, 194],
    [0.55, usual, 783],
    [0.73, usual, 35],
  ])("%f against one half: %o takes %i", (p, chances, n) => {
    expect(gamesAgainst(p, 0.5, chances)).toBe(n);
  });

  test("are multiplied by 1 + (m − 1)·ICC where participants play several", () => {
    expect(designEffect({ gamesEach: 8, icc: 0.1 })).toBeCloseTo(1.7, 12);
    expect(designEffect({ gamesEach: 1, icc: 0.9 })).toBe(1);
    expect(designEffect({ gamesEach: 8, icc: 1 })).toBe(8);
  });
});

const rate = fc.integer({ min: 5, max: 95 }).map((per) => per / 100);

describe("power", () => {
  property.prop([rate, rate])("of as many games as are needed is what was asked for", (p, q) => {
    fc.pre(p !== q);
    const n = gamesPerGroup(p, q, usual);
    expect(powerOfTwo(p, q, n, 0.05)).toBeGreaterThanOrEqual(0.8);
    const one = gamesAgainst(p, q, usual);
    expect(powerAgainst(p, q, one, 0.05)).toBeGreaterThanOrEqual(0.8);
    expect(powerOfTwo(p, q, 2 * n, 0.05)).toBeGreaterThan(powerOfTwo(p, q, n, 0.05));
  });

  test("is refused where there is nothing to find, and outside of shares", () => {
    expect(() => gamesPerGroup(0.5, 0.5, usual)).toThrow(RangeError);
    expect(() => gamesAgainst(1, 0.5, usual)).toThrow(RangeError);
    expect(() => designEffect({ gamesEach: 0, icc: 0.1 })).toThrow(RangeError);
  });
});
