import { expected, type FigureName, FIGURES, type Truth } from "./truth.ts";

/** What the platform says of one figure. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
  n: number;
}
export type Estimates = Readonly<Record<FigureName, Estimate>>;

export interface Judged extends Estimate {
  figure: FigureName;
  truth: number;
  holds: boolean;
}

/** Each figure beside what went in. */
export function judge(estimates: Estimates, truth: Truth): Judged[] {
  const wanted = expected(truth);
  return FIGURES.map((figure) => {
    const { low, high } = estimates[figure];
    const holds = low <= wanted[figure] && wanted[figure] <= high;
    return { figure, ...estimates[figure], truth: wanted[figure], holds };
  });
}

const CONFIDENCE = 0.95;
/** So seldom are intervals that keep their promise taken for ones that do not. */
const CHANCE = 0.001;

export interface Coverage {
  figure: FigureName;
  held: number;
  of: number;
  /** Probability of as few or fewer, were the intervals what they say. */
  p: number;
  fails: boolean;
}

/** Over several studies: how often each interval holds the truth, which should be 95 of 100. */
export function coverage(studies: readonly (readonly Judged[])[]): Coverage[] {
  const all = studies.flat();
  return [...Map.groupBy(all, ({ figure }) => figure)].map(([figure, judged]) => {
    const held = judged.filter(({ holds }) => holds).length;
    const p = atMost(held, judged.length);
    return { figure, held, of: judged.length, p, fails: p < CHANCE };
  });
}

/** Probability of at most so many successes. */
function atMost(successes: number, of: number): number {
  let [term, sum] = [(1 - CONFIDENCE) ** of, 0];
  for (let k = 0; k <= successes; k++) {
    sum += term;
    term *= ((of - k) / (k + 1)) * (CONFIDENCE / (1 - CONFIDENCE));
  }
  return Math.min(1, sum);
}
