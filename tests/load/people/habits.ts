import type { Random } from "../../../game/random.ts";

/** How people of the crowd behave; durations are unscaled milliseconds. */
export interface Habits {
  /** Mean pause between a person's messages: 2,400 matches then say 200 a second, bots included. */
  meanPauseMs: number;
  /** Share of those who leave, of those who never guess, and of those who lose their line. */
  leave: number;
  silent: number;
  drop: number;
  /** Share of lines that begin anew, without a last id, as after a page is loaded again. */
  reload: number;
  /** Share of those who play again. */
  again: number;
}

export const HABITS: Habits = {
  meanPauseMs: 22_000,
  leave: 0.03,
  silent: 0.02,
  drop: 0.1,
  reload: 0.3,
  again: 0.5,
};

/** Spread of the logarithm of pauses: most are short, some are long. */
const PAUSE_SIGMA = 0.8;
const DECIDING = { mu: Math.log(5000), sigma: 0.5 };
const AWAY = { least: 200, most: 3000 };
const TYPING = { least: 1000, most: 5000 };

export const drawPause = (random: Random, { meanPauseMs }: Habits): number =>
  random.logNormal(Math.log(meanPauseMs) - PAUSE_SIGMA ** 2 / 2, PAUSE_SIGMA);

/** How much of a pause is spent at the keys, at its end. */
export const drawTyping = (random: Random, pauseMs: number): number =>
  Math.min(pauseMs, within(random, TYPING));

export const drawDeciding = (random: Random): number =>
  random.logNormal(DECIDING.mu, DECIDING.sigma);

export const drawAway = (random: Random): number => within(random, AWAY);

/** The slider's steps, one half left out. */
export function drawGuess(random: Random): number {
  const steps = 1 + random.int(9);
  return (random.chance(0.5) ? 50 + 5 * steps : 50 - 5 * steps) / 100;
}

const WORDS =
  "so what did you do today i was at work and then some friends came over we talked about that film you know the one with rain and trains do you like coffee or tea better honestly neither maybe later why do you ask haha fine not bad at all how is the weather where you live".split(
    " ",
  );

/** A line of usual length that nobody else has said, by its last word. */
export function drawLine(random: Random, unique: string): string {
  const length = 3 + random.int(8);
  return [...Array.from({ length }, () => random.pick(WORDS)), unique].join(" ");
}

function within(random: Random, { least, most }: { least: number; most: number }): number {
  return least + random.next() * (most - least);
}
