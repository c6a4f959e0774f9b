import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import type { Match } from "./match.ts";
import { advance, after, at, judges, opened, rulesetLike, says } from "./playing.test-support.ts";
import {
  detectivePoints,
  judgedAi,
  judgementsOf,
  ratedReason,
  type RatingFacts,
  scoresOf,
  shownRating,
  witnessPoints,
} from "./scoring.ts";

const threeParty = rulesetLike("three-party");
const interrogation = rulesetLike("interrogation");
const shares = fc.double({ min: 0, max: 1, noNaN: true });

describe("a detective's points", () => {
  test.each([
    [0.5, true, 0],
    [0.5, false, 0],
    [0.8, true, 84],
    [0.8, false, -156],
    [0.2, false, 84],
    [0.2, true, -156],
    [0.95, true, 99],
    [0.95, false, -261],
    [0.05, false, 99],
    [1, true, 100],
    [0, false, 100],
    [0, true, -300],
    [1, false, -300],
  ])("pAi %d, AI: %s → %d", (pAi, witnessIsAi, points) => {
    expect(detectivePoints(pAi, witnessIsAi)).toBe(points);
  });

  property.prop([shares, fc.boolean()])("lie between −300 and 100, whole", (pAi, isAi) => {
    const points = detectivePoints(pAi, isAi);
    expect(Number.isInteger(points)).toBe(true);
    expect(points).toBeGreaterThanOrEqual(-300);
    expect(points).toBeLessThanOrEqual(100);
    expect(Object.is(points, -0)).toBe(false);
  });

  property.prop([shares, shares])("honest probabilities pay best", (believed, said) => {
    const expected = (pAi: number) =>
      believed * detectivePoints(pAi, true) + (1 - believed) * detectivePoints(pAi, false);
    // Saying q where p is believed costs 400·(p − q)²; rounding moves each side by half a point.
    const cost = 400 * (believed - said) ** 2;
    expect(expected(believed) - expected(said)).toBeGreaterThanOrEqual(cost - 1.01);
  });
});

describe("a human witness's points", () => {
  test.each([
    [0, 50],
    [0.05, 45],
    [0.2, 30],
    [0.5, 0],
    [0.8, -30],
    [1, -50],
  ])("judged AI with %d → %d", (pAi, points) => {
    expect(witnessPoints(pAi)).toBe(points);
  });

  property.prop([shares, shares])(
    "never rise with the suspicion: posing as a bot costs",
    (p, q) => {
      expect(witnessPoints(Math.min(p, q))).toBeGreaterThanOrEqual(witnessPoints(Math.max(p, q)));
    },
  );
});

test("the verdict is the guess cut at one half, a draw there", () => {
  expect([0, 0.49, 0.5, 0.51, 1].map(judgedAi)).toEqual([false, false, null, true, true]);
});

describe("judgements", () => {
  test("of a duel with an AI: both guess, only the human earns as a witness", () => {
    const guessing = advance(opened({ kinds: ["human", "ai"] }).match, at(120)).match;
    const match = after(
      guessing,
      [(m) => judges(m, 0, 1, 0.9), at(121)],
      [(m) => judges(m, 1, 0, 0.4), at(122)],
    );
    const [human, ai] = labels(match);
    expect(judgementsOf(match)).toMatchObject([
      { round: 1, by: human, about: ai, pAi: 0.9, witnessIsAi: true, correct: true },
      { round: 1, by: ai, about: human, pAi: 0.4, witnessIsAi: false, correct: true },
    ]);
    expect(scoresOf(judgementsOf(match))).toEqual([
      { round: 1, seat: human, as: "detective", points: 96 },
      { round: 1, seat: ai, as: "detective", points: 36 },
      { round: 1, seat: human, as: "witness", points: 10 },
    ]);
  });

  test("of an interrogation: one guess, and who asked is no witness", () => {
    const match = interrogated(0.1);
    expect(judgementsOf(match)).toMatchObject([{ correct: true, implied: false }]);
    expect(judgementsOf(match)[0]?.detective).toMatchObject({ playerId: "player-0" });
    expect(judgementsOf(match)[0]?.witness).toMatchObject({ playerId: "player-1" });
  });

  test("a draw is neither right nor wrong, and pays nothing", () => {
    const match = interrogated(0.5);
    expect(judgementsOf(match)).toMatchObject([{ correct: null }]);
    expect(scoresOf(judgementsOf(match)).map(({ points }) => points)).toEqual([0, 0]);
  });

  test("no guess: no judgement, no points", () => {
    const match = advance(opened({ ruleset: interrogation }).match, at(300)).match;
    expect(judgementsOf(advance(match, at(360)).match)).toEqual([]);
    expect(scoresOf([])).toEqual([]);
  });

  describe("of three-party", () => {
    test.each([
      ["the AI", 2, 0.8, true],
      ["the human", 1, 0.2, true],
      ["the AI, wrongly", 2, 0.3, false],
      ["the human, wrongly", 1, 0.7, false],
    ])("about %s: the other witness is the complement", (_, about, pAi, right) => {
      const { match } = opened({ ruleset: threeParty, kinds: ["human", "human", "ai"] });
      const judged = judgementsOf(after(match, [(m) => judges(m, 0, about, pAi), at(9)]));
      expect(judged.map(({ implied, correct }) => [implied, correct])).toEqual([
        [false, right],
        [true, right],
      ]);
      const of = (isAi: boolean) => judged.find(({ witnessIsAi }) => witnessIsAi === isAi)?.pAi;
      const pAiOfAi = about === 2 ? pAi : 1 - pAi;
      expect(of(true)).toBeCloseTo(pAiOfAi, 12);
      expect(of(false)).toBeCloseTo(1 - pAiOfAi, 12);
    });

    property.prop([shares])("either way of saying the same pays the same", (pAi) => {
      const { match } = opened({ ruleset: threeParty, kinds: ["human", "human", "ai"] });
      const paid = (
        [
          [2, pAi],
          [1, 1 - pAi],
        ] as const
      ).map(([about, p]) => {
        const guessed = after(match, [(m) => judges(m, 0, about, p), at(9)]);
        const scores = scoresOf(judgementsOf(guessed));
        expect(scores).toHaveLength(2);
        return ["detective", "witness"].map(
          (part) => scores.find(({ as }) => as === part)?.points ?? NaN,
        );
      });
      // 1 − (1 − p) may differ from p in its last digit, and a point's half with it.
      const [one = [], two = []] = paid;
      one.forEach((points, index) =>
        expect(Math.abs(points - (two[index] ?? NaN))).toBeLessThanOrEqual(1),
      );
    });
  });

  function interrogated(pAi: number): Match {
    const { match } = opened({ ruleset: interrogation });
    return after(match, [(m) => judges(m, 0, 1, pAi), at(9)]);
  }

  function labels(match: Match): string[] {
    return [0, 1].map(
      (one) => match.rounds[0]?.seats.find(({ occupant }) => occupant === one)?.label ?? "",
    );
  }
});

