import { drawAround } from "./habits.ts";
import type { Random } from "./random.ts";
import type { MedianLaw } from "./timing-profile.ts";

/** Typing dots going on or off, atMs after the typing began. */
export interface DotsChange {
  on: boolean;
  atMs: number;
}

/** Assumption: people type in bursts of about 5 s and stop for about 1.5 s to think. */
const BURST: MedianLaw = { medianSeconds: 5, sigma: 0.6 };
const REST: MedianLaw = { medianSeconds: 1.5, sigma: 0.5 };

/**
 * The typing dots of a reply, in order: on at 0, pausing as people pause, off at the end.
 * A rest that would outlast the typing is not taken. Empty when nothing is typed.
 */
export function drawDots(typingMs: number, random: Random): DotsChange[] {
  if (!(typingMs > 0)) return [];
  const changes: DotsChange[] = [{ on: true, atMs: 0 }];
  for (;;) {
    const restAt = (changes.at(-1)?.atMs ?? 0) + drawAround(BURST, random);
    const resumeAt = restAt + drawAround(REST, random);
    if (resumeAt >= typingMs) return [...changes, { on: false, atMs: typingMs }];
    changes.push({ on: false, atMs: restAt }, { on: true, atMs: resumeAt });
  }
}

/** Assumption, for dots that stand for nobody's typing: as long as people's, as far apart. */
const STRETCH: MedianLaw = { medianSeconds: 6, sigma: 0.7 };
const GAP: MedianLaw = { medianSeconds: 8, sigma: 0.8 };

/**
 * Dots of a seat over a whole chat of chatMs that have nothing to do with what it types, in order:
 * on and off by turns, each before the end; those still on then go with the chat.
 */
export function drawSyntheticDots(chatMs: number, random: Random): DotsChange[] {
  const changes: DotsChange[] = [];
  for (let atMs = drawAround(GAP, random), on = true; atMs < chatMs; on = !on) {
    changes.push({ on, atMs });
    atMs += 1 + drawAround(on ? STRETCH : GAP, random);
  }
  return changes;
}
