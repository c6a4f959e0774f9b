import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import {
  emptyLedger,
  enterMatch,
  type Ledger,
  ratingKey,
  type ScoredMatch,
  standingKey,
} from "./ledger.ts";
import type { Occupant } from "./match.ts";
import { INITIAL_RATING, type Rating, updateRating } from "./rating.ts";
import { type Ladder, periodsOf, type RatingsOf } from "./rating-periods.ts";
import type { Judgement } from "./scoring.ts";

const NOON = Date.parse("2026-03-04T12:00:00Z");
const DAY = 86_400_000;

const cast: Occupant[] = [
  ...["ann", "bob", "cleo"].map((playerId) => ({ kind: "human" as const, playerId })),
  ...["bot", "box"].map((personaId) => ({
    kind: "ai" as const,
    personaId,
    personaVersionId: `${personaId}-1`,
  })),
];
const [ann, bob, cleo, bot] = cast;

function judgement(
  detective: Occupant | undefined,
  witness: Occupant | undefined,
  pAi: number,
): Judgement {
  if (!detective || !witness) throw new RangeError("nobody");
  const witnessIsAi = witness.kind === "ai";
  const correct = pAi === 0.5 ? null : pAi > 0.5 === witnessIsAi;
  return {
    round: 1,
    by: "A",
    about: "B",
    detective,
    witness,
    pAi,
    witnessIsAi,
    correct,
    implied: false,
  };
}

/** Ratings that differ from subject to subject, as at some seating. */
function seatedAs(shift: (subjectId: string) => number): (subjectId: string) => RatingsOf {
  return (subjectId) => {
    const rating: Rating = { ...INITIAL_RATING, rating: 1500 + shift(subjectId), deviation: 200 };
    const each = { skill: rating, difficulty: rating, humanness: rating, suspicion: rating };
    return { all: each, "quick-duel": each, interrogation: each };
  };
}

function scored(
  seq: number,
  judgements: Judgement[],
  changes: Partial<ScoredMatch> = {},
): ScoredMatch {
  const seatedWith = seatedAs((subjectId) => subjectId.length * 10);
  return { slug: "quick-duel", seq, endedAt: NOON + seq, judgements, seatedWith, ...changes };
}

function ledgerOf(matches: readonly ScoredMatch[], only?: ReadonlySet<string>): Ledger {
  const ledger = emptyLedger();
  for (const match of matches) enterMatch(ledger, match, only);
  return ledger;
}

const books = fc
  .array(
    fc.record({
      slug: fc.constantFrom("quick-duel", "interrogation"),
      gap: fc.constantFrom(1000, DAY / 2, 3 * DAY),
      guesses: fc.array(
        fc.record({ by: fc.nat(4), about: fc.nat(4), pAi: fc.constantFrom(0, 0.2, 0.5, 0.8, 1) }),
        { minLength: 1, maxLength: 3 },
      ),
      shift: fc.integer({ min: -300, max: 300 }),
    }),
    { maxLength: 12 },
  )
  .map((matches) => {
    let endedAt = NOON;
    return matches.map(({ slug, gap, guesses, shift }, index) => {
      endedAt += gap;
      const judgements = guesses
        .filter(({ by, about }) => by !== about)
        .map(({ by, about, pAi }) => judgement(cast[by], cast[about], pAi));
      const seatedWith = seatedAs((subjectId) => shift + subjectId.charCodeAt(1));
      return scored(index + 1, judgements, { slug, endedAt, seatedWith });
    });
  });

const someone = fc.subarray(["ann", "bob", "cleo", "bot", "box"]);

/** The books of some subjects, cut out of everybody's. */
function cut<T extends { subjectId: string }>(of: Map<string, T>, subjects: readonly string[]) {
  return new Map([...of].filter(([, { subjectId }]) => subjects.includes(subjectId)));
}

describe("the books", () => {
  property.prop([books, someone])(
    "replayed for some subjects are the same as everybody's books for them",
    (matches, subjects) => {
      const all = ledgerOf(matches);
      const some = ledgerOf(matches, new Set(subjects));
      expect(some.ratings).toEqual(cut(all.ratings, subjects));
      expect(some.standings).toEqual(cut(all.standings, subjects));
      expect(some.meetings).toEqual(cut(all.meetings, subjects));
    },
  );

  property.prop([books, fc.nat(12)])(
    "entered as they come or later at once are the same",
    (matches, at) => {
      const ledger = ledgerOf(matches.slice(0, at));
      for (const match of matches.slice(at)) enterMatch(ledger, match);
      expect(ledger).toEqual(ledgerOf(matches));
    },
  );

  test("depend on the order of scoring only within a subject's chain", () => {
    const first = scored(1, [judgement(ann, bot, 0.9)]);
    const second = scored(2, [judgement(ann, bob, 0.9)]);
    const apart = scored(3, [judgement(cleo, cast[4], 0.2)]);
    const { ratings } = ledgerOf([first, second, apart]);
    const withoutSeq = (of: Ledger["ratings"]) =>
      new Map([...of].map(([key, { rating, games }]) => [key, { rating, games }]));
    expect(withoutSeq(ledgerOf([apart, first, second]).ratings)).toEqual(withoutSeq(ratings));
    expect(withoutSeq(ledgerOf([second, first, apart]).ratings)).not.toEqual(withoutSeq(ratings));
  });

  property.prop([books])("hold two zero-sum games for each judgement and scope", (matches) => {
    for (const { judgements, seatedWith, slug } of matches) {
      const periods = periodsOf(judgements, seatedWith, slug);
      const scoreOn = (...ladders: Ladder[]) =>
        periods
          .filter(({ ladder }) => ladders.includes(ladder))
          .flatMap(({ games }) => games.map(({ score }) => score));
      for (const pair of [
        ["skill", "difficulty"],
        ["humanness", "suspicion"],
      ] as const) {
        const scores = scoreOn(...pair);
        expect(scores).toHaveLength(4 * judgements.length);
        expect(scores.reduce<number>((sum, score) => sum + score, 0)).toBe(2 * judgements.length);
      }
    }
  });
});

