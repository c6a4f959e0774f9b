/** The Wilson score interval at 95 %. */
export function wilson(k: number, n: number): { rate: number; low: number; high: number } {
  const z = 1.959964;
  const p = k / n;
  const root = z * Math.sqrt(p * (1 - p) * n + (z * z) / 4);
  const middle = k + (z * z) / 2;
  return { rate: p, low: (middle - root) / (n + z * z), high: (middle + root) / (n + z * z) };
}

/** The density of the standard normal distribution. */
const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** The distribution function by Marsaglia's series (2004), good to 1e-14 between −7 and 7. */
function distribution(x: number): number {
  let [sum, term] = [x, x];
  for (let k = 3; Math.abs(term) > 1e-17; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + sum * density(x);
}

/** The quantile, by Newton's steps from 0. */
function z(p: number): number {
  let x = 0;
  for (let step = 0; step < 60; step++) {
    const change = Math.max(-1, Math.min(1, (distribution(x) - p) / density(x)));
    x -= change;
    if (Math.abs(change) < 1e-13) break;
  }
  return x;
}

/** d′ and c with half a game added to hits and false alarms, and half the width of d′'s interval. */
export function detection(hits: number, signals: number, alarms: number, noises: number) {
  const h = (hits + 0.5) / (signals + 1);
  const f = (alarms + 0.5) / (noises + 1);
  const variance =
    (h * (1 - h)) / ((signals + 1) * density(z(h)) ** 2) +
    (f * (1 - f)) / ((noises + 1) * density(z(f)) ** 2);
  return {
    dPrime: z(h) - z(f),
    criterion: -(z(h) + z(f)) / 2,
    half: 1.959964 * Math.sqrt(variance),
  };
}

/** d′ of a choice between two; all or none right is half a game less. */
export function choiceDPrime(share: number, n: number): number {
  return Math.sqrt(2) * z(Math.min(Math.max(share * n, 0.5), n - 0.5) / n);
}

/** The quantile that spreadsheets call inclusive. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below * (1 - (place - Math.floor(place))) + above * (place - Math.floor(place));
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Draws from 0 to 1 by a linear congruential generator (Knuth's MMIX). */
export function draws(seed: bigint): () => number {
  let state = seed;
  return () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n);
    return Number(state >> 11n) / 2 ** 53;
  };
}
