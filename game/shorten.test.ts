import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { shortenTo } from "./shorten.ts";

describe("shortening a reply", () => {
  test.each([
    ["a reply that fits stays", "ok sure", 7, "ok sure"],
    [
      "at a sentence",
      "I live near the sea. It's quiet but the winters are long",
      40,
      "I live near the sea.",
    ],
    [
      "at a word when the sentence is short",
      "hm. well i never thought of that",
      20,
      "hm. well i never",
    ],
    ["between words", "what a day", 6, "what a day".slice(0, 4)],
    ["never on a loose end", "I was going to the shop, and then", 28, "I was going to the shop"],
    ["a comma goes", "well, maybe not today", 5, "well"],
    ["code points count, not units", "😀😀 ok", 3, "😀😀"],
    ["a word that ends at the limit stays", "ab cd", 2, "ab"],
    ["a word too long gives nothing", "Supercalifragilistic", 5, null],
    ["no room gives nothing", "ab cd", 0, null],
    ["less than no room gives nothing", "ab cd", -3, null],
    ["nothing stays nothing", "  ", 5, null],
  ])("%s", (_case, text, maxCharacters, expected) => {
    expect(shortenTo(text, maxCharacters)).toBe(expected);
  });

  const replies = fc
    .array(fc.oneof(fc.constantFrom("the", "and", "yes.", "no!", "😀", "a,", "-"), fc.string()))
    .map((words) => words.join(" "));

  property.prop([replies, fc.nat(60)])(
    "gives a beginning of the reply, whole words, at most the limit",
    (text, maxCharacters) => {
      const short = shortenTo(text, maxCharacters);
      if (short === null) return;
      const whole = text.trim();
      expect(whole.startsWith(short)).toBe(true);
      expect(Array.from(short).length).toBeLessThanOrEqual(maxCharacters);
      expect(short).toBe(short.trim());
      expect(short).not.toBe("");
      expect(whole.slice(short.length)).toMatch(/^$|^[\s,;:–—(-]/u);
    },
  );

  test("a long run of spaces and dashes costs no time to speak of", () => {
    expect(shortenTo(`a${" -".repeat(5000)} b`, 9000)).toBe("a");
  });
});
