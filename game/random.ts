import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { randomExponential, randomGamma, randomLogNormal, randomNormal } from "d3-random";
import { z } from "zod";

/** A match's stored randomness: 128 bits as 32 lowercase hexadecimal characters. */
export type Seed = string;

export const seedSchema = z.string().regex(/^[0-9a-f]{32}$/, "32 lowercase hexadecimal characters");

interface Weighted<T> {
  item: T;
  weight: number;
}

/** A stream of draws that its seed and labels fix for ever. */
export interface Random {
  /** Uniform in [0, 1), with 53 random bits. */
  readonly next: () => number;
  /** A uniform integer from 0 to n − 1; RangeError unless n is a positive integer. */
  readonly int: (n: number) => number;
  /** True with probability p; p ≤ 0 is never, p ≥ 1 is always. */
  readonly chance: (p: number) => boolean;
  /** One item, all equally likely; RangeError when there are none. */
  readonly pick: <T>(items: readonly T[]) => T;
  /** A new array in uniformly random order (Fisher–Yates). */
  readonly shuffle: <T>(items: readonly T[]) => T[];
  readonly normal: (mean: number, sd: number) => number;
  /** exp(Normal(mu, sigma)): mu and sigma belong to the logarithm. */
  readonly logNormal: (mu: number, sigma: number) => number;
  /** Mean shape · scale. */
  readonly gamma: (shape: number, scale: number) => number;
  readonly exponential: (mean: number) => number;
  /** One item by weight; RangeError unless weights are finite, ≥ 0 and not all 0. */
  readonly weighted: <T>(items: readonly Weighted<T>[]) => T;
}

/**
 * The stream of a seed and its labels. Other labels give an independent stream, so that one
 * part of a match may draw more or less without moving the draws of another.
 * The labels 1 and "1" differ. RangeError when the seed is not 32 hexadecimal characters.
 */
export function createRandom(seed: Seed, ...labels: (string | number)[]): Random {
  const next = doubles(sfc32(stateOf(seed, labels)));
  const int = (n: number) => integerBelow(n, next);
  const normal = randomNormal.source(next);
  const logNormal = randomLogNormal.source(next);
  const gamma = randomGamma.source(next);
  const exponential = randomExponential.source(next);
  return {
    next,
    int,
    chance: (p) => next() < p,
    pick: (items) => itemAt(items, int(items.length)),
    shuffle: (items) => shuffled(items, int),
    normal: (mean, sd) => normal(mean, sd)(),
    logNormal: (mu, sigma) => logNormal(mu, sigma)(),
    gamma: (shape, scale) => gamma(shape, scale)(),
    exponential: (mean) => exponential(1 / mean)(),
    weighted: (items) => pickWeighted(items, next),
  };
}

type State = [number, number, number, number];

function stateOf(seed: Seed, labels: readonly (string | number)[]): State {
  if (!seedSchema.safeParse(seed).success) throw new RangeError("not a seed");
  // JSON keeps ["a", "b"], ["ab"] and ["a,b"] apart.
  const digest = sha256(utf8ToBytes(JSON.stringify([seed, ...labels])));
  const word = (at: number) => parseInt(bytesToHex(digest.subarray(4 * at, 4 * at + 4)), 16);
  return [word(0), word(1), word(2), word(3)];
}

/** Chris Doty-Humphrey's sfc32 from PractRand: a 128-bit state, 32 bits a step. */
function sfc32([a, b, c, counter]: State): () => number {
  return () => {
    const out = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + out) | 0;
    return out >>> 0;
  };
}

function doubles(bits: () => number): () => number {
  // PractRand discards the first 12 steps, by when every state bit has reached the output.
  for (let step = 0; step < 12; step++) bits();
  return () => ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6)) / 2 ** 53;
}

function integerBelow(n: number, next: () => number): number {
  if (!Number.isSafeInteger(n) || n < 1) throw new RangeError(`no integer below ${n}`);
  return Math.floor(next() * n);
}

function itemAt<T>(items: readonly T[], index: number): T {
  for (const item of items.slice(index, index + 1)) return item;
  throw new RangeError(`no item at ${index}`);
}

function shuffled<T>(items: readonly T[], int: (n: number) => number): T[] {
  const copy = [...items];
  for (let last = copy.length - 1; last > 0; last--) {
    const other = int(last + 1);
    const kept = itemAt(copy, last);
    copy[last] = itemAt(copy, other);
    copy[other] = kept;
  }
  return copy;
}

function pickWeighted<T>(items: readonly Weighted<T>[], next: () => number): T {
  if (items.some(({ weight }) => !Number.isFinite(weight) || weight < 0)) {
    throw new RangeError("a weight is a finite number from 0 up");
  }
  const possible = items.filter(({ weight }) => weight > 0);
  let left = next() * possible.reduce((sum, { weight }) => sum + weight, 0);
  for (const { item, weight } of possible) {
    left -= weight;
    if (left < 0) return item;
  }
  // Only rounding of the sum brings a draw here; with nothing possible it is a RangeError.
  return itemAt(possible, possible.length - 1).item;
}
