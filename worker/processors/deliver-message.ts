import { setTimeout as delay } from "node:timers/promises";
import type { JobPayload } from "../../db/queues.ts";
import { loadMatch } from "../../db/match-rows.ts";
import { leaveMatch, postMessage, signalTyping } from "../../db/play.ts";
import {
  findReply,
  markDelivered,
  markPassed,
  newestHeard,
  type Reply,
} from "../../db/queries/replies.ts";
import { personaBodyOf } from "../cast.ts";
import { enqueueNudge } from "../nudge.ts";
import { nextPart } from "../parts.ts";
import { placeOf } from "../place.ts";
import { enqueueReply } from "../schedule.ts";
import type { Workplace } from "../workplace.ts";

/** Jobs are enqueued a little ahead; anything earlier was enqueued before the reply was moved. */
const EARLY_MS = 1000;

/** Does at its instant what a seat meant to do: says it through the one door, leaves, or gives up. */
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
  if (reply.action === "say") await post(workplace, reply, deliverAt);
  else await withdraw(workplace, reply);
}

/** The reply's id names the message: sent again, it is the same. */
async function post(workplace: Workplace, reply: Reply, dueAt: Date): Promise<void> {
  const { stores, telemetry } = workplace;
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
    await giveUp(workplace, reply);
    return;
  }
  const { message, repeated } = played;
  if (!repeated) telemetry.botLateness.observe(Math.max(0, message.at - dueAt.getTime()) / 1000);
  await goOn(workplace, reply, message);
}

/** After a message: what the seat adds to it, or what came in while it was typed, or patience. */
async function goOn(
  { stores }: Workplace,
  reply: Reply,
  message: { id: string; at: number; seq: number },
): Promise<void> {
  const { matchId, conversationId, round, label: seat } = reply;
  const [loaded, after] = await Promise.all([
    loadMatch(stores, matchId),
    newestHeard(stores.database, conversationId, seat),
  ]);
  const occasion = { matchId, conversationId, seat, round };
  const place = loaded && placeOf(loaded.match, { ...occasion, after: message.seq });
  const news = after > reply.afterSeq;
  const body = place && (await personaBodyOf(stores.database, place.personaVersionId));
  const next = place && body && nextPart(place.match, reply, message.at, { ...body.typing, news });
  const added = await markDelivered(stores.database, reply.id, message.id, next ?? null);
  if (!place) return;
  if (added) enqueueReply(stores, { reply: added, match: place.match, now: loaded.now });
  else if (news)
    stores.queues.enqueue(
      "compose-reply",
      { ...occasion, after },
      {
        jobId: [conversationId, seat, after, "next"].join("-"),
      },
    );
  else enqueueNudge(stores, place.match, occasion, message);
}

/** Nothing is said: the seat leaves the match for good, or only stops typing. */
async function withdraw(workplace: Workplace, reply: Reply): Promise<void> {
  const { matchId, round, label: seat } = reply;
  if (reply.action === "leave") {
    const left = await leaveMatch(workplace.stores, { matchId, actor: { round, seat } });
    if (!left.ok && left.code === "match/busy") throw new Error(`match ${matchId} is busy`);
  }
  await giveUp(workplace, reply);
}

async function giveUp({ stores }: Workplace, reply: Reply): Promise<void> {
  const { id, matchId, conversationId, round, label: seat } = reply;
  await markPassed(stores.database, id);
  // Through the door that people's signals take: after the chat nothing is told.
  await signalTyping(stores, { matchId, actor: { round, seat }, conversationId, on: false });
}

async function requeue({ stores }: Workplace, reply: Reply, now: number): Promise<void> {
  const loaded = await loadMatch(stores, reply.matchId);
  if (loaded) enqueueReply(stores, { reply, match: loaded.match, now });
}
