import type { JobPayload } from "../db/queues.ts";
import {
  type Conversation,
  currentRound,
  type Match,
  type Round,
  type Seat,
  seatLabelled,
} from "../game/match.ts";
import { aiAt } from "./cast.ts";

/** Where an AI witness sits. */
export interface Place {
  match: Match;
  round: Round;
  conversation: Conversation;
  seat: Seat;
  personaVersionId: string;
}

/** Null where the round is over, or the seat is no AI's, or is not in the conversation. */
export function placeOf(
  match: Match,
  {
    round: number,
    seat: label,
    conversationId,
  }: Pick<JobPayload<"compose-reply">, "round" | "seat" | "conversationId">,
): Place | null {
  const round = currentRound(match);
  if (round.number !== number) return null;
  const seat = seatLabelled(round, label);
  const ai = seat && aiAt(match, seat);
  const conversation = round.conversations.find(({ id }) => id === conversationId);
  if (!ai || !conversation?.seats.includes(label)) return null;
  return { match, round, conversation, seat, personaVersionId: ai.personaVersionId };
}
