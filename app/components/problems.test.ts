import { expect, test } from "vitest";
import { REFUSALS } from "../api/refusals.ts";
import { problemSentence } from "./problems.ts";
import { rareSentence } from "./rare-problems.ts";

test("every refusal has a sentence of its own, without an exclamation mark", () => {
  const sentences = Object.keys(REFUSALS).map(rareSentence);
  expect(sentences).not.toContain(problemSentence("no/such-code"));
  expect(sentences.filter((sentence) => /!|oops/i.test(sentence))).toEqual([]);
});

test("a code that the address made up gets the general sentence", () => {
  expect(problemSentence("constructor")).toBe(problemSentence("no/such-code"));
});
