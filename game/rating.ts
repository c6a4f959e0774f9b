/** Glicko-2 on the familiar scale: 1500 is average, the deviation its standard error. */
export interface Rating {
  rating: number;
  deviation: number;
  volatility: number;
}

/** Won, drawn or lost. */
type Score = 0 | 0.5 | 1;

export interface RatedGame {
  opponent: Rating;
  score: Score;
}

/** A newcomer (Glickman 2013, step 1). */
export const INITIAL_RATING: Rating = { rating: 1500, deviation: 350, volatility: 0.06 };

/** System constant τ: how far volatility may move in one period; Glickman advises 0.3 to 1.2. */
const TAU = 0.5;
const CONVERGENCE = 1e-6;
/** Rating points in one unit of the Glicko-2 scale. */
const SCALE = 173.7178;

/**
 * The rating after one period's games, in any order; without games only the deviation grows.
 * Opponents enter as they were at the period's start. RangeError for a rating that is not
 * finite or whose deviation or volatility is not above 0.
 * Source: Glickman 2013, "Example of the Glicko-2 system", steps 2 to 8.
 */
export function updateRating(self: Rating, games: readonly RatedGame[]): Rating {
  for (const rating of [self, ...games.map(({ opponent }) => opponent)]) requireRating(rating);
  const phi = self.deviation / SCALE;
  if (games.length === 0) {
    return { ...self, deviation: SCALE * Math.hypot(phi, self.volatility) };
  }
  const { variance, gain } = evidence(self, games);
  const volatility = nextVolatility(self.volatility, phi, variance, variance * gain);
  const deviation = 1 / Math.sqrt(1 / (phi ** 2 + volatility ** 2) + 1 / variance);
  const rating = self.rating + SCALE * deviation ** 2 * gain;
  return { rating, deviation: SCALE * deviation, volatility };
}

/** Steps 3 and 4: the variance v of the games' evidence, and Σ g(φ)·(score − expected). */
function evidence(self: Rating, games: readonly RatedGame[]) {
  let [information, gain] = [0, 0];
  for (const { opponent, score } of games) {
    const g = 1 / Math.sqrt(1 + 3 * (opponent.deviation / SCALE / Math.PI) ** 2);
    const expected = 1 / (1 + Math.exp((-g * (self.rating - opponent.rating)) / SCALE));
    information += g ** 2 * expected * (1 - expected);
    gain += g * (score - expected);
  }
  return { variance: 1 / information, gain };
}

/** Step 5: the root of f, found by the Illinois variant of regula falsi. */
function nextVolatility(sigma: number, phi: number, variance: number, delta: number): number {
  const a = Math.log(sigma ** 2);
  const f = (x: number) => {
    const spread = phi ** 2 + variance + Math.exp(x);
    return (Math.exp(x) * (delta ** 2 - spread)) / (2 * spread ** 2) - (x - a) / TAU ** 2;
  };
  let [A, B] = [a, upperBracket(f, a, delta ** 2 - phi ** 2 - variance)];
  let [fA, fB] = [f(A), f(B)];
  while (Math.abs(B - A) > CONVERGENCE) {
    const C = A + ((A - B) * fA) / (fB - fA);
    const fC = f(C);
    if (fC * fB <= 0) [A, fA] = [B, fB];
    else fA /= 2;
    [B, fB] = [C, fC];
  }
  return Math.exp(A / 2);
}

function upperBracket(f: (x: number) => number, a: number, surprise: number): number {
  if (surprise > 0) return Math.log(surprise);
  let k = 1;
  while (f(a - k * TAU) < 0) k++;
  return a - k * TAU;
}

/** One guess as two games of two sides each; either game's scores sum to 1. */
export interface JudgementResults {
  /** The detective's score against the witness's difficulty. */
  skill: Score;
  /** The witness's score in that game. */
  difficulty: Score;
  /** The witness's score against the detective's suspicion. */
  humanness: Score;
  /** The detective's score in that game. */
  suspicion: Score;
}

/**
 * What a guess of pAi (0–1) is worth to both sides: the detective wins skill when right, the
 * witness, human or AI, wins humanness when judged human; exactly .5 draws both games.
 * RangeError outside 0–1.
 */
export function judgementResults(pAi: number, witnessIsAi: boolean): JudgementResults {
  if (!(pAi >= 0 && pAi <= 1)) throw new RangeError(`${pAi} is not from 0 to 1`);
  if (pAi === 0.5) return { skill: 0.5, difficulty: 0.5, humanness: 0.5, suspicion: 0.5 };
  const judgedAi = pAi > 0.5;
  const [skill, difficulty] = gameOf(judgedAi === witnessIsAi);
  const [humanness, suspicion] = gameOf(!judgedAi);
  return { skill, difficulty, humanness, suspicion };
}

function gameOf(won: boolean): [Score, Score] {
  return won ? [1, 0] : [0, 1];
}

function requireRating({ rating, deviation, volatility }: Rating): void {
  const sound = deviation > 0 && volatility > 0;
  if (!sound || ![rating, deviation, volatility].every(Number.isFinite)) {
    throw new RangeError(`no rating: ${rating} ± ${deviation}, volatility ${volatility}`);
  }
}
