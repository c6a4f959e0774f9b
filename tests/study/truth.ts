import type { Random } from "../../game/random.ts";
import { normalCdf, normalQuantile } from "../../game/statistics.ts";

/** What simulated detectors really are: how well they tell AI from human, and which way they lean. */
export interface Truth {
  dPrime: number;
  /** Criterion c: above 0 they lean towards saying human. */
  bias: number;
}

/** The bias with which an AI passes for human at this rate, which is between 0 and 1. */
export function biasFor(dPrime: number, passRate: number): number {
  return normalQuantile(passRate) + dPrime / 2;
}

/** What the figures of a study should come to, by equal-variance signal detection. */
export function expected({ dPrime, bias }: Truth): Record<FigureName, number> {
  return {
    "d′": dPrime,
    c: bias,
    "AI pass rate": normalCdf(bias - dPrime / 2),
    "human pass rate": normalCdf(bias + dPrime / 2),
  };
}

export const FIGURES = ["d′", "c", "AI pass rate", "human pass rate"] as const;
export type FigureName = (typeof FIGURES)[number];

/** Where nothing can be told apart a detector still believes what it draws, a little. */
const LEAST_SLOPE = 0.5;

/**
 * A guess, as the probability of an AI in steps of .01 from .05 to .95: evidence from N(±d′/2, 1)
 * against the criterion. It is never one half, which would be no verdict.
 */
export function drawGuess(random: Random, { dPrime, bias }: Truth, isAi: boolean): number {
  const evidence = random.normal((isAi ? dPrime : -dPrime) / 2, 1);
  const belief = 1 / (1 + Math.exp(-Math.max(dPrime, LEAST_SLOPE) * (evidence - bias)));
  const steps = Math.min(95, Math.max(5, Math.round(100 * belief)));
  if (steps !== 50) return steps / 100;
  return evidence > bias ? 0.51 : 0.49;
}
