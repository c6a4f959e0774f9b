import { fc } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { COLLUSION, collusionHints, type Guessed, type PairFacts } from "./collusion.ts";

const strangers: PairFacts = {
  sharedAddress: false,
  sharedDevice: false,
  sharedInvitation: false,
  meetings: 1,
  matches: [10, 10],
  now: [],
  before: [],
  elsewhere: [],
  guessed: [],
};

const rules = (facts: Partial<PairFacts>) =>
  collusionHints({ ...strangers, ...facts }).map(({ rule }) => rule);

test("of strangers nothing is said", () => {
  expect(rules({})).toEqual([]);
});

test.each([
  [{ sharedAddress: true }, ["same-address"]],
  [{ sharedDevice: true }, ["same-device"]],
  [{ sharedInvitation: true }, ["same-invitation"]],
  [{ sharedAddress: true, sharedDevice: true }, ["same-address", "same-device"]],
] as const)("a shared trace is a sign: %j", (facts, expected) => {
  expect(rules(facts)).toEqual(expected);
});

describe("meeting often", () => {
  test.each([
    [4, [4, 4], true],
    [3, [3, 3], false],
    [4, [7, 7], true],
    // Half of either's matches is what a small town may bring.
    [4, [8, 4], false],
    [4, [4, 8], false],
    [40, [79, 79], true],
    [40, [80, 41], false],
  ] as const)("%i times in %j matches: %s", (meetings, matches, often) => {
    expect(rules({ meetings, matches })).toEqual(often ? ["often-paired"] : []);
  });
});

describe("a phrase that two keep for each other", () => {
  const secret = "purple giraffe at midnight";
  const said = (facts: Partial<PairFacts>) => rules({ now: [secret], ...facts });

  test.each([
    ["said in two earlier matches", { before: [[secret], [secret]] }, true],
    ["said in one of them", { before: [[secret], ["hello"]] }, false],
    ["said twice in one of them", { before: [[secret, secret]] }, false],
    ["said to others too", { before: [[secret], [secret]], elsewhere: [`so, ${secret}`] }, false],
    ["in other case and marks", { before: [["Purple... GIRAFFE?"], ["x"]] }, false],
    ["whole, in other case", { before: [["PURPLE giraffe, at"], ["purple giraffe at"]] }, true],
    ["not said now", { now: ["hello"], before: [[secret], [secret]] }, false],
    [
      "too short to tell",
      { now: ["how are you"], before: [["how are you"], ["how are you"]] },
      false,
    ],
  ])("%s", (_, facts: Partial<PairFacts>, told) => {
    expect(said(facts)).toEqual(told ? ["same-phrases"] : []);
  });
});

describe("being right too often", () => {
  const guessed = (own: Guessed, others: Guessed = { games: 9000, correct: 5400 }) =>
    rules({ guessed: [{ own, others }] });

  test.each([
    [{ games: 300, correct: 299 }, true],
    [{ games: 30, correct: 30 }, true],
    [{ games: 29, correct: 29 }, false],
    [{ games: 30, correct: 28 }, false],
    [{ games: 300, correct: 240 }, false],
  ])("%j among people who are right six times in ten: %s", (own, impossible) => {
    expect(guessed(own)).toEqual(impossible ? ["impossible-accuracy"] : []);
  });

  test("is measured against what others reach, half where there are none", () => {
    const own = { games: 300, correct: 280 };
    expect(guessed(own, { games: 0, correct: 0 })).toEqual(["impossible-accuracy"]);
    expect(guessed(own, { games: 900, correct: 720 })).toEqual([]);
  });

  test("is said of each of the two, with their figures", () => {
    const own = { games: 300, correct: 299 };
    const others = { games: 0, correct: 0 };
    const both = [1, 2].map(() => ({ own, others }));
    expect(collusionHints({ ...strangers, guessed: both })).toEqual([
      { rule: "impossible-accuracy", ...own },
      { rule: "impossible-accuracy", ...own },
    ]);
  });
});

const words = fc.array(fc.constantFrom("so", "purple", "giraffe", "midnight", "hello", "there"), {
  maxLength: 6,
});
const texts = fc.array(
  words.map((some) => some.join(" ")),
  { maxLength: 4 },
);

describe("whatever two have said", () => {
  test("words that anybody else says are no sign", () => {
    fc.assert(
      fc.property(texts, fc.array(texts, { maxLength: 4 }), (now, before) => {
        expect(rules({ now, before, elsewhere: now })).toEqual([]);
      }),
    );
  });

  test("the order of earlier matches does not matter", () => {
    fc.assert(
      fc.property(texts, fc.array(texts, { maxLength: 4 }), (now, before) => {
        expect(collusionHints({ ...strangers, now, before: before.toReversed() })).toEqual(
          collusionHints({ ...strangers, now, before }),
        );
      }),
    );
  });

  test("more right guesses never make anybody less suspect", () => {
    const { games } = COLLUSION.accuracy;
    fc.assert(
      fc.property(fc.integer({ min: games, max: 500 }), fc.nat(), (all, drawn) => {
        const correct = drawn % all;
        const of = (right: number) =>
          rules({
            guessed: [{ own: { games: all, correct: right }, others: { games: 0, correct: 0 } }],
          });
        expect(of(correct + 1).length).toBeGreaterThanOrEqual(of(correct).length);
      }),
    );
  });
});
