import { describe, expect, test } from "vitest";
import { createRandom } from "../../../game/random.ts";
import { QUESTIONS } from "./corpus.ts";
import { signalsOf } from "./dots.ts";
import { drawTypist, keysOf } from "./keystrokes.ts";

const random = createRandom("00112233445566778899aabbccddeeff", "typists");
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe("typists", () => {
  const typists = Array.from({ length: 4000 }, () => drawTypist(random));

  test("take 238.66 ms from key to key, as those of Dhakal et al. 2018", () => {
    const middle = mean(typists.map(({ intervalMs }) => intervalMs));
    expect(middle).toBeGreaterThan(233);
    expect(middle).toBeLessThan(244);
  });

  test("differ in speed as those do: SD of words a minute 20.20 of 51.56", () => {
    const speeds = typists.map((typist) => {
      const lines = Array.from({ length: 8 }, () => random.pick(QUESTIONS));
      const ms = lines.map((line) => keysOf(line, typist, random).at(-1) ?? 0);
      return mean(lines.map(({ length }) => length - 1)) / mean(ms);
    });
    const middle = mean(speeds);
    const deviation = Math.sqrt(mean(speeds.map((each) => (each - middle) ** 2)));
    expect(deviation / middle).toBeGreaterThan(0.36);
    expect(deviation / middle).toBeLessThan(0.43);
  });

  test("correct about 6 % of their keys", () => {
    const written = typists.slice(0, 1500).map((typist, index) => {
      const line = QUESTIONS[index % QUESTIONS.length] ?? "";
      return { line, keys: keysOf(line, typist, random).length };
    });
    const letters = written.reduce((sum, { line }) => sum + line.length, 0);
    const keys = written.reduce((sum, each) => sum + each.keys, 0);
    // Each key taken back is typed twice: once wrong, once to take it back.
    const share = (keys - letters) / 2 / keys;
    expect(share).toBeGreaterThan(0.045);
    expect(share).toBeLessThan(0.075);
  });

  test("press keys in order, the first at once", () => {
    const keys = keysOf("where are you from?", drawTypist(random), random);
    expect(keys[0]).toBe(0);
    expect(keys).toEqual(keys.toSorted((a, b) => a - b));
  });
});

describe("dots of a browser", () => {
  test("repeat every three seconds of typing, and go off after four of rest", () => {
    expect(signalsOf([0, 1000, 2500, 3100, 9000, 9500], 10_000, "cleared")).toEqual([
      { on: true, atMs: 0 },
      { on: true, atMs: 3100 },
      { on: false, atMs: 7100 },
      { on: true, atMs: 9000 },
      { on: false, atMs: 10_000 },
    ]);
  });

  test("end with the message itself", () => {
    expect(signalsOf([0, 200], 600, "sent")).toEqual([{ on: true, atMs: 0 }]);
  });
});
