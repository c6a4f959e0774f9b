import { normalCdf, normalQuantile } from "./statistics.ts";

/** How games hang together by who plays them. */
export interface Clustering {
  /** Games of one participant, 1 or more. */
  gamesEach: number;
  /** Intraclass correlation, 0–1: how alike the games of one participant are. */
  icc: number;
}

export interface Test {
  /** Two-sided, 0–1. */
  alpha: number;
  /** 0–1. */
  power: number;
}

/** What multiplies the games that independent ones would need: 1 + (m − 1)·ICC (Kish 1965). */
export function designEffect({ gamesEach, icc }: Clustering): number {
  if (!(gamesEach >= 1)) throw new RangeError(`${gamesEach} games each`);
  requireOpenShare(icc, true);
  return 1 + (gamesEach - 1) * icc;
}

/**
 * Games in each of two groups that tell rates p and q apart: the normal approximation without
 * continuity correction (Fleiss, Levin & Paik 2003, 4.14). RangeError where p = q.
 */
export function gamesPerGroup(p: number, q: number, { alpha, power }: Test): number {
  requireDifferent(p, q);
  const mean = (p + q) / 2;
  const spread =
    zOf(alpha) * Math.sqrt(2 * mean * (1 - mean)) + zPower(power) * Math.sqrt(variance(p, q));
  return Math.ceil((spread / (p - q)) ** 2);
}

/**
 * Games that tell a rate p from a fixed one, such as one half: the normal approximation (Fleiss,
 * Levin & Paik 2003, 2.4). RangeError where they are equal.
 */
export function gamesAgainst(p: number, fixed: number, { alpha, power }: Test): number {
  requireDifferent(p, fixed);
  const spread =
    zOf(alpha) * Math.sqrt(fixed * (1 - fixed)) + zPower(power) * Math.sqrt(p * (1 - p));
  return Math.ceil((spread / (p - fixed)) ** 2);
}

/** The power of a comparison of two groups of n independent games each. */
export function powerOfTwo(p: number, q: number, n: number, alpha: number): number {
  requireDifferent(p, q);
  const mean = (p + q) / 2;
  const critical = zOf(alpha) * Math.sqrt(2 * mean * (1 - mean));
  return normalCdf((Math.abs(p - q) * Math.sqrt(n) - critical) / Math.sqrt(variance(p, q)));
}

/** The power of a comparison of n independent games with a fixed rate. */
export function powerAgainst(p: number, fixed: number, n: number, alpha: number): number {
  requireDifferent(p, fixed);
  const critical = zOf(alpha) * Math.sqrt(fixed * (1 - fixed));
  return normalCdf((Math.abs(p - fixed) * Math.sqrt(n) - critical) / Math.sqrt(p * (1 - p)));
}

const variance = (p: number, q: number) => p * (1 - p) + q * (1 - q);

function zOf(alpha: number): number {
  requireOpenShare(alpha);
  return normalQuantile(1 - alpha / 2);
}

function zPower(power: number): number {
  requireOpenShare(power);
  return normalQuantile(power);
}

function requireDifferent(p: number, q: number): void {
  requireOpenShare(p);
  requireOpenShare(q);
  if (p === q) throw new RangeError("the rates are the same");
}

function requireOpenShare(share: number, closed = false): void {
  if (!(closed ? share >= 0 && share <= 1 : share > 0 && share < 1))
    throw new RangeError(`${share} is not between 0 and 1`);
}