describe("ratings", () => {
  test("the detective wins when right, the witness when judged human", () => {
    const { ratings } = ledgerOf([scored(1, [judgement(ann, bot, 0.8)])]);
    const moved = (subjectId: string, ladder: Ladder) => {
      const entry = ratings.get(ratingKey({ subjectId, ladder, scope: "all" }));
      return Math.sign((entry?.rating.rating ?? 1500) - 1500);
    };
    expect([moved("ann", "skill"), moved("bot", "difficulty")]).toEqual([1, -1]);
    expect([moved("bot", "humanness"), moved("ann", "suspicion")]).toEqual([-1, 1]);
    expect([moved("ann", "humanness"), moved("bot", "skill")]).toEqual([0, 0]);
  });

  test("opponents count as they were seated; one match is one period", () => {
    const judgements = [judgement(ann, bot, 0.8), judgement(ann, bob, 0.8)];
    const seatedWith = seatedAs((subjectId) => (subjectId === "bot" ? 120 : -40));
    const { ratings } = ledgerOf([scored(7, judgements, { seatedWith })]);
    const opponent = (rating: number): Rating => ({ ...INITIAL_RATING, rating, deviation: 200 });
    const entry = ratings.get(
      ratingKey({ subjectId: "ann", ladder: "skill", scope: "quick-duel" }),
    );
    expect(entry).toMatchObject({ games: 1, seq: 7 });
    expect(entry?.rating).toEqual(
      updateRating(INITIAL_RATING, [
        { opponent: opponent(1620), score: 1 },
        { opponent: opponent(1460), score: 0 },
      ]),
    );
  });

  test("a ruleset's ratings hold its own matches only", () => {
    const { ratings } = ledgerOf([
      scored(1, [judgement(ann, bot, 0.8)]),
      scored(2, [judgement(ann, bot, 0.8)], { slug: "interrogation" }),
    ]);
    const games = ["all", "quick-duel", "interrogation"].map(
      (scope) => ratings.get(ratingKey({ subjectId: "ann", ladder: "skill", scope }))?.games,
    );
    expect(games).toEqual([2, 1, 1]);
  });
});

describe("standings", () => {
  const at = (
    ledger: Ledger,
    board: "detectives" | "witnesses" | "personas",
    window: "day" | "week" | "all",
    subjectId: string,
    windowStart: string,
  ) => ledger.standings.get(standingKey({ board, window, windowStart, scope: "all", subjectId }));

  /** So many games of Ann against a persona, of which she judges so many human. */
  function games(judgedHuman: number, of: number): Ledger {
    return ledgerOf(
      Array.from({ length: of }, (_, index) =>
        scored(index + 1, [judgement(ann, bot, index < judgedHuman ? 0.2 : 0.8)]),
      ),
    );
  }

  test.each([
    [54, 100, 44.3, 63.4],
    [22, 100, 15.0, 31.1],
    [68, 101, 57.7, 75.7],
  ])("personas rank by the Wilson interval: %d of %d → %d–%d %%", (human, of, low, high) => {
    const row = at(games(human, of), "personas", "all", "bot", "1970-01-01");
    expect(row).toMatchObject({ games: of, correct: human, partners: 1 });
    expect(100 * (row?.lower ?? NaN)).toBeCloseTo(low, 1);
    expect(100 * (row?.upper ?? NaN)).toBeCloseTo(high, 1);
  });

  test("so do people by the day and the week", () => {
    // Ann was right in 54 of 100.
    for (const [window, start] of [
      ["day", "2026-03-04"],
      ["week", "2026-03-02"],
    ] as const) {
      const row = at(games(46, 100), "detectives", window, "ann", start);
      expect(row?.correct).toBe(54);
      expect(100 * (row?.lower ?? NaN)).toBeCloseTo(44.3, 1);
    }
  });

  test("people rank over all time by rating ± 2 RD", () => {
    const row = at(games(3, 10), "detectives", "all", "ann", "1970-01-01");
    expect(row?.lower).toBe((row?.rating ?? NaN) - 2 * (row?.ratingDeviation ?? NaN));
    expect(row?.upper).toBe((row?.rating ?? NaN) + 2 * (row?.ratingDeviation ?? NaN));
  });

  test("a window counts its own games, and starts anew", () => {
    const ledger = ledgerOf([
      scored(1, [judgement(ann, bot, 0.8)]),
      scored(2, [judgement(ann, bob, 0.8)], { endedAt: NOON + DAY }),
      scored(3, [judgement(ann, bob, 0.2)], { endedAt: NOON + 7 * DAY }),
    ]);
    const rows = (["day", "week", "all"] as const).map((window) =>
      [...ledger.standings.values()]
        .filter((row) => row.subjectId === "ann" && row.scope === "all" && row.window === window)
        .map((row) => [row.windowStart, row.games, row.correct, row.partners]),
    );
    expect(rows).toEqual([
      [
        ["2026-03-04", 1, 1, 0],
        ["2026-03-05", 1, 0, 0],
        ["2026-03-11", 1, 1, 0],
      ],
      [
        ["2026-03-02", 2, 1, 0],
        ["2026-03-09", 1, 1, 0],
      ],
      [["1970-01-01", 3, 2, 2]],
    ]);
  });
});
