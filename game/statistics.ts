/** The 97.5 % point of the normal distribution, for two-sided 95 % intervals. */
const Z_95 = 1.959964;

/** A rate with its interval; with no trials the rate is null and the interval all of 0–1. */
export interface Proportion {
  rate: number | null;
  low: number;
  high: number;
}

/**
 * A proportion with the Wilson score interval, 95 % unless z says otherwise (Wilson 1927).
 * RangeError unless 0 ≤ successes ≤ n.
 */
export function wilson(successes: number, n: number, z = Z_95): Proportion {
  requireCount(successes, n);
  if (n === 0) return { rate: null, low: 0, high: 1 };
  const rate = successes / n;
  const scale = 1 + z ** 2 / n;
  const centre = (rate + z ** 2 / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((rate * (1 - rate)) / n + z ** 2 / (4 * n ** 2));
  // At the ends the formula gives 0 and 1 up to rounding.
  return {
    rate,
    low: successes === 0 ? 0 : centre - half,
    high: successes === n ? 1 : centre + half,
  };
}

/** One guess: the stated probability of AI (0–1) and the truth. */
export interface Forecast {
  pAi: number;
  isAi: boolean;
}

export interface Accuracy extends Proportion {
  correct: number;
  /** Guesses that took a side, the denominator of the rate. */
  n: number;
  /** Guesses of exactly one half. */
  draws: number;
}

/** The share of right verdicts (pAi cut at .5) among those that took a side. */
export function accuracy(forecasts: readonly Forecast[]): Accuracy {
  for (const { pAi } of forecasts) requireShare(pAi);
  const decided = forecasts.filter(({ pAi }) => pAi !== 0.5);
  const correct = decided.filter(({ pAi, isAi }) => pAi > 0.5 === isAi).length;
  const n = decided.length;
  return { correct, n, draws: forecasts.length - n, ...wilson(correct, n) };
}

export interface Judgements {
  /** AI witnesses judged AI. */
  hits: number;
  aiGames: number;
  /** Human witnesses judged AI. */
  falseAlarms: number;
  humanGames: number;
}

export interface Detection {
  dPrime: number;
  /** Above 0: inclined to say human. */
  criterion: number;
  /** Log-linearly corrected, as d′ uses it. */
  hitRate: number;
  falseAlarmRate: number;
}

/**
 * d′ and criterion with the log-linear correction (Hautus 1995); null when there were no AI
 * or no human witnesses. RangeError when a count exceeds its games.
 */
export function signalDetection(judgements: Judgements): Detection | null {
  const { hits, aiGames, falseAlarms, humanGames } = judgements;
  requireCount(hits, aiGames);
  requireCount(falseAlarms, humanGames);
  if (aiGames === 0 || humanGames === 0) return null;
  const hitRate = (hits + 0.5) / (aiGames + 1);
  const falseAlarmRate = (falseAlarms + 0.5) / (humanGames + 1);
  const [zHit, zFalse] = [normalQuantile(hitRate), normalQuantile(falseAlarmRate)];
  return { dPrime: zHit - zFalse, criterion: -(zHit + zFalse) / 2, hitRate, falseAlarmRate };
}

/**
 * d′ of two-alternative forced choice, √2 · z(proportion correct) (Macmillan & Creelman 2005);
 * null without games. All right or all wrong counts as half a game less, to stay finite
 * (their 1/(2n) rule). RangeError unless 0 ≤ correct ≤ n.
 */
export function forcedChoiceDPrime(correct: number, n: number): number | null {
  requireCount(correct, n);
  if (n === 0) return null;
  const finite = Math.min(Math.max(correct, 0.5), n - 0.5);
  return Math.SQRT2 * normalQuantile(finite / n);
}

export interface Brier {
  /** Mean squared error, 0–1; always one half gives 0.25. */
  score: number;
  reliability: number;
  resolution: number;
  uncertainty: number;
  n: number;
}

/**
 * The Brier score (1950) with Murphy's parts (1973) over the distinct values of pAi, so that
 * score = reliability − resolution + uncertainty; null without forecasts.
 */
export function brier(forecasts: readonly Forecast[]): Brier | null {
  const n = forecasts.length;
  if (n === 0) return null;
  for (const { pAi } of forecasts) requireShare(pAi);
  const base = observedRate(forecasts);
  const parts = groupsByValue(forecasts).map(({ pAi, observed, share }) => ({
    reliability: share * (pAi - observed) ** 2,
    resolution: share * (observed - base) ** 2,
  }));
  return {
    score: mean(forecasts.map(({ pAi, isAi }) => (pAi - Number(isAi)) ** 2)),
    reliability: sum(parts.map(({ reliability }) => reliability)),
    resolution: sum(parts.map(({ resolution }) => resolution)),
    uncertainty: base * (1 - base),
    n,
  };
}

function groupsByValue(forecasts: readonly Forecast[]) {
  // Rounded, because a complement such as 1 − 0.9 is the same value as 0.1.
  const groups = Map.groupBy(forecasts, ({ pAi }) => Math.round(pAi * 1e9) / 1e9);
  return [...groups].map(([pAi, group]) => ({
    pAi,
    observed: observedRate(group),
    share: group.length / forecasts.length,
  }));
}

/** Forecasts from `from` up to `to` (the last bin with its end) and how often AI it was. */
export interface ReliabilityBin {
  from: number;
  to: number;
  n: number;
  meanPAi: number;
  /** Share that were AI, with its Wilson 95 % interval. */
  observed: number;
  low: number;
  high: number;
}

/** The reliability curve in equal bins, in order, without the empty ones. */
export function reliabilityCurve(forecasts: readonly Forecast[], bins = 10): ReliabilityBin[] {
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`${bins} bins`);
  for (const { pAi } of forecasts) requireShare(pAi);
  // A complement such as 1 − 0.9 is a hair below its bin's edge.
  const binOf = ({ pAi }: Forecast) => Math.min(Math.floor(pAi * bins + 1e-9), bins - 1);
  return [...Map.groupBy(forecasts, binOf)]
    .sort(([a], [b]) => a - b)
    .map(([bin, group]) => reliabilityBin(bin / bins, (bin + 1) / bins, group));
}

