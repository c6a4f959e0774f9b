import { setTimeout as delay } from "node:timers/promises";
import type { Played } from "../../db/acting.ts";
import { postMessage, type Posted } from "../../db/play.ts";
import type { Stores } from "../../db/stores.ts";
import { inTurn } from "../../db/turnstile.ts";
import { within } from "./outage.ts";

type Post = Parameters<typeof postMessage>[1] & { actor: { playerId: string } };

/** Messages of one player that may wait for a slot's end at a time. */
const MOST_HELD = 8;
const PATIENCE_MS = 5000;
const held = new Map<string, number>();

/**
 * Holds a message until its time, in the order in which its player sent them, and posts it then.
 * Nothing is stored before: who goes away meanwhile has sent nothing, and sends it again.
 * @returns null at once where too many of the player's wait already.
 */
export function postLater(
  stores: Stores,
  post: Post,
  { waitMs, signal }: { waitMs: number; signal: AbortSignal },
): Promise<Played<Posted>> | null {
  const key = `${post.matchId} ${post.actor.playerId} held`;
  const waiting = held.get(key) ?? 0;
  if (waiting >= MOST_HELD) return null;
  held.set(key, waiting + 1);
  const at = performance.now() + waitMs;
  return inTurn(key, async () => {
    await delay(Math.max(0, at - performance.now()), undefined, { signal });
    return within(PATIENCE_MS, postMessage(stores, post));
  }).finally(() => release(key));
}

function release(key: string): void {
  const left = (held.get(key) ?? 1) - 1;
  if (left > 0) held.set(key, left);
  else held.delete(key);
}
