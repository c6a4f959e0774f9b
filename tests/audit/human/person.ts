import type { Random } from "../../../game/random.ts";
import { drawTypist, type Typist } from "./keystrokes.ts";

/** Somebody at the other end; durations in unscaled ms. */
export interface Person {
  typist: Typist;
  /** Brysbaert 2019: silent reading at 238 words a minute, SD about 50 across persons. */
  wordsPerMinute: number;
  /** How often something else is in the way. Assumption. */
  distractions: number;
  /** Mean of the decision what to say: assumption, a gamma law as reaction times have. */
  thinkingMs: number;
}

export function drawPerson(random: Random): Person {
  return {
    typist: drawTypist(random),
    wordsPerMinute: Math.max(100, random.normal(238, 50)),
    distractions: 0.1 + 0.14 * random.next(),
    thinkingMs: 400 * random.logNormal(0, 0.3),
  };
}

/** A sum in one's head: assumption. */
const RECKONING_MS = 2600;

/**
 * From a message's arrival to the first key of an answer: seeing it (about 400 ms, Card, Moran &
 * Newell 1983: perceive, decide, act), reading, deciding what to say, moving the hands (400 ms,
 * keystroke-level model, homing), and now and then something else first (Pareto: assumption).
 */
export function answeringMs(person: Person, heard: string, random: Random): number {
  const glance = glanceMs(person, heard, random);
  const asked = heard.includes("?") ? 1.5 : 1;
  const reckoning = /\d.*\d/.test(heard) ? random.gamma(3, RECKONING_MS / 3) : 0;
  const deciding = asked * (250 + random.gamma(2, person.thinkingMs / 2)) + reckoning;
  return glance + deciding + 400 + distractionMs(person, random);
}

/** Seeing and reading a message. */
export function glanceMs({ wordsPerMinute }: Person, heard: string, random: Random): number {
  const reading = (Array.from(heard).length / 5 / wordsPerMinute) * 60_000;
  return Math.max(150, random.normal(400, 120)) + reading;
}

function distractionMs({ distractions }: Person, random: Random): number {
  return random.chance(distractions)
    ? Math.min(40_000, 1700 * (1 - random.next()) ** (-1 / 1.6))
    : 0;
}

/**
 * How often people do what has no published rate: the platform's own assumptions, until recorded
 * matches of people say better. Medians in unscaled ms, sigma of their logarithm.
 */
export const HABITS = {
  opening: { probability: 0.5, medianMs: 6000, sigma: 0.6 },
  /** Until its first key: what is left of the 3 s between messages when a short line is typed. */
  second: { probability: 0.08, medianMs: 2200, sigma: 0.55 },
  nudge: { probability: 0.35, medianMs: 18_000, sigma: 0.5 },
  falseStart: { probability: 0.075 },
  quiet: { probability: 0.03 },
  leaving: { probability: 0.03, from: 0.25, to: 0.95 },
  guessing: { medianMs: 9000, sigma: 0.5 },
} as const;
