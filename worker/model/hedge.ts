import { setTimeout as delay } from "node:timers/promises";
import type { Outcome } from "./call.ts";
import { type Journey, travel } from "./journey.ts";

/** The shares of an ask's time after which a model of unknown speed is slow, and any at the least. */
const [SLOW_SHARE, LEAST_SHARE] = [0.4, 0.02];

/**
 * Asks, and asks the next model too (or the same again) when the first is slower than usual: the
 * first good answer counts and the other call is ended ("hedged requests", Dean and Barroso 2013).
 * @param hedgeAfterMs real milliseconds; 0 for never, undefined for what the model usually takes
 */
export async function race(journey: Journey, hedgeAfterMs?: number): Promise<Outcome> {
  const { overtaken } = journey;
  const first = travel(journey, 0, false);
  const second = secondWhenSlow(journey, first, hedgeAfterMs);
  journey.lanes.push(first, second);
  const answers = [first, second].map(async (lane) => {
    const outcome = await lane;
    if (!outcome?.said.ok) throw new Error("no answer");
    return outcome;
  });
  const answer = await Promise.any(answers).catch(() => null);
  overtaken.abort();
  return answer ?? first;
}

async function secondWhenSlow(
  journey: Journey,
  first: Promise<Outcome>,
  hedgeAfterMs?: number,
): Promise<Outcome | null> {
  const { targets, ask } = journey;
  const usual = targets[0]?.health.usualMs() ?? ask.withinMs * SLOW_SHARE;
  const afterMs = hedgeAfterMs ?? Math.max(usual, ask.withinMs * LEAST_SHARE);
  if (afterMs === 0 || afterMs >= ask.withinMs) return null;
  const waiting = new AbortController();
  const slow = await Promise.race([
    first.then(() => false),
    delay(afterMs, true, { signal: waiting.signal }).catch(() => false),
  ]);
  waiting.abort();
  const from = (journey.at + 1) % targets.length;
  // A hedge must not take the place of a call that others wait for.
  return slow && targets[from]?.gate.isFree() ? travel(journey, from, true) : null;
}
