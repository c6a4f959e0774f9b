import { describe, expect, test } from "vitest";
import { type Design, designSchema } from "./experiment.ts";
import { type Ruleset, RULESETS } from "./ruleset.ts";
import { GAP, startProblems } from "./start-problems.ts";
import { newDesign } from "./study-template.ts";

const CODES = {
  finished: "DONE-1",
  left: "LEFT-1",
  "failed-attention": "ATTN-1",
  "waited-too-long": "WAIT-1",
};

const rotation = [
  { personaId: "p1", personaVersionId: "v1", slug: "line-cook", weight: 1 },
  { personaId: "p2", personaVersionId: "v2", slug: "night-nurse", weight: 0 },
];

function design(changes: Partial<Design> = {}): Design {
  const filled = newDesign("Small talk", "Who is taken for whom?", CODES);
  return { ...filled, consent: { version: "1", text: "We keep what you write." }, ...changes };
}

function base(slug: string): Ruleset | null {
  return RULESETS.find((one) => one.slug === slug) ?? null;
}

function problemsOf(changes: Partial<Design>, bases = [base("quick-duel")], rotating = rotation) {
  return startProblems(design(changes), bases, rotating).map(({ path }) => path.join("."));
}

const arm = (changes: Partial<Design["arms"][number]> = {}) => ({
  ...{ name: "main", ruleset: { slug: "quick-duel", version: 1 }, aiShare: 0.5 },
  ...{ release: "natural" as const, weight: 1, ...changes },
});

test("a new design is whole, and lacks what only its researcher knows", () => {
  const fresh = newDesign("Small talk", "Who is taken for whom?", CODES);
  expect(designSchema.parse(fresh)).toEqual(fresh);
  expect(fresh.consent.text).toContain(GAP);
  const problems = startProblems(fresh, [base("quick-duel")], rotation);
  expect(problems.map(({ path }) => path.join("."))).toEqual(["consent.text"]);
  expect(problems[0]?.message).toContain(GAP);
  expect(problemsOf({})).toEqual([]);
});

describe("an arm", () => {
  test("needs a ruleset that is there and that a study can deal", () => {
    expect(problemsOf({}, [null])).toEqual(["arms.0.ruleset"]);
    const duel = base("quick-duel");
    if (!duel) throw new Error("a ruleset expected");
    expect(problemsOf({}, [{ ...duel, seats: 4, topology: "table" }])).toEqual(["arms.0.ruleset"]);
  });

  test("takes slots that are shorter than a turn", () => {
    const matched = (slotSeconds: number) => [arm({ release: "matched", slotSeconds })];
    expect(problemsOf({ arms: matched(10) }, [base("human-or-not")])).toEqual([]);
    expect(problemsOf({ arms: matched(20) }, [base("human-or-not")])).toEqual([
      "arms.0.slotSeconds",
    ]);
  });

  test("names personas in rotation, of whom one at least plays", () => {
    const mixed = (personas: Record<string, number>) => [
      arm({ mix: { personas, allocation: "weights" } }),
    ];
    expect(problemsOf({ arms: mixed({ "line-cook": 1, stranger: 0 }) })).toEqual([]);
    expect(problemsOf({ arms: mixed({ stranger: 1 }) })).toEqual(["arms.0.mix"]);
    expect(problemsOf({ arms: mixed({ "line-cook": 0 }) })).toEqual(["arms.0.mix"]);
    expect(problemsOf({ arms: [arm()] }, [base("quick-duel")], [])).toEqual(["arms.0.mix"]);
  });

  test("of people only needs nobody to play an AI; a hub does", () => {
    expect(problemsOf({ arms: [arm({ aiShare: 0 })] }, [base("quick-duel")], [])).toEqual([]);
    expect(problemsOf({ arms: [arm({ aiShare: 0 })] }, [base("three-party")], [])).toEqual([
      "arms.0.mix",
    ]);
  });
});

describe("a limit of AI partners in a row", () => {
  const share = (aiShare: number, weight = 1) =>
    arm({ name: `a${aiShare * 100}`, aiShare, weight });

  test.each([
    [0.75, 3, []],
    [0.76, 3, ["maxAiStreak"]],
    [1, null, []],
    [1, 4, []],
    [0.5, 1, []],
  ])("with a share of %d and a limit of %s", (aiShare, maxAiStreak, expected) => {
    expect(problemsOf({ arms: [share(aiShare)], matches: 4, maxAiStreak })).toEqual(expected);
  });

  test("goes by the mean where arms are drawn for matches, by each where for participants", () => {
    const arms = [share(0), share(1)];
    const duels = [base("quick-duel"), base("quick-duel")];
    expect(problemsOf({ arms, matches: 4, unit: "match" }, duels)).toEqual([]);
    expect(problemsOf({ arms, matches: 4, unit: "participant" }, duels)).toEqual(["maxAiStreak"]);
  });
});
