import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { createRandom } from "./random.ts";
import { INITIAL_RATING, judgementResults, type Rating, updateRating } from "./rating.ts";

const ratings: fc.Arbitrary<Rating> = fc.record({
  rating: fc.double({ min: 0, max: 3000, noNaN: true }),
  deviation: fc.double({ min: 20, max: 350, noNaN: true }),
  volatility: fc.double({ min: 0.01, max: 0.2, noNaN: true }),
});
const games = fc.array(
  fc.record({ opponent: ratings, score: fc.constantFrom<(0 | 0.5 | 1)[]>(0, 0.5, 1) }),
  { minLength: 1, maxLength: 12 },
);
const player = (rating: number, deviation: number): Rating => ({
  rating,
  deviation,
  volatility: 0.06,
});

describe("one period of Glicko-2", () => {
  test("Glickman's worked example", () => {
    const after = updateRating(player(1500, 200), [
      { opponent: player(1400, 30), score: 1 },
      { opponent: player(1550, 100), score: 0 },
      { opponent: player(1700, 300), score: 0 },
    ]);
    expect(after.rating).toBeCloseTo(1464.05, 2);
    expect(after.deviation).toBeCloseTo(151.52, 2);
    expect(after.volatility).toBeCloseTo(0.059996, 6);
  });

  test("without games only the deviation grows", () => {
    const idle = updateRating(player(1500, 50), []);
    expect(idle.deviation).toBeCloseTo(Math.hypot(50, 0.06 * 173.7178), 9);
    expect(idle).toMatchObject({ rating: 1500, volatility: 0.06 });
  });

  property.prop([ratings, games, fc.infiniteStream(fc.nat())])(
    "the order of its games does not matter",
    (self, played, keys) => {
      const keyed = played.map((game) => ({ game, key: Number(keys.next().value) }));
      const reordered = keyed.sort((a, b) => a.key - b.key).map(({ game }) => game);
      const [one, other] = [updateRating(self, played), updateRating(self, reordered)];
      expect(one.rating).toBeCloseTo(other.rating, 6);
      expect(one.deviation).toBeCloseTo(other.deviation, 6);
      expect(one.volatility).toBeCloseTo(other.volatility, 6);
    },
  );

  property.prop([ratings, games])("its result is a rating again", (self, played) => {
    const after = updateRating(self, played);
    expect(Object.values(after).every(Number.isFinite)).toBe(true);
    expect(after.deviation).toBeGreaterThan(0);
    expect(after.deviation).toBeLessThan(Math.hypot(self.deviation, 173.7178 * after.volatility));
  });

  property.prop([ratings, ratings])("winning never lowers, losing never raises", (self, other) => {
    const won = updateRating(self, [{ opponent: other, score: 1 }]);
    const lost = updateRating(self, [{ opponent: other, score: 0 }]);
    expect(won.rating).toBeGreaterThanOrEqual(self.rating);
    expect(lost.rating).toBeLessThanOrEqual(self.rating);
  });

  test("ten surprising wins raise the volatility", () => {
    const win = { opponent: player(1900, 60), score: 1 as const };
    const wins = Array.from({ length: 10 }, () => win);
    const after = updateRating({ rating: 1500, deviation: 30, volatility: 0.15 }, wins);
    // step 5 solved by scipy.optimize.brentq, 1.17
    expect(after.volatility).toBeCloseTo(0.17078951, 6);
    expect(after.rating).toBeCloseTo(1586.9469, 3);
    expect(after.deviation).toBeCloseTo(41.203126, 3);
  });

  test.each([
    [{ deviation: 0 }],
    [{ deviation: NaN }],
    [{ volatility: 0 }],
    [{ rating: NaN }],
    [{ rating: Infinity }],
  ])("%j is no rating", (wrong) => {
    const broken = { ...INITIAL_RATING, ...wrong };
    expect(() => updateRating(broken, [])).toThrow(RangeError);
    const game = { opponent: broken, score: 1 as const };
    expect(() => updateRating(INITIAL_RATING, [game])).toThrow(RangeError);
  });
});

describe("one guess as two games", () => {
  test.each([
    // pAi, witness, skill, humanness
    [0.9, true, 1, 0],
    [0.51, true, 1, 0],
    [0.49, true, 0, 1],
    [0.9, false, 0, 0],
    [0.1, false, 1, 1],
    [0.5, true, 0.5, 0.5],
    [0.5, false, 0.5, 0.5],
  ])("pAi %d of a witness who is AI: %s", (pAi, witnessIsAi, skill, humanness) => {
    expect(judgementResults(pAi, witnessIsAi)).toMatchObject({ skill, humanness });
  });

  property.prop([fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()])(
    "each game's results sum to 1",
    (pAi, isAi) => {
      const { skill, difficulty, humanness, suspicion } = judgementResults(pAi, isAi);
      expect(skill + difficulty).toBe(1);
      expect(humanness + suspicion).toBe(1);
    },
  );

  test.each([-0.01, 1.01, NaN])("pAi %d is refused", (pAi) => {
    expect(() => judgementResults(pAi, true)).toThrow(RangeError);
  });
});

describe("an honest population", () => {
  interface Member {
    acumen: number;
    skill: Rating;
    difficulty: Rating;
    humanness: Rating;
    suspicion: Rating;
  }

  /** Everybody questions somebody at random, 100 times over, judging as well as they can. */
  function play(seed: string, people: number): Member[] {
    const random = createRandom(seed, "honest population");
    const members = Array.from({ length: people }, (): Member => {
      const start = INITIAL_RATING;
      const acumen = random.normal(0.8, 0.5);
      return { acumen, skill: start, difficulty: start, humanness: start, suspicion: start };
    });
    for (let match = 0; match < 100 * people; match++) {
      const [detective, witness] = random.shuffle(members);
      if (detective && witness) judge(detective, witness, random.chance(0.5), random.normal(0, 1));
    }
    return members;
  }

  function judge(detective: Member, witness: Member, isAi: boolean, noise: number): void {
    const evidence = (isAi ? 1 : -1) * detective.acumen + noise;
    const results = judgementResults(1 / (1 + Math.exp(-2 * evidence)), isAi);
    const { skill, suspicion } = detective;
    const { difficulty, humanness } = witness;
    detective.skill = updateRating(skill, [{ opponent: difficulty, score: results.skill }]);
    witness.difficulty = updateRating(difficulty, [{ opponent: skill, score: results.difficulty }]);
    witness.humanness = updateRating(humanness, [
      { opponent: suspicion, score: results.humanness },
    ]);
    detective.suspicion = updateRating(suspicion, [
      { opponent: humanness, score: results.suspicion },
    ]);
  }

  const members = play("5eed5eed5eed5eed5eed5eed5eed5eed", 40);
  const average = (values: number[]) => values.reduce((sum, value) => sum + value) / values.length;

  test("stays at its start on average, in each game", () => {
    const skillGame = members.flatMap(({ skill, difficulty }) => [skill, difficulty]);
    const humanGame = members.flatMap(({ humanness, suspicion }) => [humanness, suspicion]);
    for (const sides of [skillGame, humanGame]) {
      expect(Math.abs(average(sides.map(({ rating }) => rating)) - 1500)).toBeLessThan(10);
    }
  });

  test("ranks the better detectives higher", () => {
    const byAcumen = [...members].sort((a, b) => a.acumen - b.acumen);
    const skills = byAcumen.map(({ skill }) => skill.rating);
    expect(average(skills.slice(20)) - average(skills.slice(0, 20))).toBeGreaterThan(100);
  });
});