describe("rated or not", () => {
  const facts: RatingFacts = {
    humansEligible: 3,
    playersConnected: false,
    metRecently: false,
    staffSeated: false,
    inStudy: false,
    collusionSuspected: false,
    notAsSelf: false,
    knewPartner: false,
  };

  /** A duel in which the given seats spoke, revealed at its end. */
  function duel(...speakers: number[]): Match {
    const talked = after(
      opened().match,
      ...speakers.map((by, index): Parameters<typeof after>[1] => [
        (m) => says(m, by),
        at(index + 1),
      ]),
    );
    return advance(advance(talked, at(120)).match, at(150)).match;
  }

  test("a match in which both sides spoke, among three humans, counts", () => {
    expect(ratedReason(duel(0, 1), facts)).toBe("rated");
  });

  test.each<[Partial<RatingFacts>, string]>([
    [{ humansEligible: 2 }, "too-few-players"],
    [{ playersConnected: true }, "players-connected"],
    [{ metRecently: true }, "met-recently"],
    [{ staffSeated: true }, "staff"],
    [{ inStudy: true }, "study"],
    [{ collusionSuspected: true }, "suspected-collusion"],
    [{ notAsSelf: true }, "not-as-self"],
    [{ knewPartner: true }, "knew-partner"],
  ])("%j → %s", (fact, reason) => {
    expect(ratedReason(duel(0, 1), { ...facts, ...fact })).toBe(reason);
  });

  test("the number of humans needed is the ruleset's", () => {
    const match = { ...duel(0, 1), ruleset: rulesetLike("quick-duel", { ratedMinHumans: 1 }) };
    expect(ratedReason(match, { ...facts, humansEligible: 1 })).toBe("rated");
  });

  test.each([[[]], [[0]], [[1, 1]]])("only %j spoke → somebody-silent", (speakers) => {
    expect(ratedReason(duel(...speakers), facts)).toBe("somebody-silent");
  });

  test("in three-party each witness must have answered", () => {
    const { match } = opened({ ruleset: threeParty, kinds: ["human", "human", "ai"] });
    const one = after(match, [(m) => says(m, 0, 1), at(1)], [(m) => says(m, 1), at(2)]);
    const both = after(one, [(m) => says(m, 0, 2), at(3)], [(m) => says(m, 2), at(4)]);
    const revealed = (m: Match) => advance(after(m, [(n) => judges(n, 0, 2), at(5)]), at(5)).match;
    expect(ratedReason(revealed(one), facts)).toBe("somebody-silent");
    expect(ratedReason(revealed(both), facts)).toBe("rated");
  });

  test("a voided match never counts", () => {
    const match = after(opened().match, [() => ({ type: "void" }), at(5)]);
    expect(ratedReason(match, facts)).toBe("voided");
  });

  test("a match that everybody left without a guess is abandoned", () => {
    const { match } = opened({ kinds: ["human", "ai"] });
    const left = after(
      match,
      [(m) => says(m, 0), at(1)],
      [(m) => says(m, 1), at(2)],
      [() => ({ type: "leave", by: 0 }), at(5)],
    );
    const end = advance(advance(left, at(120)).match, at(150)).match;
    expect(ratedReason(end, facts)).toBe("abandoned");
  });
});

test("the reveal shows a detective's skill, a witness's humanness", () => {
  const { match } = opened({ ruleset: interrogation, interrogator: 1 });
  expect([0, 1].map((one) => shownRating(match, one))).toEqual(["humanness", "skill"]);
  expect([0, 1].map((one) => shownRating(opened().match, one))).toEqual(["skill", "skill"]);
});
