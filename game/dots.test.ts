import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { seeds } from "./arbitraries.test-support.ts";
import { drawDots, drawSyntheticDots } from "./dots.ts";
import { createRandom } from "./random.ts";

const SEED = "7151a60000000000000000000000beef";
const draw = <T>(count: number, one: () => T): T[] => Array.from({ length: count }, one);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("typing dots", () => {
  property.prop([fc.integer({ min: 1, max: 120_000 }), seeds])(
    "go on at the start, alternate, and go off at the end",
    (typingMs, seed) => {
      const changes = drawDots(typingMs, createRandom(seed));
      expect(changes[0]).toEqual({ on: true, atMs: 0 });
      expect(changes.at(-1)).toEqual({ on: false, atMs: typingMs });
      changes.forEach(({ on, atMs }, index) => {
        expect(on).toBe(index % 2 === 0);
        expect(atMs).toBeGreaterThan(changes[index - 1]?.atMs ?? -1);
      });
    },
  );

  test("stay on through short rests, and are off for a while in some long typing", () => {
    const random = createRandom(SEED, "dots");
    const all = draw(2000, () => drawDots(30_000, random));
    const rested = all.filter((changes) => changes.length > 2);
    expect(rested.length / all.length).toBeGreaterThan(0.02);
    expect(rested.length / all.length).toBeLessThan(0.3);
  });

  test("nothing typed, no dots", () => {
    expect(drawDots(0, createRandom(SEED))).toEqual([]);
  });
});

describe("dots that stand for nobody's typing", () => {
  property.prop([fc.integer({ min: 1, max: 600_000 }), seeds])(
    "go on and off by turns, all before the chat's end",
    (chatMs, seed) => {
      const changes = drawSyntheticDots(chatMs, createRandom(seed));
      changes.forEach(({ on, atMs }, index) => {
        expect(on).toBe(index % 2 === 0);
        expect(atMs).toBeGreaterThan(changes[index - 1]?.atMs ?? -1);
        expect(atMs).toBeLessThan(chatMs);
      });
    },
  );

  test("are on for a good part of a chat, and off for a good part", () => {
    const random = createRandom(SEED, "synthetic");
    const all = draw(500, () => drawSyntheticDots(120_000, random));
    const on = all.map((changes) =>
      changes.reduce(
        (ms, { on: begins, atMs }) => ms + (begins ? -atMs : atMs),
        changes.length % 2 === 0 ? 0 : 120_000,
      ),
    );
    expect(mean(on) / 120_000).toBeGreaterThan(0.25);
    expect(mean(on) / 120_000).toBeLessThan(0.6);
  });
});
