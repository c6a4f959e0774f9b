import { setTimeout as delay } from "node:timers/promises";
import type { JobPayload } from "../../db/queues.ts";
import { loadMatch } from "../../db/match-rows.ts";
import { postMessage, signalTyping } from "../../db/play.ts";
import { findReply, markDelivered, markPassed, type Reply } from "../../db/queries/replies.ts";
import { messagesOf } from "../../db/queries/messages.ts";
import { takesTurns } from "../../game/ruleset.ts";
import { enqueueReply } from "../schedule.ts";
import type { Workplace } from "../workplace.ts";

/** Timers may fire a little early; anything earlier was enqueued before the reply was moved. */
const EARLY_MS = 1000;

/** Posts a scheduled reply through the one door. Its id names the message: sent again, it is the same. */
export async function deliverMessage(
  workplace: Workplace,
  { replyId }: JobPayload<"deliver-message">,
): Promise<void> {
  const { stores, telemetry } = workplace;
  const found = await findReply(stores.database, replyId);
  if (found?.reply.state !== "scheduled") return;
  const { reply, now } = found;
  const { matchId, conversationId, round, label: seat, body, deliverAt } = reply;
  if (body === null || !deliverAt) return;
  const early = deliverAt.getTime() - now;
  if (early > EARLY_MS) return requeue(workplace, reply, now);
  if (early > 0) {
    await delay(early);
    return deliverMessage(workplace, { replyId });
  }
  const actor = { round, seat };
  const post = { matchId, actor, conversationId, text: body, clientId: replyId };
  const played = await postMessage(stores, post);
  if (!played.ok && played.code === "match/busy") throw new Error(`match ${matchId} is busy`);
  if (!played.ok) {
    await markPassed(stores.database, replyId);
    await signalTyping(stores, { matchId, actor, conversationId, on: false });
    return;
  }
  await markDelivered(stores.database, replyId, played.message.id);
  if (!played.repeated)
    telemetry.botLateness.observe(Math.max(0, played.message.at - deliverAt.getTime()) / 1000);
  await answerNewer(workplace, reply);
}

/** What came in while this was typed is answered next. */
async function answerNewer({ stores }: Workplace, reply: Reply): Promise<void> {
  const { matchId, conversationId, label: seat, round, afterSeq } = reply;
  const loaded = await loadMatch(stores, matchId);
  if (!loaded || takesTurns(loaded.match.ruleset)) return;
  const newest = (await messagesOf(stores.database, matchId)).findLast(
    (message) => message.conversationId === conversationId && message.seat !== seat,
  );
  if (!newest || newest.seq <= afterSeq) return;
  const occasion = { matchId, conversationId, seat, round, after: newest.seq };
  stores.queues.enqueue("compose-reply", occasion, {
    jobId: [conversationId, seat, newest.seq, "next"].join("-"),
  });
}

async function requeue({ stores }: Workplace, reply: Reply, now: number): Promise<void> {
  const loaded = await loadMatch(stores, reply.matchId);
  if (!loaded) return;
  const { seed, timeScale } = loaded.match;
  enqueueReply(stores, { reply, seed, timeScale, now });
}
