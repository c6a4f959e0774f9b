import { HABITS, type Habits } from "./people/habits.ts";

/** What a crowd does; seconds are unscaled. */
export interface Plan {
  /** Live matches at once. */
  matches: number;
  holdSeconds: number;
  timeScale: number;
  ruleset: string;
  /** Of the ruleset: at a half, three players in four keep a match of their own busy. */
  aiShare: number;
  habits: Habits;
  seed: string;
}

/** How long a match is chatted in: with 20 new ones a second, 2,400 live at once. */
const LIFE_S = 120;
/** After the ramp, until new matches and ended ones hold the balance. */
const SETTLING_S = 20;

export const planOf = (changes: Partial<Plan>): Plan => ({
  matches: 2400,
  holdSeconds: 60,
  timeScale: 1,
  ruleset: "quick-duel",
  aiShare: 0.5,
  habits: HABITS,
  seed: "c0ffee00c0ffee00c0ffee00c0ffee00",
  ...changes,
});

/** New matches a second, of real time, as all further figures. */
const matchesPerSecond = ({ matches, timeScale }: Plan): number => (matches / LIFE_S) * timeScale;

/** People who join in a second: those who draw a person share a match. */
export const arrivalsPerSecond = (plan: Plan): number =>
  matchesPerSecond(plan) / (plan.aiShare + (1 - plan.aiShare) / 2);

/** Milliseconds until the hold begins, and until nobody new joins. */
export function instantsOf({ holdSeconds, timeScale }: Plan): { holdMs: number; endMs: number } {
  const holdMs = ((LIFE_S + SETTLING_S) * 1000) / timeScale;
  return { holdMs, endMs: holdMs + (holdSeconds * 1000) / timeScale };
}