function reliabilityBin(from: number, to: number, group: readonly Forecast[]): ReliabilityBin {
  const n = group.length;
  const observed = observedRate(group);
  const { low, high } = wilson(group.filter(({ isAi }) => isAi).length, n);
  return { from, to, n, meanPAi: mean(group.map(({ pAi }) => pAi)), observed, low, high };
}

function observedRate(forecasts: readonly Forecast[]): number {
  return mean(forecasts.map(({ isAi }) => Number(isAi)));
}

/** A mean with its interval; null where there are too few values to tell. */
export interface Mean {
  mean: number | null;
  low: number | null;
  high: number | null;
  n: number;
}

/** The mean with Student's t 95 % interval: no mean of no values, no interval below two. */
export function meanWithInterval(values: readonly number[]): Mean {
  const n = values.length;
  if (n === 0) return { mean: null, low: null, high: null, n };
  const centre = mean(values);
  if (n === 1) return { mean: centre, low: null, high: null, n };
  const variance = (mean(values.map((value) => (value - centre) ** 2)) * n) / (n - 1);
  const half = studentQuantile(0.975, n - 1) * Math.sqrt(variance / n);
  return { mean: centre, low: centre - half, high: centre + half, n };
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function requireShare(p: number): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${p} is not from 0 to 1`);
}

function requireCount(part: number, whole: number): void {
  if (!(part >= 0 && part <= whole && Number.isFinite(whole))) {
    throw new RangeError(`${part} of ${whole}`);
  }
}

interface Rational {
  above: readonly number[];
  below: readonly number[];
}

const CENTRAL: Rational = {
  above: [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
    1971.5909503065513, 133.14166789178438, 3.3871328727963665,
  ],
  below: [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
    687.1870074920579, 42.31333070160091, 1.0,
  ],
};
const TAIL: Rational = {
  above: [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684,
    3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  below: [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008,
    0.6897673349851, 1.6763848301838038, 2.053191626637759, 1.0,
  ],
};
const FAR_TAIL: Rational = {
  above: [
    2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124,
    0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  below: [
    2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133,
    0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1.0,
  ],
};

/**
 * The standard normal quantile of p, to about 1e-15 relative; ±Infinity at 1 and 0.
 * RangeError outside [0, 1]. Source: Wichura 1988, algorithm AS 241 (PPND16).
 */
export function normalQuantile(p: number): number {
  requireShare(p);
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(CENTRAL, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  return Math.sign(q) * (r <= 5 ? ratio(TAIL, r - 1.6) : ratio(FAR_TAIL, r - 5));
}

const HART: Rational = {
  above: [
    3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871,
    221.213596169931, 220.206867912376,
  ],
  below: [
    8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674,
    637.333633378831, 793.826512519948, 440.413735824752,
  ],
};

/**
 * The standard normal distribution function, to about 1e-14 (relative below 0, absolute above).
 * Source: Hart 1968, algorithm 5666, as given by West 2005; Laplace's continued fraction beyond 7.
 */
export function normalCdf(x: number): number {
  const distance = Math.abs(x);
  const density = Math.exp(-(distance ** 2) / 2);
  const tail =
    distance < 7
      ? density * ratio(HART, distance)
      : density / Math.sqrt(2 * Math.PI) / laplaceFraction(distance);
  return x > 0 ? 1 - tail : tail;
}

function ratio({ above, below }: Rational, x: number): number {
  const horner = (value: number, coefficient: number) => value * x + coefficient;
  return above.reduce(horner, 0) / below.reduce(horner, 0);
}

function laplaceFraction(x: number): number {
  let fraction = x;
  for (let k = 40; k > 0; k--) fraction = x + k / fraction;
  return fraction;
}

/**
 * Student's t quantile of p for a whole number of degrees of freedom; ±Infinity at 1 and 0.
 * Exact to rounding up to 100 degrees (Abramowitz & Stegun 26.7.3–4 solved by bisection),
 * to 1e-9 above (26.7.5). RangeError outside these.
 */
export function studentQuantile(p: number, degrees: number): number {
  requireShare(p);
  if (!Number.isInteger(degrees) || degrees < 1) throw new RangeError(`${degrees} degrees`);
  if (p === 0 || p === 1) return normalQuantile(p);
  if (degrees > 100) return expandedQuantile(normalQuantile(p), degrees);
  const share = Math.abs(2 * p - 1);
  const angle = bisect((theta) => centralShare(theta, degrees) < share, Math.PI / 2);
  return Math.sign(p - 0.5) * Math.sqrt(degrees) * Math.tan(angle);
}

/** P(|T| ≤ √degrees · tan(theta)), A&S 26.7.3 (odd) and 26.7.4 (even). */
function centralShare(theta: number, degrees: number): number {
  const odd = degrees % 2 === 1;
  let term = odd ? Math.cos(theta) : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k <= degrees - 2; k += 2) {
    term *= ((k - 1) / k) * Math.cos(theta) ** 2;
    sum += term;
  }
  const series = Math.sin(theta) * sum;
  return odd ? (2 / Math.PI) * (theta + series) : series;
}

/** Cornish–Fisher expansion in 1/degrees, A&S 26.7.5. */
function expandedQuantile(x: number, degrees: number): number {
  const terms = [
    (79 * x ** 9 + 776 * x ** 7 + 1482 * x ** 5 - 1920 * x ** 3 - 945 * x) / 92160,
    (3 * x ** 7 + 19 * x ** 5 + 17 * x ** 3 - 15 * x) / 384,
    (5 * x ** 5 + 16 * x ** 3 + 3 * x) / 96,
    (x ** 3 + x) / 4,
    x,
  ];
  return terms.reduce((value, term) => value / degrees + term, 0);
}

function bisect(isBelow: (x: number) => boolean, limit: number): number {
  let [low, high] = [0, limit];
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
