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

/** Delayed jobs come up to this much late: their processors wait for the very instant. */
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
      { replyId, on, at: Math.round(at) },
      { delayMs: at - now - AHEAD_MS, jobId: `${times}-${index}` },
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

/** Before a reply is typed: a line begun and given up. Its time is part of the reply's. */
function falseStart(reply: Reply, match: Scheduled["match"], typingAt: number): Change[] {
  const drawn = reply.action === "say" && reply.part === 0 ? falseStartOf(match, reply) : null;
  if (!drawn) return [];
  const to = typingAt - drawn.restMs / match.timeScale;
  return [
    { on: true, at: to - drawn.lengthMs / match.timeScale },
    { on: false, at: to },
  ];
}

/** Nobody with a turn to lose gives up a line. */
export function falseStartOf(
  { ruleset, seed }: Pick<Match, "ruleset" | "seed">,
  reply: Pick<Reply, "conversationId" | "label" | "afterSeq">,
) {
  if (ruleset.turnTaking !== "free") return null;
  return drawFalseStart(
    TIMING_PROFILES[ruleset.timingProfile],
    randomOf("false-start", seed, reply),
  );
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
