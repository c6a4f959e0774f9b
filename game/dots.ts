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
const REST: MedianLaw = { medianSeconds: 1.5, sigma: 0.45 };
/** A page takes dots back after so long without a key. */
const IDLE_MS = 4000;

/**
 * The typing dots of a reply, in order: on at 0, off at the end. People pause while they type; as
 * on their pages only a long rest takes the dots back, and one that would outlast the typing is not
 * taken. Empty when nothing is typed.
 */
export function drawDots(typingMs: number, random: Random): DotsChange[] {
  if (!(typingMs > 0)) return [];
  const changes: DotsChange[] = [{ on: true, atMs: 0 }];
  for (let at = 0; ;) {
    const restAt = at + drawAround(BURST, random);
    at = restAt + drawAround(REST, random);
    if (at >= typingMs) return [...changes, { on: false, atMs: typingMs }];
    if (at - restAt > IDLE_MS)
      changes.push({ on: false, atMs: restAt + IDLE_MS }, { on: true, atMs: at });
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
