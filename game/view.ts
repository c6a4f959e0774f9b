import {
  type Conversation,
  currentRound,
  isLive,
  type Label,
  type Match,
  type MatchEvent,
  mayGuessFrom,
  participantAt,
  type Phase,
  type Role,
  type Round,
  type Seat,
  seatOf,
} from "./match.ts";
import { publicRuleset, type PublicRuleset } from "./ruleset.ts";
import { judgementsOf, type RatedReason, type Score } from "./scoring.ts";
import { framesFor } from "./working.ts";

/** A message as it is stored; `clientId` is the sender's own name for it. */
export interface StoredMessage {
  id: string;
  seq: number;
  round: number;
  conversationId: string;
  seat: Label;
  body: string;
  at: number;
  clientId: string;
}

export interface MessageView {
  id: string;
  seat: Label;
  body: string;
  at: string;
  clientId?: string;
}

/** What becomes known at the reveal, besides what the match itself holds. */
export interface Outcome {
  /** Shown name of each participant, by index. */
  names: readonly string[];
  scores: readonly Score[];
  rated: boolean;
  ratedReason: RatedReason;
  /** Of the viewer. */
  rating: { before: number; after: number };
  ratingOf: "skill" | "humanness";
}

export interface RevealView {
  seats: { seat: Label; round: number; kind: "human" | "ai"; name: string }[];
  guesses: { by: Label; seat: Label; round: number; pAi: number; correct: boolean | null }[];
  points: Score[];
  rated: boolean;
  ratedReason: RatedReason;
  rating: { before: number; after: number };
  ratingOf: "skill" | "humanness";
  endReason: NonNullable<Match["endReason"]>;
  seed: string;
}

export interface MatchView {
  id: string;
  ruleset: PublicRuleset;
  phase: Phase;
  round: number;
  rounds: number;
  now: string;
  deadlineAt: string | null;
  canGuess: boolean;
  canGuessAt: string | null;
  you: { seat: Label; role: Role; left: boolean };
  seats: { seat: Label; label: string; role: Role }[];
  conversations: {
    id: string;
    round: number;
    seats: Label[];
    messages: MessageView[];
    yourTurn: boolean;
    turnDeadlineAt: string | null;
  }[];
  guesses: { seat: Label; round: number; pAi: number }[];
  reveal: RevealView | null;
  /** Revealed, but not to this player before the last match of their study. */
  held?: true;
}

export interface Viewing {
  match: Match;
  /** Index of the participant who looks. */
  viewer: number;
  /** Messages of the match in order of `seq`; those that the viewer may not see are left out here. */
  messages: readonly StoredMessage[];
  now: number;
  /** Null until the reveal, and for as long as it is held back. */
  outcome: Outcome | null;
}

/**
 * The match as one seat sees it: the only outlet for match data. Nothing in it depends on whether
 * a seat is human or AI before the reveal, the words aside.
 */
export function viewFor({ match, viewer, messages, now, outcome }: Viewing): MatchView {
  const round = currentRound(match);
  const mine = seatOf(round, viewer);
  const guessFrom = mayGuessFrom(match, mine);
  return {
    id: match.id,
    ruleset: publicRuleset(match.ruleset),
    phase: match.phase,
    round: round.number,
    rounds: match.ruleset.rounds,
    now: iso(now),
    deadlineAt: isoOrNull(match.deadlineAt),
    canGuess: guessFrom !== null && now >= guessFrom,
    canGuessAt: guessFrom !== null && now < guessFrom ? iso(guessFrom) : null,
    you: { seat: mine.label, role: mine.role, left: participantAt(match, mine).leftAt !== null },
    seats: round.seats
      .toSorted((a, b) => (a.label < b.label ? -1 : 1))
      .map((seat) => ({ seat: seat.label, label: nameOfSeat(seat, mine), role: seat.role })),
    conversations: match.rounds.flatMap((played) =>
      conversationsSeen(match, played, viewer, messages),
    ),
    guesses: match.rounds.flatMap((played) => {
      const { label } = seatOf(played, viewer);
      return played.guesses
        .filter((guess) => guess.by === label)
        .map((guess) => ({ seat: guess.about, round: played.number, pAi: guess.pAi }));
    }),
    reveal: revealFor(match, outcome),
    ...(match.phase === "revealed" && !outcome ? { held: true } : {}),
  };
}

