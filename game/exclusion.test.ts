import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import {
  DEFAULT_RULES,
  EXCLUSION_RULES,
  exclusionOf,
  type GameFacts,
  matchExclusionOf,
  rulesNamed,
} from "./exclusion.ts";

const clean: GameFacts = {
  withdrawn: false,
  voided: false,
  isTest: false,
  staffSeated: false,
  failedAttention: false,
  tookPartBefore: false,
  knewPartner: false,
  notAsSelf: false,
  left: false,
  pasted: false,
  priorAiStreak: 0,
  priorGames: 0,
  witnessMessages: 5,
  messages: 10,
};

test("a game against which nothing speaks counts", () => {
  expect(exclusionOf(clean)).toEqual({ reason: null, reasons: [] });
});

test.each([
  [{ withdrawn: true }, "withdrawn"],
  [{ voided: true }, "moderation-void"],
  [{ isTest: true }, "test-run"],
  [{ staffSeated: true }, "staff-seated"],
  [{ failedAttention: true }, "failed-attention"],
  [{ tookPartBefore: true }, "prior-participation"],
  [{ knewPartner: true }, "knew-partner"],
  [{ notAsSelf: true }, "not-as-self"],
  [{ witnessMessages: 0 }, "no-witness-message"],
  [{ priorAiStreak: 3 }, "ai-streak"],
])("%j is excluded as %s", (changes, reason) => {
  expect(exclusionOf({ ...clean, ...changes }).reason).toBe(reason);
});

test("two AI partners in a row and one message are no streak and no silence", () => {
  expect(exclusionOf({ ...clean, priorAiStreak: 2, witnessMessages: 1 }).reason).toBeNull();
});

test.each([
  [{ left: true }, "left-early"],
  [{ pasted: true }, "pasted-text"],
  [{ messages: 3 }, "too-few-messages"],
  [{ priorGames: 1 }, "not-first-game"],
] as const)("%j counts until its rule is asked for", (changes, name) => {
  const facts = { ...clean, ...changes };
  expect(exclusionOf(facts).reason).toBeNull();
  expect(exclusionOf(facts, rulesNamed([name])).reason).toBe(name);
});

test("the first rule is the reason; all that hold are told in order", () => {
  const facts = { ...clean, priorAiStreak: 9, knewPartner: true, voided: true };
  expect(exclusionOf(facts)).toEqual({
    reason: "moderation-void",
    reasons: ["moderation-void", "knew-partner", "ai-streak"],
  });
});

describe("rules chosen by name", () => {
  test("always hold those that cannot be turned off", () => {
    expect(rulesNamed([]).map(({ name }) => name)).toEqual([
      "withdrawn",
      "moderation-void",
      "test-run",
    ]);
  });

  property.prop([fc.subarray(EXCLUSION_RULES.map(({ name }) => name)), fc.nat(5)])(
    "exclude no less than fewer rules do",
    (names, priorAiStreak) => {
      const facts = { ...clean, priorAiStreak, knewPartner: true };
      const { reasons } = exclusionOf(facts, rulesNamed(names));
      const all = exclusionOf(facts, rulesNamed(EXCLUSION_RULES.map(({ name }) => name)));
      expect(all.reasons).toEqual(expect.arrayContaining([...reasons]));
    },
  );
});

test("a match is excluded by what marks matches only", () => {
  expect(matchExclusionOf({ ...clean, isTest: true }).reason).toBe("test-run");
  expect(matchExclusionOf(clean).reason).toBeNull();
});

test("names are unique, and each rule says what, since when and by whom", () => {
  const names = EXCLUSION_RULES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(DEFAULT_RULES).toContain("ai-streak");
  for (const { version, description, source } of EXCLUSION_RULES) {
    expect(version).toBeGreaterThan(0);
    expect(Math.min(description.length, source.length)).toBeGreaterThan(3);
  }
});
