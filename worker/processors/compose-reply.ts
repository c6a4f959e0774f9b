import type { JobPayload } from "../../db/queues.ts";
import { loadMatch } from "../../db/match-rows.ts";
import { messagesOf } from "../../db/queries/messages.ts";
import {
  passUnwritten,
  newestTurn,
  type Occasion,
  openReply,
  type Plan,
  type Reply,
  scheduleReply,
  takeUp,
} from "../../db/queries/replies.ts";
import type { Conversation, Match, Round, Seat } from "../../game/match.ts";
import { takesTurns } from "../../game/ruleset.ts";
import { dotsOf } from "../dots.ts";
import { type Hearing, heardUpTo, type Invitation, invitationTo } from "../occasion.ts";
import { type Place, placeOf } from "../place.ts";
import { enqueueReply } from "../schedule.ts";
import type { Workplace } from "../workplace.ts";
import { writeReply } from "../write-reply.ts";

type Payload = JobPayload<"compose-reply">;

/** Decides what an AI seat says on an occasion, and when. */
export async function composeReply(workplace: Workplace, payload: Payload): Promise<void> {
  const { stores } = workplace;
  const loadedAt = performance.now();
  const loaded = await loadMatch(stores, payload.matchId);
  const place = loaded && placeOf(loaded.match, payload);
  if (!place) return;
  const now = () => loaded.now + performance.now() - loadedAt;
  const hearing = await hear(workplace, place);
  const taken = await take(workplace, place, hearing, payload.after);
  if (!taken) return;
  const { reply, invitation } = taken;
  const plan =
    reply.state === "composing" && invitation
      ? await writeReply(workplace, { ...hearing, ...place, reply, invitation, now })
      : null;
  if (reply.state === "composing" && !plan) {
    await passUnwritten(stores.database, reply.id);
    return;
  }
  const scheduled = plan
    ? await scheduleReply(stores.database, reply.id, {
        ...plan,
        dotsAt: dotsAt(reply, plan, place),
      })
    : reply;
  if (scheduled) enqueueReply(stores, { reply: scheduled, match: place.match, now: now() });
}

function dotsAt(
  reply: Reply,
  plan: Pick<Plan, "action" | "delayMs" | "typingAt" | "deliverAt">,
  { match }: Place,
): Date {
  const [first] = dotsOf({ ...reply, ...plan }, match);
  return first ? new Date(Math.round(first.at)) : plan.typingAt;
}

async function hear({ stores }: Workplace, place: Place): Promise<Hearing> {
  const { match, conversation, seat } = place;
  const said = await messagesOf(stores.database, match.id);
  const turn = takesTurns(match.ruleset)
    ? await newestTurn(stores.database, match.id, conversation.id)
    : null;
  return {
    ...place,
    seat: seat.label,
    turn,
    messages: said.filter(({ conversationId }) => conversationId === conversation.id),
  };
}

/**
 * The reply to work on: a new one where the occasion is the newest and may be taken up, or one
 * that was begun on it and not finished. Null where there is nothing to do.
 */
async function take(
  { stores }: Workplace,
  { match, round, conversation, seat }: Place,
  hearing: Hearing,
  after: number,
): Promise<{ reply: Reply; invitation: Invitation | null } | null> {
  const { database } = stores;
  const invitation = invitationTo(hearing, after);
  const older = takesTurns(match.ruleset) ? "is-over" : "may-restart";
  const fresh =
    invitation?.after === after
      ? await takeUp(database, occasionOf(match, round, conversation, seat, invitation), older)
      : null;
  if (fresh) return { reply: fresh, invitation };
  const begun = await openReply(database, seat.id, conversation.id);
  if (begun?.afterSeq !== after) return null;
  const then = invitationTo(heardUpTo(hearing, after), after);
  return { reply: begun, invitation: then?.after === after ? then : null };
}

function occasionOf(
  match: Match,
  round: Round,
  conversation: Conversation,
  seat: Seat,
  { after, receivedAt, kind }: Invitation,
): Occasion {
  return {
    matchId: match.id,
    conversationId: conversation.id,
    seatId: seat.id,
    round: round.number,
    label: seat.label,
    afterSeq: after,
    kind,
    receivedAt: new Date(receivedAt),
  };
}
