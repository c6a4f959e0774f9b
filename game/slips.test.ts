import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { seeds } from "./arbitraries.test-support.ts";
import { createRandom } from "./random.ts";
import { slip } from "./slips.ts";

const SEED = "51195000000000000000000000beef00";
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom("hello", "I", "don't", "42nd", "https://a.example", "Zoë", "ok.", "Tom"),
      fc.string({ maxLength: 8 }),
    ),
  )
  .map((words) => words.join(" "));
const rates = fc.double({ min: 0, max: 0.1, noNaN: true });
const lengthOf = (text: string) => Array.from(text).length;

/** Errors between two texts: letters changed, left out or put in, or two neighbours swapped. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 0; i <= a.length; i++)
    for (let j = 0; j <= b.length; j++) {
      const row = rows[i];
      if (!row) continue;
      if (i === 0 || j === 0) {
        row[j] = i + j;
        continue;
      }
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + same,
        swapped ? at(i - 2, j - 2) + 1 : Infinity,
      );
    }
  return at(a.length, b.length);
}

describe("slips", () => {
  property.prop([texts, seeds])("at a rate of 0 there are none", (text, seed) => {
    expect(slip(text, 0, createRandom(seed))).toEqual({ text, correction: null });
  });

  property.prop([texts, rates, seeds, fc.nat(12)])(
    "a text and its correction keep to the limit",
    (text, rate, seed, room) => {
      const limit = lengthOf(text) + room;
      const typed = slip(text, rate * 5, createRandom(seed), limit);
      expect(lengthOf(typed.text)).toBeLessThanOrEqual(limit);
      expect(lengthOf(typed.correction ?? "")).toBeLessThanOrEqual(limit);
    },
  );

  property.prop([seeds])("a full message grows by nothing", (seed) => {
    const text = "this message has no room left for one more letter";
    const typed = slip(text, 0.1, createRandom(seed), lengthOf(text));
    expect(lengthOf(typed.text)).toBeLessThanOrEqual(lengthOf(text));
  });

  property.prop([texts, rates, seeds])("no word is lost", (text, rate, seed) => {
    const typed = slip(text, rate, createRandom(seed));
    expect(typed.text.split(/\s+/u)).toHaveLength(text.split(/\s+/u).length);
  });

  property.prop([seeds])("names of one letter, digits and links stay as they are", (seed) => {
    const text = "I a K 1984 2nd b4 www.example.org https://x.example/abc me@here.example :) 😀";
    expect(slip(text, 0.1, createRandom(seed))).toEqual({ text, correction: null });
  });

  test.each([0.0117, 0.023])("a share of %d of the characters is wrong", (rate) => {
    const random = createRandom(SEED, "share", Math.round(rate * 10_000));
    const word = "keyboards";
    const text = Array.from({ length: 40 }, () => word).join(" ");
    const draws = 1500;
    let errors = 0;
    for (let drawn = 0; drawn < draws; drawn++)
      for (const typed of slip(text, rate, random).text.split(" ")) errors += distance(word, typed);
    const characters = draws * 40 * word.length;
    const expected = rate * characters;
    // A swap takes two letters' chances; of the rest three deviations of a Poisson count.
    expect(Math.abs(errors - expected)).toBeLessThan(0.005 * expected + 3 * Math.sqrt(expected));
  });

  test("are neighbouring keys, letters dropped, swapped and doubled, in that order", () => {
    const random = createRandom(SEED, "kinds");
    const kinds = { neighbour: 0, dropped: 0, swapped: 0, doubled: 0 };
    for (let drawn = 0; drawn < 60_000; drawn++) {
      const { text } = slip("abcdefghi", 0.01, random);
      if (distance("abcdefghi", text) !== 1) continue;
      if (text.length < 9) kinds.dropped += 1;
      else if (text.length > 9) kinds.doubled += 1;
      else if (Array.from(text).toSorted().join("") === "abcdefghi") kinds.swapped += 1;
      else kinds.neighbour += 1;
    }
    expect(kinds.neighbour).toBeGreaterThan(kinds.dropped);
    expect(kinds.dropped).toBeGreaterThan(kinds.swapped);
    expect(kinds.swapped).toBeGreaterThan(kinds.doubled);
    expect(kinds.doubled).toBeGreaterThan(0);
  });

  test("one wrong word is put right now and then, without its signs", () => {
    const random = createRandom(SEED, "corrections");
    const typed = Array.from({ length: 4000 }, () => slip("(really!) ok", 0.05, random));
    const wrong = typed.filter(({ text }) => text !== "(really!) ok");
    const corrected = wrong.filter(({ correction }) => correction !== null);
    expect(corrected.length / wrong.length).toBeGreaterThan(0.06);
    expect(corrected.length / wrong.length).toBeLessThan(0.14);
    expect(new Set(corrected.map(({ correction }) => correction))).toEqual(
      new Set(["*really", "*ok"]),
    );
    expect(typed.every(({ text, correction }) => text !== "(really!) ok" || !correction)).toBe(
      true,
    );
  });

  test("capitals stay capitals", () => {
    const random = createRandom(SEED, "capitals");
    for (let drawn = 0; drawn < 500; drawn++)
      expect(slip("HELLO", 0.1, random).text).toMatch(/^[A-Z]+$/);
  });
});
