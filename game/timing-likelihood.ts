import { normalCdf, normalQuantile } from "./statistics.ts";
import { slipVariance, typedPerCharacter } from "./timing.ts";
import type { SendingLaw, SlipLaw } from "./timing-profile.ts";

/** A recorded reply of a person. Seconds are unscaled. */
export interface RecordedReply {
  matchId: string;
  /** Who typed: one speed for a seat. */
  seatId: string;
  /** From receiving what it answers, or the turn, to the reply. */
  seconds: number;
  previousCharacters: number;
  characters: number;
  complexity: number;
}

/** What is fitted of the default profile. */
export interface TimingParameters {
  readingSecondsPerCharacter: number;
  thinkingShape: number;
  thinkingScale: number;
  wpmMu: number;
  wpmSigma: number;
  typingNoise: number;
  pauseProbability: number;
  pauseMu: number;
  pauseSigma: number;
}

/** What is not fitted. */
export interface TimingConstants {
  baseSeconds: number;
  slips: SlipLaw;
  sending: SendingLaw;
}

/** Quantiles of equal weight that stand for a law in the sums below. */
const middles = (count: number) =>
  Array.from({ length: count }, (_, index) => normalQuantile((index + 0.5) / count));
const THOUGHTS = middles(12);
const SPEEDS = middles(11);
/** Beside each thought two pauses that have nothing to do with it: 7 and 24 share no divisor. */
const PAUSES = middles(24).map((_, index, all) => all[(7 * index + 3) % all.length] ?? 0);

/** A share of replies whose time the formula does not explain, spread evenly over two minutes. */
const UNEXPLAINED = 0.005;
const UNEXPLAINED_DENSITY = UNEXPLAINED / 120;
const SECONDS_PER_CHARACTER_AT_1_WPM = 12;
const SQRT_2_PI = Math.sqrt(2 * Math.PI);

interface Node {
  /** Seconds of thinking and pausing. */
  before: number;
  weight: number;
}

/**
 * Log-likelihood of the replies of seats, each with a typing speed of its own that is summed out
 * over quantiles, as are thinking and pauses.
 */
export function logLikelihoodOf(
  seats: readonly (readonly RecordedReply[])[],
  parameters: TimingParameters,
  constants: TimingConstants,
): number {
  const nodes = new Map<number, Node[]>();
  const centres = SPEEDS.map((z) => -(parameters.wpmMu + parameters.wpmSigma * z));
  return seats.reduce((sum, replies) => {
    const logs = centres.map(() => 0);
    for (const reply of replies) {
      const before = nodes.get(reply.complexity) ?? nodesOf(reply, parameters);
      nodes.set(reply.complexity, before);
      addLogDensities(logs, reply, { parameters, constants, centres, nodes: before });
    }
    const most = Math.max(...logs);
    return sum + most + Math.log(mean(logs.map((log) => Math.exp(log - most))));
  }, 0);
}

interface Model {
  parameters: TimingParameters;
  constants: TimingConstants;
  /** Logarithm of the median seconds typed a second at one word a minute, by speed. */
  centres: readonly number[];
  nodes: readonly Node[];
}

/** Adds the log density of one reply at each speed. */
function addLogDensities(logs: number[], reply: RecordedReply, model: Model): void {
  const { parameters, constants, centres, nodes } = model;
  const noise = noiseOf(reply, parameters, constants);
  const densities = centres.map(() => 0);
  for (const { before, weight } of nodes) {
    const typing = typingSeconds(reply, parameters, constants, before);
    if (typing <= 0) continue;
    const log = logOfRatio(typing, reply, constants) - noise.mean;
    centres.forEach((centre, speed) => {
      const away = (log - centre) / noise.sigma;
      densities[speed] = (densities[speed] ?? 0) + (weight / typing) * Math.exp(-0.5 * away * away);
    });
  }
  const scale = (1 - UNEXPLAINED) / (noise.sigma * SQRT_2_PI);
  densities.forEach((density, speed) => {
    logs[speed] = (logs[speed] ?? 0) + Math.log(scale * density + UNEXPLAINED_DENSITY);
  });
}

/** The share of replies like this one that would have been quicker, by a speed nobody knows. */
export function quickerShare(
  reply: RecordedReply,
  parameters: TimingParameters,
  constants: TimingConstants,
): number {
  const { wpmMu, wpmSigma } = parameters;
  const noise = noiseOf(reply, parameters, constants);
  const spread = Math.hypot(wpmSigma, noise.sigma);
  return nodesOf(reply, parameters).reduce((share, { before, weight }) => {
    const typing = typingSeconds(reply, parameters, constants, before);
    if (typing <= 0) return share;
    const log = logOfRatio(typing, reply, constants) - noise.mean;
    return share + weight * normalCdf((log + wpmMu) / spread);
  }, 0);
}

function typingSeconds(
  { seconds, previousCharacters }: RecordedReply,
  { readingSecondsPerCharacter }: TimingParameters,
  { baseSeconds, sending }: TimingConstants,
  before: number,
): number {
  const reading = readingSecondsPerCharacter * previousCharacters;
  const sent = (sending.least + sending.most) / 2;
  return seconds - baseSeconds - reading - before - sent;
}

/** Log-normal, with the mean and the variance of a line's flow and its slips together. */
function noiseOf(
  { characters }: RecordedReply,
  { typingNoise }: TimingParameters,
  { slips }: TimingConstants,
) {
  const slipped = Math.log(1 + slipVariance(slips, characters));
  return { mean: -slipped / 2, sigma: Math.hypot(typingNoise, Math.sqrt(slipped)) };
}

/** Of the time typed to the time at one word a minute: minus the logarithm of the speed. */
function logOfRatio(
  typing: number,
  { characters }: RecordedReply,
  { slips }: TimingConstants,
): number {
  // Enter stands for the last one; a single character takes no typing but that.
  const typed = Math.max(0.5, characters - 1 / typedPerCharacter(slips));
  return Math.log(typing / (SECONDS_PER_CHARACTER_AT_1_WPM * typed));
}

function nodesOf({ complexity }: RecordedReply, parameters: TimingParameters): Node[] {
  const { pauseProbability, pauseMu, pauseSigma } = parameters;
  const thoughts = THOUGHTS.map((z) => complexity * gammaQuantile(z, parameters));
  const straight = thoughts.map((before) => ({
    before,
    weight: (1 - pauseProbability) / thoughts.length,
  }));
  const paused = PAUSES.map((z, index) => ({
    before: (thoughts[index % thoughts.length] ?? 0) + Math.exp(pauseMu + pauseSigma * z),
    weight: pauseProbability / PAUSES.length,
  }));
  return [...straight, ...paused];
}

/** Wilson & Hilferty 1931: the quantile of a gamma law at a normal quantile. */
function gammaQuantile(z: number, { thinkingShape: shape, thinkingScale }: TimingParameters) {
  const root = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  return thinkingScale * shape * Math.max(0, root) ** 3;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
