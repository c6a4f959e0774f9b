import {
  type Conversation,
  currentRound,
  type Label,
  participantAt,
  type Round,
  seatLabelled,
} from "./match.ts";
import { takesTurns } from "./ruleset.ts";
import type { Working } from "./working.ts";

/** At the start of a round an AI witness may open, or has the opening turn. */
export function inviteWitnesses(working: Working, round: Round): void {
  for (const conversation of round.conversations) {
    const openers = conversation.turn ? [conversation.turn.seat] : conversation.seats;
    if (!conversation.turn && takesTurns(working.match.ruleset)) continue;
    for (const label of openers) invite(working, conversation, label, working.match.seq);
  }
}

export function inviteAnswers(
  working: Working,
  conversation: Conversation,
  from: Label,
  after: number,
): void {
  for (const label of conversation.seats)
    if (label !== from) invite(working, conversation, label, after);
}

export function invite(
  working: Working,
  conversation: Conversation,
  label: Label,
  after: number,
): void {
  const { match } = working;
  const round = currentRound(match);
  const seat = seatLabelled(round, label);
  if (!seat || participantAt(match, seat).kind !== "ai") return;
  working.followUps.push({
    job: "compose-reply",
    conversationId: conversation.id,
    seat: label,
    round: round.number,
    after,
  });
}
