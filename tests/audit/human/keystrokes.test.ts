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

  test("write as fast as those of Dhakal et al. 2018: 51.56 words a minute, SD 20.20", () => {
    const speeds = typists.map((typist) => {
      const lines = Array.from({ length: 8 }, () => random.pick(QUESTIONS));
      const ms = lines.map((line) => keysOf(line, typist, random).at(-1) ?? 0);
      const letters = lines.map(({ length }) => length - 1);
      // Five letters a word.
      return (12_000 * mean(letters)) / mean(ms);
    });
    const middle = mean(speeds);
    expect(middle).toBeGreaterThan(50);
    expect(middle).toBeLessThan(53);
    const deviation = Math.sqrt(mean(speeds.map((each) => (each - middle) ** 2)));
    expect(deviation).toBeGreaterThan(19);
    expect(deviation).toBeLessThan(22);
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
