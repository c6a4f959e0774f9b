import type { JobPayload } from "../../db/queues.ts";
import { findReply } from "../../db/queries/replies.ts";
import type { Workplace } from "../workplace.ts";

/** Shows or hides the dots of a reply that is still to come. */
export async function showTyping(
  { stores }: Workplace,
  { replyId, on }: JobPayload<"show-typing">,
): Promise<void> {
  const found = await findReply(stores.database, replyId);
  if (found?.reply.state !== "scheduled" || !found.chatting) return;
  const { matchId, conversationId, label: seat } = found.reply;
  stores.events.announce({ kind: "typing", matchId, conversationId, seat, on });
}
