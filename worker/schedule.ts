import type { Reply } from "../db/queries/replies.ts";
import type { Stores } from "../db/stores.ts";
import { type Drawn, dotsOf } from "./dots.ts";

export interface Scheduled {
  reply: Reply;
  match: Drawn;
  /** Postgres's clock, epoch milliseconds. */
  now: number;
}

/** Delayed jobs come up to this much late: the processor waits for the very instant. */
const AHEAD_MS = 100;

/**
 * Enqueues the job that shows a reply's dots and delivers it. Doing it again adds nothing; a reply
 * that was moved gets a job of its own.
 */
export function enqueueReply({ queues }: Stores, { reply, match, now }: Scheduled): void {
  const { id: replyId, deliverAt } = reply;
  if (!deliverAt) return;
  const [first] = dotsOf(reply, match);
  const startsAt = first?.at ?? deliverAt.getTime();
  queues.enqueue(
    "deliver-message",
    { replyId },
    { delayMs: startsAt - now - AHEAD_MS, jobId: `${replyId}-${deliverAt.getTime()}` },
  );
}
