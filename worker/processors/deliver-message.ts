import { setTimeout as delay } from "node:timers/promises";
import type { JobPayload } from "../../db/queues.ts";
import { loadMatch } from "../../db/match-rows.ts";
import { postMessage } from "../../db/play.ts";
import {
  findReply,
  markDelivered,
  markPassed,
  newestHeard,
  type Reply,
} from "../../db/queries/replies.ts";
import { enqueueReply } from "../schedule.ts";
import type { Workplace } from "../workplace.ts";

/** Jobs are enqueued a little ahead; anything earlier was enqueued before the reply was moved. */
const EARLY_MS = 1000;

/** Posts a scheduled reply through the one door. Its id names the message: sent again, it is the same. */
export async function deliverMessage(
  workplace: Workplace,
  { replyId }: JobPayload<"deliver-message">,
): Promise<void> {
  const found = await findReply(workplace.stores.database, replyId);
  if (found?.reply.state !== "scheduled") return;
  const { reply, now } = found;
  const { deliverAt, typingAt } = reply;
  if (!deliverAt || !typingAt) return;
  const early = deliverAt.getTime() - now;
  if (early > EARLY_MS) return requeue(workplace, reply, now);
  if (early > 0) await delay(early);
  // Until its dots begin a reply may still give way to a newer one.
  if (typingAt.getTime() > now) return deliverMessage(workplace, { replyId });
  await post(workplace, reply, deliverAt);
}

async function post({ stores, telemetry }: Workplace, reply: Reply, dueAt: Date): Promise<void> {
  const { id, matchId, conversationId, round, label: seat, body } = reply;
  const played = await postMessage(stores, {
    matchId,
    actor: { round, seat },
    conversationId,
    text: body ?? "",
    clientId: id,
  });
  if (!played.ok) {
    if (played.code === "match/busy") throw new Error(`match ${matchId} is busy`);
    await markPassed(stores.database, id);
    stores.events.announce({ kind: "typing", matchId, conversationId, seat, on: false });
    return;
  }
  await markDelivered(stores.database, id, played.message.id);
  if (!played.repeated)
    telemetry.botLateness.observe(Math.max(0, played.message.at - dueAt.getTime()) / 1000);
  // What came in while this was typed is answered next.
  const after = await newestHeard(stores.database, conversationId, seat);
  if (after <= reply.afterSeq) return;
  const occasion = { matchId, conversationId, seat, round, after };
  stores.queues.enqueue("compose-reply", occasion, {
    jobId: [conversationId, seat, after, "next"].join("-"),
  });
}

async function requeue({ stores }: Workplace, reply: Reply, now: number): Promise<void> {
  const loaded = await loadMatch(stores, reply.matchId);
  if (!loaded) return;
  const { seed, timeScale } = loaded.match;
  enqueueReply(stores, { reply, seed, timeScale, now });
}
