import { describe, expect, test } from "vitest";
import { DEFAULT_RULESET, RULESETS, type Ruleset, rulesetSchema } from "./ruleset.ts";

function published(slug: string): Ruleset {
  const found = RULESETS.find((ruleset) => ruleset.slug === slug);
  if (!found) throw new RangeError(slug);
  return found;
}

describe("the published protocols (SCIENCE.md)", () => {
  test("are four, and the first one is the default", () => {
    const slugs = ["quick-duel", "human-or-not", "interrogation", "three-party"];
    expect(RULESETS.map(({ slug }) => slug)).toEqual(slugs);
    expect(DEFAULT_RULESET).toBe("quick-duel");
  });

  test.each([
    // slug, seats, chat, turn, characters, guess, share of AI, turn-taking
    ["quick-duel", 2, 120, null, 200, 30, 0.5, "free"],
    ["human-or-not", 2, 120, 20, 100, 30, 0.5, "alternating"],
    ["interrogation", 2, 300, 40, 300, 60, 0.75, "ask-answer"],
    ["three-party", 3, 300, 40, 300, 60, 0.5, "ask-answer"],
  ])("%s", (slug, seats, chat, turn, characters, guess, aiShare, turnTaking) => {
    expect(published(slug)).toMatchObject({
      version: 1,
      seats,
      rounds: 1,
      chatSeconds: chat,
      turnSeconds: turn,
      messageChars: characters,
      guessSeconds: guess,
      aiShare,
      turnTaking,
      waveSeconds: 5,
      silenceSeconds: 30,
      ratedMinHumans: 3,
      listed: true,
    });
  });

  test("human-or-not: opening turn 30 s, two unused turns end it, half a second of grace", () => {
    expect(published("human-or-not")).toMatchObject({
      openingTurnSeconds: 30,
      unusedTurnsEnd: 2,
      graceSeconds: 0.5,
    });
  });

  test.each([
    ["quick-duel", "both", "each-other", false, true, false],
    ["human-or-not", "both", "each-other", false, true, false],
    ["interrogation", "interrogator", "each-other", true, false, true],
    ["three-party", "interrogator", "which-human", true, false, true],
  ])("%s: who asks, about what, how early, pasted, how sure", (slug, ...rules) => {
    const { roles, guess, earlyGuess, paste, asksConfidence } = published(slug);
    expect([roles, guess, earlyGuess, paste, asksConfidence]).toEqual(rules);
  });

  test("only three-party ends a ticket that finds nobody, after twelve waves", () => {
    const waves = RULESETS.map(({ slug, maxWaves }) => [slug, maxWaves]);
    expect(waves.filter(([, max]) => max !== null)).toEqual([["three-party", 12]]);
  });

  test("read back as written: stored rulesets stay valid", () => {
    for (const ruleset of RULESETS)
      expect(rulesetSchema.parse(JSON.parse(JSON.stringify(ruleset)))).toEqual(ruleset);
  });
});

describe("a ruleset file", () => {
  const table = {
    ...published("quick-duel"),
    slug: "table",
    topology: "table",
    seats: 8,
    minSeats: 3,
    rounds: 5,
    turnTaking: "simultaneous",
  } as const;

  test("may describe a table of eight over five rounds", () => {
    expect(rulesetSchema.safeParse(table).success).toBe(true);
  });

  test.each<[string, string, object, string]>([
    ["an unknown field", "quick-duel", { chatSecond: 120 }, ""],
    ["a slug with capitals", "quick-duel", { slug: "Quick-Duel" }, "slug"],
    ["a slug with a space", "quick-duel", { slug: "quick duel" }, "slug"],
    ["no title", "quick-duel", { title: "" }, "title"],
    ["a version below 1", "quick-duel", { version: 0 }, "version"],
    ["a chat of no length", "quick-duel", { chatSeconds: 0 }, "chatSeconds"],
    ["a chat that never ends", "quick-duel", { chatSeconds: Infinity }, "chatSeconds"],
    ["a share above 1", "quick-duel", { aiShare: 1.01 }, "aiShare"],
    ["a negative share", "quick-duel", { aiShare: -0.1 }, "aiShare"],
    ["messages of no length", "quick-duel", { messageChars: 0 }, "messageChars"],
    ["half a seat", "quick-duel", { seats: 2.5 }, "seats"],
    ["nine seats", "quick-duel", { topology: "table", seats: 9 }, "seats"],
    ["a pair of three", "quick-duel", { seats: 3 }, "seats"],
    ["a table for two", "quick-duel", { topology: "table" }, "seats"],
    ["turns without a length", "human-or-not", { turnSeconds: null }, "turnSeconds"],
    ["questions without an interrogator", "interrogation", { roles: "both" }, "turnTaking"],
    ["a hub of four", "three-party", { seats: 4 }, "topology"],
    ["a hub in which all ask", "three-party", { roles: "both" }, "topology"],
    ["a hub that guesses about each", "three-party", { guess: "each-other" }, "guess"],
    ["a pair that guesses which", "quick-duel", { guess: "which-human" }, "guess"],
    [
      "turns round a table: they pass between two",
      "human-or-not",
      { topology: "table", seats: 4 },
      "turnTaking",
    ],
    ["more seats needed than there are", "quick-duel", { minSeats: 3 }, "minSeats"],
  ])("may not have %s", (_, slug, changes, path) => {
    const read = rulesetSchema.safeParse({ ...published(slug), ...changes });
    expect(read.error?.issues.map((issue) => issue.path.join("."))).toContain(path);
  });
});