function nameOfSeat(seat: Seat, mine: Seat): string {
  if (seat === mine) return "You";
  if (seat.role === "both") return "Partner";
  return seat.role === "interrogator" ? "Interrogator" : `Witness ${seat.label}`;
}

function conversationsSeen(
  match: Match,
  round: Round,
  viewer: number,
  messages: readonly StoredMessage[],
) {
  const { label } = seatOf(round, viewer);
  return round.conversations
    .filter(({ seats }) => seats.includes(label))
    .map((conversation) => ({
      id: conversation.id,
      round: round.number,
      seats: conversation.seats,
      messages: messages
        .filter((message) => message.conversationId === conversation.id)
        .map((message) => messageFor(message, label)),
      yourTurn: isYourTurn(match, round, conversation, label),
      turnDeadlineAt: isoOrNull(conversation.turn?.deadlineAt ?? null),
    }));
}

function isYourTurn(match: Match, round: Round, conversation: Conversation, label: Label): boolean {
  if (match.phase !== "chatting" || round !== currentRound(match)) return false;
  return conversation.turn === null || conversation.turn.seat === label;
}

/** A message as a seat sees it: its client id is the sender's business. */
export function messageFor(message: StoredMessage, label: Label): MessageView {
  const { id, seat, body, at, clientId } = message;
  return { id, seat, body, at: iso(at), ...(seat === label ? { clientId } : {}) };
}

/** Who was what; null until the match is revealed, and for ever when it was voided. */
export function revealFor(match: Match, outcome: Outcome | null): RevealView | null {
  if (match.phase !== "revealed" || !outcome || !match.endReason) return null;
  return {
    seats: match.rounds.flatMap((round) =>
      round.seats.map((seat) => ({
        seat: seat.label,
        round: round.number,
        kind: participantAt(match, seat).kind,
        name: outcome.names[seat.occupant] ?? "",
      })),
    ),
    guesses: judgementsOf(match)
      .filter(({ implied }) => !implied)
      .map(({ by, about, round, pAi, correct }) => ({ by, seat: about, round, pAi, correct })),
    points: [...outcome.scores],
    rated: outcome.rated,
    ratedReason: outcome.ratedReason,
    rating: outcome.rating,
    ratingOf: outcome.ratingOf,
    endReason: match.endReason,
    seed: match.seed,
  };
}

/** A frame of a seat's stream before it is filled: what it is about, and its gapless id. */
export type FrameOutline =
  | { id: number; frame: "message"; event: Extract<MatchEvent, { type: "message" }> }
  | { id: number; frame: "turn"; event: Extract<MatchEvent, { type: "turn" }> }
  | {
      id: number;
      frame: "phase" | "view" | "reveal";
      event: Extract<MatchEvent, { type: "phase" }>;
    };

/**
 * The frames that events send to a participant, numbered on from `lastId`. The whole log numbered
 * from 0 gives the same ids as were sent live, so that a stream can be rebuilt from Postgres.
 */
export function framesOf(
  match: Pick<Match, "rounds">,
  viewer: number,
  events: readonly MatchEvent[],
  lastId: number,
): FrameOutline[] {
  let id = lastId;
  return events.flatMap((event): FrameOutline[] => {
    if (event.type === "guess" || event.type === "left") return [];
    const round = match.rounds[event.round - 1];
    if (!round) return [];
    const count = framesFor(event, round, seatOf(round, viewer).label);
    if (count === 0) return [];
    if (event.type === "message") return [{ id: ++id, frame: "message", event }];
    if (event.type === "turn") return [{ id: ++id, frame: "turn", event }];
    return (["phase", "view", "reveal"] as const)
      .slice(0, count)
      .map((frame) => ({ id: ++id, frame, event }));
  });
}

/** The match as it stood right after a phase began, for a stream that is replayed later. */
export function asOf(match: Match, event: Extract<MatchEvent, { type: "phase" }>): Match {
  const live = isLive(event);
  return {
    ...match,
    phase: event.phase,
    deadlineAt: event.deadlineAt,
    rounds: match.rounds.slice(0, event.round).map((round) =>
      round.number === event.round && live
        ? {
            ...round,
            conversations: round.conversations.map((conversation) => ({
              ...conversation,
              turn: event.phase === "chatting" ? conversation.turn : null,
            })),
          }
        : round,
    ),
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}
