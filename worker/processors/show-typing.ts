import { setTimeout as delay } from "node:timers/promises";
import type { JobPayload } from "../../db/queues.ts";
import { findReply } from "../../db/queries/replies.ts";
import type { Workplace } from "../workplace.ts";

/** Jobs are enqueued a little ahead, never more. */
const LONGEST_WAIT_MS = 1000;

/** Shows or hides the dots of a reply that is still to come. */
export async function showTyping(
  { stores }: Workplace,
  { replyId, on, at }: JobPayload<"show-typing">,
): Promise<void> {
  const early = await findReply(stores.database, replyId);
  if (early?.reply.state !== "scheduled") return;
  const waitMs = Math.min(LONGEST_WAIT_MS, at - early.now);
  if (waitMs > 0) await delay(waitMs);
  const found = waitMs > 0 ? await findReply(stores.database, replyId) : early;
  if (found?.reply.state !== "scheduled" || !found.chatting) return;
  const { matchId, conversationId, label: seat } = found.reply;
  stores.events.announce({ kind: "typing", matchId, conversationId, seat, on });
}
