import type { Reply } from "../db/queries/replies.ts";
import type { Stores } from "../db/stores.ts";
import { createRandom, type Random, type Seed } from "../game/random.ts";
import { drawDots } from "../game/timing.ts";

export interface Scheduled {
  reply: Reply;
  seed: Seed;
  timeScale: number;
  now: number;
}

/** Delayed jobs come up to this much late: the processor waits for the very instant. */
const AHEAD_MS = 100;

/**
 * Enqueues the dots and the delivery of a reply, as far as they lie ahead. Doing it again adds
 * nothing; a reply that was moved gets jobs of its own.
 */
export function enqueueReply({ queues }: Stores, { reply, seed, timeScale, now }: Scheduled): void {
  const { id: replyId, typingAt, deliverAt } = reply;
  if (!typingAt || !deliverAt) return;
  const times = `${replyId}-${deliverAt.getTime()}`;
  queues.enqueue(
    "deliver-message",
    { replyId },
    { delayMs: deliverAt.getTime() - now - AHEAD_MS, jobId: times },
  );
  const typingMs = (deliverAt.getTime() - typingAt.getTime()) * timeScale;
  const dots = drawDots(typingMs, randomOf("dots", seed, reply));
  // The last change is the message itself, which implies that the dots are off.
  for (const [index, { on, atMs }] of dots.slice(0, -1).entries()) {
    const delayMs = typingAt.getTime() + atMs / timeScale - now;
    if (delayMs < -100) continue;
    queues.enqueue("show-typing", { replyId, on }, { delayMs, jobId: `${times}-${index}` });
  }
}

/** A stream of draws for one reply. */
export function randomOf(
  what: string,
  seed: Seed,
  { conversationId, label, afterSeq }: Pick<Reply, "conversationId" | "label" | "afterSeq">,
  ...more: number[]
): Random {
  return createRandom(seed, what, conversationId, label, afterSeq, ...more);
}
