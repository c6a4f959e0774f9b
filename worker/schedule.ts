import type { Reply } from "../db/queries/replies.ts";
import type { Stores } from "../db/stores.ts";
import { drawDots } from "../game/dots.ts";
import { drawFalseStart } from "../game/habits.ts";
import type { Match } from "../game/match.ts";
import { createRandom, type Random, type Seed } from "../game/random.ts";
import { TIMING_PROFILES } from "../game/timing-profile.ts";

export interface Scheduled {
  reply: Reply;
  match: Pick<Match, "ruleset" | "seed" | "timeScale">;
  now: number;
}

/** Delayed jobs come up to this much late: the processor waits for the very instant. */
const AHEAD_MS = 100;

/**
 * Enqueues the dots and the delivery of a reply, as far as they lie ahead. Doing it again adds
 * nothing; a reply that was moved gets jobs of its own.
 */
export function enqueueReply({ queues }: Stores, { reply, match, now }: Scheduled): void {
  const { id: replyId, typingAt, deliverAt } = reply;
  if (!typingAt || !deliverAt) return;
  const times = `${replyId}-${deliverAt.getTime()}`;
  queues.enqueue(
    "deliver-message",
    { replyId },
    { delayMs: deliverAt.getTime() - now - AHEAD_MS, jobId: times },
  );
  const changes = [
    ...falseStart(reply, match, typingAt.getTime()),
    ...dots(reply, match, typingAt.getTime(), deliverAt.getTime()),
  ];
  for (const [index, { on, at }] of changes.entries()) {
    if (at < now - 100) continue;
    queues.enqueue(
      "show-typing",
      { replyId, on },
      { delayMs: at - now, jobId: `${times}-${index}` },
    );
  }
}

interface Change {
  on: boolean;
  /** Epoch milliseconds. */
  at: number;
}

/** While a reply is typed. The last change is the message itself, unless that waits for its slot. */
function dots(reply: Reply, match: Scheduled["match"], from: number, deliverAt: number): Change[] {
  const { seed, timeScale, ruleset } = match;
  const readyAt = Math.max(from, reply.receivedAt.getTime() + (reply.delayMs ?? 0) / timeScale);
  const waits = ruleset.release === "matched" && readyAt < deliverAt;
  const typingMs = ((waits ? readyAt : deliverAt) - from) * timeScale;
  const changes = drawDots(typingMs, randomOf("dots", seed, reply, reply.part)).map(
    ({ on, atMs }) => ({ on, at: from + atMs / timeScale }),
  );
  return waits ? changes : changes.slice(0, -1);
}

/** Before a reply is typed: begun, and given up again. */
function falseStart(reply: Reply, match: Scheduled["match"], typingAt: number): Change[] {
  if (reply.action !== "say" || reply.part > 0) return [];
  const { seed, timeScale, ruleset } = match;
  const profile = TIMING_PROFILES[ruleset.timingProfile];
  const drawn = drawFalseStart(profile, randomOf("false-start", seed, reply));
  if (!drawn) return [];
  const from = reply.receivedAt.getTime() + drawn.startMs / timeScale;
  const to = from + drawn.lengthMs / timeScale;
  return to < typingAt
    ? [
        { on: true, at: from },
        { on: false, at: to },
      ]
    : [];
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
