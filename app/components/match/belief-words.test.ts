import { describe, expect, test } from "vitest";
import { beliefWords, choiceWords, payoffs, payoffSentence } from "./belief-words.ts";

describe("a belief in words", () => {
  test("names the likelier side", () => {
    expect([0.05, 0.38, 0.5, 0.51, 0.95].map(beliefWords)).toEqual([
      "95 % human",
      "62 % human",
      "Even",
      "51 % AI",
      "95 % AI",
    ]);
  });

  test("between two witnesses names the one taken for human", () => {
    expect(choiceWords(0.3, "A", "C")).toBe("A is human: 70 %");
    expect(choiceWords(0.7, "A", "C")).toBe("C is human: 70 %");
    expect(choiceWords(0.5, "A", "C")).toBe("Even");
  });
});

describe("what a guess pays", () => {
  test("84 or −156 at .8, nothing at one half", () => {
    expect(payoffs(0.8, undefined)).toEqual([
      { outcome: "If AI", points: "+84" },
      { outcome: "If human", points: "−156" },
    ]);
    expect(payoffs(0.5, undefined).map(({ points }) => points)).toEqual(["0", "0"]);
  });

  test("stands in the order of the slider's ends, and pays the end that it leans to", () => {
    expect(payoffSentence(0.2, { first: "A", second: "C" })).toBe(
      "If A is human: +84 points. If C is human: −156 points",
    );
  });
});
