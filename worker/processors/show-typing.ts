import type { JobPayload } from "../../db/queues.ts";
import { signalTyping } from "../../db/play.ts";
import { findReply } from "../../db/queries/replies.ts";
import type { Workplace } from "../workplace.ts";

/** Shows or hides the dots of a reply that is still to come. */
export async function showTyping(
  { stores }: Workplace,
  { replyId, on }: JobPayload<"show-typing">,
): Promise<void> {
  const found = await findReply(stores.database, replyId);
  if (found?.reply.state !== "scheduled") return;
  const { matchId, conversationId, round, label: seat } = found.reply;
  await signalTyping(stores, { matchId, actor: { round, seat }, conversationId, on });
}
