import { expect, test } from "vitest";
import { createRandom } from "../../game/random.ts";
import { signalDetection } from "../../game/statistics.ts";
import { biasFor, drawGuess, expected } from "./truth.ts";

const SEED = "5eed0000000000000000000000005eed";
const GAMES = 40_000;

test.each([
  [0, 0],
  [1, 0],
  [1.5, 0.4],
  [0.6, -0.5],
])("guesses with d′ %d and bias %d have them, and the pass rates that follow", (dPrime, bias) => {
  const truth = { dPrime, bias };
  const calledAi = (isAi: boolean) => {
    const random = createRandom(SEED, "guesses", dPrime, bias, String(isAi));
    return Array.from({ length: GAMES }, () => drawGuess(random, truth, isAi)).filter(
      (pAi) => pAi > 0.5,
    ).length;
  };
  const [hits, falseAlarms] = [calledAi(true), calledAi(false)];
  const found = signalDetection({ hits, aiGames: GAMES, falseAlarms, humanGames: GAMES });
  expect(found?.dPrime).toBeCloseTo(dPrime, 1);
  expect(found?.criterion).toBeCloseTo(bias, 1);
  expect(1 - hits / GAMES).toBeCloseTo(expected(truth)["AI pass rate"], 2);
  expect(1 - falseAlarms / GAMES).toBeCloseTo(expected(truth)["human pass rate"], 2);
});

test("no guess is one half, and none beyond the slider's ends", () => {
  const random = createRandom(SEED, "ends");
  const guesses = Array.from({ length: GAMES }, () =>
    drawGuess(random, { dPrime: 0.1, bias: 0 }, random.chance(0.5)),
  );
  expect(guesses).not.toContain(0.5);
  expect(Math.min(...guesses)).toBeGreaterThanOrEqual(0.05);
  expect(Math.max(...guesses)).toBeLessThanOrEqual(0.95);
});

test("a pass rate that is asked for is the one that follows", () => {
  const bias = biasFor(1.2, 0.54);
  expect(expected({ dPrime: 1.2, bias })["AI pass rate"]).toBeCloseTo(0.54, 6);
});
