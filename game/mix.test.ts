import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { seeds } from "./arbitraries.test-support.ts";
import { candidatesOf, drawMix, type Mix, type MixCandidate } from "./mix.ts";

const seedOf = (index: number) => (index * 104_729).toString(16).padStart(32, "0");
const DRAWS = 4000;

function candidate(personaId: string, changes: Partial<MixCandidate> = {}): MixCandidate {
  const personaVersionId = `${personaId}-1`;
  const untried = { model: null, weight: 1, games: 0, passes: 0, order: 0 };
  return { personaId, personaVersionId, ...untried, ...changes };
}

function shareOf(personaId: string, mix: Mix): number {
  const drawn = Array.from({ length: DRAWS }, (_, index) => drawMix(mix, 1, seedOf(index)));
  return drawn.filter(([one]) => one?.personaId === personaId).length / DRAWS;
}

const within = (share: number) => 3.3 * Math.sqrt((share * (1 - share)) / DRAWS);

const mixes = fc.record({
  allocation: fc.constantFrom<Mix["allocation"][]>("weights", "thompson"),
  candidates: fc
    .uniqueArray(fc.constantFrom("ada", "bo", "cy", "di", "ed"), { minLength: 3 })
    .chain((ids) =>
      fc.tuple(
        ...ids.map((id) =>
          fc
            .record({
              order: fc.nat(2),
              weight: fc.integer({ min: 1, max: 9 }),
              games: fc.nat(50),
              passes: fc.nat(50),
            })
            .map(({ games, passes, ...more }) =>
              candidate(id, { ...more, games: games + passes, passes }),
            ),
        ),
      ),
    ),
});

describe("a draw from a mix", () => {
  property.prop([mixes, seeds, fc.integer({ min: 1, max: 3 })])(
    "is the same for the same seed and what the match has kept, through JSON too",
    (mix, seed, count) => {
      const kept = JSON.parse(JSON.stringify(mix)) as Mix;
      expect(drawMix(kept, count, seed)).toEqual(drawMix(mix, count, seed));
    },
  );

  property.prop([mixes, seeds, fc.integer({ min: 1, max: 3 })])(
    "seats different personas, and nobody before those met longer ago",
    (mix, seed, count) => {
      const drawn = drawMix(mix, count, seed).map(({ personaId }) => personaId);
      expect(new Set(drawn).size).toBe(count);
      const orders = drawn.map(
        (id) => mix.candidates.find(({ personaId }) => personaId === id)?.order ?? NaN,
      );
      expect(orders).toEqual(
        mix.candidates
          .map(({ order }) => order)
          .toSorted()
          .slice(0, count),
      );
    },
  );

  test("follows the weights, and a weight of 0 never comes", () => {
    const candidates = [
      candidate("ada", { weight: 3 }),
      candidate("bo"),
      candidate("cy", { weight: 0 }),
    ];
    const mix: Mix = { allocation: "weights", candidates };
    expect(Math.abs(shareOf("ada", mix) - 0.75)).toBeLessThan(within(0.75));
    expect(shareOf("cy", mix)).toBe(0);
  });

  test("with nobody to draw is refused", () => {
    for (const allocation of ["weights", "thompson"] as const)
      expect(() => drawMix({ allocation, candidates: [] }, 1, seedOf(1))).toThrow(RangeError);
  });
});

describe("Thompson sampling", () => {
  const thompson = (...candidates: MixCandidate[]): Mix => ({ allocation: "thompson", candidates });

  test("prefers who passes more often, and keeps trying the other", () => {
    const share = shareOf(
      "ada",
      thompson(
        candidate("ada", { games: 20, passes: 14 }),
        candidate("bo", { games: 20, passes: 8 }),
      ),
    );
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(1);
  });

  // P(Beta(2, 1) > Beta(1, 2)) = 5/6, by ∫ 2x · (2x − x²) dx.
  test("draws from the posterior of a uniform prior", () => {
    const share = shareOf(
      "ada",
      thompson(candidate("ada", { games: 1, passes: 1 }), candidate("bo", { games: 1 })),
    );
    expect(Math.abs(share - 5 / 6)).toBeLessThan(within(5 / 6));
  });

  test("knows nothing of the untried and draws them alike, whatever their weights", () => {
    const share = shareOf("ada", thompson(candidate("ada", { weight: 9 }), candidate("bo")));
    expect(Math.abs(share - 0.5)).toBeLessThan(within(0.5));
  });
});

describe("who may be drawn", () => {
  const rotation = [
    { personaId: "1", personaVersionId: "1a", slug: "ada", weight: 2 },
    { personaId: "2", personaVersionId: "2a", slug: "eliza", weight: 0 },
  ];
  const untried = () => ({ games: 0, passes: 0 });
  const weightsOf = (rules: Parameters<typeof candidatesOf>[0]) =>
    candidatesOf(rules, rotation, untried).map(({ personaVersionId, model, weight }) => [
      personaVersionId,
      model,
      weight,
    ]);

  test("without a mix: everybody by the weight of the own version", () => {
    expect(weightsOf(undefined)).toEqual([
      ["1a", null, 2],
      ["2a", null, 0],
    ]);
  });

  test("a mix weighs by slug, also who does not play otherwise; who is not named stays out", () => {
    expect(weightsOf({ allocation: "weights", personas: { eliza: 4 } })).toEqual([
      ["1a", null, 0],
      ["2a", null, 4],
    ]);
  });

  test("each persona with each model, weights multiplied", () => {
    const mix = { allocation: "weights" as const, models: { small: 1, large: 3 } };
    expect(weightsOf(mix).slice(0, 2)).toEqual([
      ["1a", "small", 2],
      ["1a", "large", 6],
    ]);
  });

  test("each with its own record", () => {
    const recordOf = (version: string, model: string | null) => ({
      games: version === "1a" && model === "large" ? 7 : 0,
      passes: 0,
    });
    const mix = { allocation: "thompson" as const, models: { small: 1, large: 1 } };
    expect(candidatesOf(mix, rotation, recordOf).map(({ games }) => games)).toEqual([0, 7, 0, 0]);
  });
});
