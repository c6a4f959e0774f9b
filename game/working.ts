import {
  currentRound,
  type FollowUp,
  type Label,
  type Match,
  type MatchEvent,
  participantAt,
  type Round,
} from "./match.ts";

/** A decision in the making: a copy of the match that the rules may change, and what came of it. */
export interface Working {
  match: Match;
  now: number;
  events: MatchEvent[];
  followUps: FollowUp[];
  /** Ids for a round that may open; null where this action may neither open a round nor reveal. */
  freshIds: readonly string[] | null;
}

/** A copy deep enough for the rules to change: past rounds are shared, the current one is not. */
export function copyOf(match: Match): Match {
  const round = currentRound(match);
  return {
    ...match,
    participants: match.participants.map((participant) => ({ ...participant })),
    rounds: [...match.rounds.slice(0, -1), copyOfRound(round)],
  };
}

function copyOfRound(round: Round): Round {
  return {
    ...round,
    guesses: [...round.guesses],
    conversations: round.conversations.map((conversation) => ({
      ...conversation,
      turn: conversation.turn && { ...conversation.turn },
      spoken: Object.fromEntries(
        Object.entries(conversation.spoken).map(([label, spoken]) => [label, { ...spoken }]),
      ),
    })),
  };
}

/** Numbers an event and counts the frames that it sends to each participant. */
export function emit(working: Working, event: Extract<MatchEvent, { seq: number }>): number {
  const { match } = working;
  match.seq += 1;
  working.events.push({ ...event, seq: match.seq });
  const round = currentRound(match);
  for (const seat of round.seats)
    participantAt(match, seat).frames += framesFor(event, round, seat.label);
  return match.seq;
}

export function announcePhase(working: Working): void {
  const { phase, deadlineAt } = working.match;
  emit(working, {
    type: "phase",
    seq: 0,
    round: currentRound(working.match).number,
    phase,
    deadlineAt,
  });
}

/** How many frames an event sends to a seat; `view.ts` makes them, in the same number. */
export function framesFor(event: MatchEvent, round: Round, label: Label): number {
  switch (event.type) {
    case "message":
    case "turn":
      return round.conversations.some(
        ({ id, seats }) => id === event.conversationId && seats.includes(label),
      )
        ? 1
        : 0;
    case "phase":
      return event.phase === "revealed" ? 3 : 2;
    case "guess":
    case "left":
      return 0;
  }
}
