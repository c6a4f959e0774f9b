import { minimise } from "./nelder-mead.ts";
import type { Random } from "./random.ts";
import {
  logLikelihoodOf,
  quickerShare,
  type RecordedReply,
  type TimingConstants,
  type TimingParameters,
} from "./timing-likelihood.ts";
import type { TIMING_PROFILES } from "./timing-profile.ts";

type DefaultProfile = (typeof TIMING_PROFILES)["default"];

/** With less the intervals would say nothing: assumption. */
export const LEAST_MATCHES = 30;
export const LEAST_REPLIES = 200;

/** How well a profile tells the recorded times. */
interface Fitness {
  logLikelihood: number;
  /** Kolmogorov–Smirnov: 0 where the recorded times are the profile's, 1 where they never meet. */
  distance: number;
}

export interface TimingFit {
  matches: number;
  replies: number;
  fitted: TimingParameters;
  /** 2.5 and 97.5 percentiles over matches drawn again with replacement. */
  intervals: Record<keyof TimingParameters, { low: number; high: number }>;
  fitness: Fitness;
  /** Of the profile that there was. */
  present: Fitness;
  profile: DefaultProfile;
}

interface FitOptions {
  resamples?: number;
  onResample?: (done: number) => void;
}

/**
 * Fits reading, thinking, typing speed, its noise and pauses to what people did, by maximum
 * likelihood; base seconds, slips, sending and
 * the other habits stay. Null below LEAST_MATCHES and LEAST_REPLIES.
 */
export function fitTiming(
  recorded: readonly RecordedReply[],
  present: DefaultProfile,
  random: Random,
  { resamples = 100, onResample }: FitOptions = {},
): TimingFit | null {
  const matches = groupsOf(recorded, ({ matchId }) => matchId);
  if (matches.length < LEAST_MATCHES || recorded.length < LEAST_REPLIES) return null;
  const { baseSeconds, slips, sending } = present;
  const constants = { baseSeconds: baseSeconds.value, slips, sending };
  const started = parametersOf(present);
  const whole = bestFor(matches, constants, logsOf(started), { step: 0.3, evaluations: 1500 });
  const drawn = Array.from({ length: resamples }, (_, index) => {
    const again = matches.map(() => random.pick(matches));
    const found = bestFor(again, constants, whole, { step: 0.15, evaluations: 250 });
    onResample?.(index + 1);
    return fromLogs(found);
  });
  const fitted = fromLogs(whole);
  return {
    matches: matches.length,
    replies: recorded.length,
    fitted,
    intervals: intervalsOf(drawn),
    fitness: fitnessOf(matches, fitted, constants),
    present: fitnessOf(matches, started, constants),
    profile: refitted(present, fitted, matches.length),
  };
}

type Matches = readonly (readonly RecordedReply[])[];

function bestFor(
  matches: Matches,
  constants: TimingConstants,
  start: readonly number[],
  budget: { step: number; evaluations: number },
): readonly number[] {
  const seats = seatsOf(matches);
  const tolerance = 0.01;
  return minimise((at) => -logLikelihoodOf(seats, fromLogs(at), constants), start, {
    ...budget,
    tolerance,
  }).at;
}

/** A match drawn twice counts twice: its seats are told apart by where it stands. */
function seatsOf(matches: Matches): Matches {
  return matches.flatMap((replies) => groupsOf(replies, ({ seatId }) => seatId));
}

function fitnessOf(
  matches: Matches,
  parameters: TimingParameters,
  constants: TimingConstants,
): Fitness {
  const shares = matches
    .flat()
    .map((reply) => quickerShare(reply, parameters, constants))
    .toSorted((a, b) => a - b);
  const distance = Math.max(
    ...shares.flatMap((share, index) => [
      (index + 1) / shares.length - share,
      share - index / shares.length,
    ]),
  );
  return { logLikelihood: logLikelihoodOf(seatsOf(matches), parameters, constants), distance };
}

function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}

/** The present figures of what is fitted. */
export function parametersOf(profile: DefaultProfile): TimingParameters {
  return {
    readingSecondsPerCharacter: profile.readingSecondsPerCharacter.value,
    thinkingShape: profile.thinking.shape,
    thinkingScale: profile.thinking.scale,
    wpmMu: profile.wordsPerMinute.mu,
    wpmSigma: profile.wordsPerMinute.sigma,
    typingNoise: profile.typingNoise.value,
    pauseProbability: profile.pause.probability,
    pauseMu: profile.pause.mu,
    pauseSigma: profile.pause.sigma,
  };
}

/** Scales on which every number is a possible parameter. */
function logsOf(parameters: TimingParameters): number[] {
  const { wpmMu, pauseMu, pauseProbability: p } = parameters;
  const { readingSecondsPerCharacter, thinkingShape, thinkingScale } = parameters;
  const { wpmSigma, typingNoise, pauseSigma } = parameters;
  return [
    ...[readingSecondsPerCharacter, thinkingShape, thinkingScale].map(Math.log),
    ...[wpmSigma, typingNoise, pauseSigma].map(Math.log),
    ...[wpmMu, pauseMu, Math.log(p / (1 - p))],
  ];
}

function fromLogs(at: readonly number[]): TimingParameters {
  const [reading, shape, scale, wpm, noise, pause, wpmMu, pauseMu, odds] = [
    ...at.slice(0, 6).map(Math.exp),
    ...at.slice(6),
  ];
  return {
    readingSecondsPerCharacter: reading ?? NaN,
    thinkingShape: shape ?? NaN,
    thinkingScale: scale ?? NaN,
    wpmMu: wpmMu ?? NaN,
    wpmSigma: wpm ?? NaN,
    typingNoise: noise ?? NaN,
    pauseProbability: 1 / (1 + Math.exp(-(odds ?? NaN))),
    pauseMu: pauseMu ?? NaN,
    pauseSigma: pause ?? NaN,
  };
}

function intervalsOf(drawn: readonly TimingParameters[]): TimingFit["intervals"] {
  const of = (name: keyof TimingParameters) => {
    const sorted = drawn.map((one) => one[name]).toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? NaN;
    return { low: at(0.025), high: at(0.975) };
  };
  return {
    readingSecondsPerCharacter: of("readingSecondsPerCharacter"),
    thinkingShape: of("thinkingShape"),
    thinkingScale: of("thinkingScale"),
    wpmMu: of("wpmMu"),
    wpmSigma: of("wpmSigma"),
    typingNoise: of("typingNoise"),
    pauseProbability: of("pauseProbability"),
    pauseMu: of("pauseMu"),
    pauseSigma: of("pauseSigma"),
  };
}

function refitted(
  profile: DefaultProfile,
  fitted: TimingParameters,
  matches: number,
): DefaultProfile {
  const source = `refitted to ${matches} recorded matches`;
  const figure = (value: number) => Number(value.toPrecision(4));
  return {
    ...profile,
    readingSecondsPerCharacter: { value: figure(fitted.readingSecondsPerCharacter), source },
    thinking: { shape: figure(fitted.thinkingShape), scale: figure(fitted.thinkingScale), source },
    wordsPerMinute: { mu: figure(fitted.wpmMu), sigma: figure(fitted.wpmSigma), source },
    typingNoise: { value: figure(fitted.typingNoise), source },
    pause: {
      probability: figure(fitted.pauseProbability),
      mu: figure(fitted.pauseMu),
      sigma: figure(fitted.pauseSigma),
      source,
    },
  };
}
