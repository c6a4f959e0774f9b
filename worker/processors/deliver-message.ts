import type { JobPayload } from "../../db/queues.ts";
import { leaveMatch, postMessage, type Posted, signalTyping } from "../../db/play.ts";
import { markDelivered, markPassed, newestHeard, type Reply } from "../../db/queries/replies.ts";
import { personaBodyOf } from "../cast.ts";
import { enqueueNudge } from "../nudge.ts";
import { nextPart } from "../parts.ts";
import { placeOf } from "../place.ts";
import { enqueueReply } from "../schedule.ts";
import { typeReply } from "../type-reply.ts";
import type { Workplace } from "../workplace.ts";

/**
 * Shows a reply's dots and does at its instant what the seat meant to do: says it through the one
 * door, leaves, or gives up. The job lasts as long as the typing.
 */
export async function deliverMessage(
  workplace: Workplace,
  { replyId }: JobPayload<"deliver-message">,
): Promise<void> {
  const typed = await typeReply(workplace, replyId);
  // Whoever takes it up next goes on from where it stands.
  if (typed.end === "stopped") workplace.stores.queues.enqueue("deliver-message", { replyId });
  if (typed.end !== "due") return;
  const { reply, dueAt } = typed;
  if (reply.action === "say") await post(workplace, reply, dueAt);
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
  await goOn(workplace, reply, played);
}

/** After a message: what the seat adds to it, or what came in while it was typed, or patience. */
async function goOn(
  { stores }: Workplace,
  reply: Reply,
  { match, message, now }: Posted,
): Promise<void> {
  const { id, matchId, conversationId, round, label: seat } = reply;
  const { database } = stores;
  const occasion = { matchId, conversationId, seat, round };
  const after = await newestHeard(database, conversationId, seat);
  const place = placeOf(match, occasion);
  const news = after > reply.afterSeq;
  const body = place && (await personaBodyOf(database, place.personaVersionId));
  const next = body && nextPart(match, reply, message.at, { ...body.typing, news });
  const added = await markDelivered(database, id, message.id, next ?? null);
  if (!place) return;
  if (added) enqueueReply(stores, { reply: added, match, now });
  else if (news)
    stores.queues.enqueue(
      "compose-reply",
      { ...occasion, after },
      {
        jobId: [conversationId, seat, after, "next"].join("-"),
      },
    );
  else enqueueNudge(stores, match, occasion, message);
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
