import { type Ruleset, takesTurns } from "./ruleset.ts";
import type { Seed } from "./random.ts";

export type Phase = "chatting" | "guessing" | "revealed" | "voided";
export type Role = "interrogator" | "witness" | "both";
export type EndReason = "time" | "guessed" | "silence" | "abandoned" | "voided";

/** A seat's letter in its round, A to H; letters are dealt afresh each round. */
export type Label = string;

export type Occupant =
  | { kind: "human"; playerId: string }
  | {
      kind: "ai";
      personaId: string;
      personaVersionId: string;
      /** The model drawn for this match; left out: the persona's own. */
      model?: string;
    };

/** Who takes part, in an order that means nothing; a seat refers to its occupant by index. */
export type Participant = Occupant & {
  leftAt: number | null;
  /** Frames sent to this participant's streams so far: the id of the last one. */
  frames: number;
};

export interface Seat {
  id: string;
  label: Label;
  role: Role;
  occupant: number;
}

/** Whose turn it is; null deadline where the seat may take its time. */
export interface Turn {
  seat: Label;
  deadlineAt: number | null;
}

export interface Conversation {
  id: string;
  seats: Label[];
  turn: Turn | null;
  /** Per seat: messages sent, the time of the last one, turns left unused in a row. */
  spoken: Record<Label, { count: number; lastAt: number | null; unused: number }>;
}

export interface Guess {
  by: Label;
  about: Label;
  /** Probability that `about` is an AI, 0 to 1. */
  pAi: number;
  at: number;
}

export interface Round {
  id: string;
  number: number;
  openedAt: number;
  seats: Seat[];
  conversations: Conversation[];
  guesses: Guess[];
}

/** All that the rules need to know of a match. Times are epoch milliseconds, durations unscaled. */
export interface Match {
  id: string;
  version: number;
  ruleset: Ruleset;
  /** Every duration of the rules is divided by this. */
  timeScale: number;
  seed: Seed;
  phase: Phase;
  deadlineAt: number | null;
  participants: Participant[];
  /** Past rounds first; the last one is played. */
  rounds: Round[];
  /** Sequence number of the last event. */
  seq: number;
  endReason: EndReason | null;
}

export type Action =
  | {
      type: "post";
      by: number;
      conversationId: string;
      /** Text as `utterance.ts` has cleaned it. */
      body: string;
    }
  | { type: "guess"; by: number; seat: Label; pAi: number }
  | { type: "leave"; by: number }
  /** In an emergency. */
  | { type: "stop" }
  | { type: "void" }
  /** Let the clocks run up to now. `freshIds` names the round and conversations that may open. */
  | { type: "advance"; freshIds: string[] };

/** What happened, in order. Only the first three kinds are seen by players, as frames. */
export type MatchEvent =
  | { type: "message"; seq: number; round: number; conversationId: string; seat: Label }
  | {
      type: "turn";
      seq: number;
      round: number;
      conversationId: string;
      seat: Label;
      deadlineAt: number | null;
    }
  | { type: "phase"; seq: number; round: number; phase: Phase; deadlineAt: number | null }
  | { type: "guess"; round: number; by: Label; about: Label; pAi: number; early: boolean }
  | { type: "left"; occupant: number };

/** Work that follows from a decision, as data; each is idempotent and derivable from the match. */
export type FollowUp =
  | { job: "compose-reply"; conversationId: string; seat: Label; round: number; after: number }
  | { job: "make-guess"; seat: Label; round: number }
  | { job: "close-phase"; dueAt: number }
  | { job: "score-match" };

export type RefusalCode =
  | "match/too-late"
  | "match/not-your-turn"
  | "match/left"
  | "match/already-guessed"
  | "match/conversation-not-found"
  | "match/seat-not-found"
  | "match/ended"
  | "guess/too-early"
  | "guess/too-late"
  | "guess/already-made"
  | "guess/not-yours";

export type Decision =
  | { ok: true; match: Match; events: MatchEvent[]; followUps: FollowUp[] }
  | { ok: false; code: RefusalCode };

/** A duration of the rules in real milliseconds of this match. */
export function lasting(match: Pick<Match, "timeScale">, seconds: number): number {
  return Math.round((seconds * 1000) / match.timeScale);
}

/** The round being played, or the last one played. */
export function currentRound(match: Match): Round {
  const round = match.rounds.at(-1);
  if (!round) throw new RangeError(`match ${match.id} has no round`);
  return round;
}

export function isLive(match: Pick<Match, "phase">): boolean {
  return match.phase === "chatting" || match.phase === "guessing";
}

/** The seat that a participant holds in a round. */
export function seatOf(round: Round, occupant: number): Seat {
  const seat = round.seats.find((candidate) => candidate.occupant === occupant);
  if (!seat) throw new RangeError(`participant ${occupant} has no seat in round ${round.number}`);
  return seat;
}

export function seatLabelled(round: Round, label: Label): Seat | undefined {
  return round.seats.find((seat) => seat.label === label);
}

export function participantAt(match: Match, seat: Seat): Participant {
  const participant = match.participants[seat.occupant];
  if (!participant) throw new RangeError(`seat ${seat.id} has no participant`);
  return participant;
}

export function isDetective(seat: Seat): boolean {
  return seat.role !== "witness";
}

/** The seats that a detective's guesses are about. */
export function suspectsOf(round: Round, detective: Seat): Seat[] {
  return round.seats.filter((seat) => seat !== detective && seat.role !== "interrogator");
}

/** Guesses that this seat still owes in its round; a leaver owes none. */
export function guessesOwed(match: Match, round: Round, seat: Seat): Label[] {
  if (!isDetective(seat) || participantAt(match, seat).leftAt !== null) return [];
  const made = round.guesses.filter((guess) => guess.by === seat.label);
  const suspects = suspectsOf(round, seat).map((suspect) => suspect.label);
  if (match.ruleset.guess === "which-human") return made.length > 0 ? [] : suspects;
  return suspects.filter((label) => !made.some((guess) => guess.about === label));
}

/**
 * Whether nothing more is owed in this round: no detective who stayed still has to guess. An AI that
 * questions its partner is one, so that who leaves learns nothing from the match going on or not.
 */
export function roundComplete(match: Match): boolean {
  const round = currentRound(match);
  return round.seats.every((seat) => guessesOwed(match, round, seat).length === 0);
}

/**
 * When a detective may guess while the chat still runs: at once where the ruleset allows early
 * verdicts, else after the other side's silence. Null where the seat owes no guess.
 */
export function mayGuessFrom(match: Match, seat: Seat): number | null {
  const round = currentRound(match);
  if (!isLive(match) || guessesOwed(match, round, seat).length === 0) return null;
  if (match.phase === "guessing" || match.ruleset.earlyGuess) return round.openedAt;
  const heard = round.conversations
    .filter((conversation) => conversation.seats.includes(seat.label))
    .flatMap((conversation) => conversation.seats.map((label) => ({ label, conversation })))
    .filter(({ label }) => label !== seat.label)
    .map(({ label, conversation }) => conversation.spoken[label]?.lastAt ?? round.openedAt);
  return Math.max(round.openedAt, ...heard) + lasting(match, match.ruleset.silenceSeconds);
}

/** The next instant at which the match changes without anybody acting; null once it has ended. */
export function nextDueAt(match: Match): number | null {
  if (!isLive(match)) return null;
  if (roundComplete(match)) return currentRound(match).openedAt;
  const turns =
    match.phase === "chatting" && takesTurns(match.ruleset)
      ? currentRound(match).conversations.map((conversation) => turnEndsAt(match, conversation))
      : [];
  return Math.min(match.deadlineAt ?? Infinity, ...turns);
}

/** A post up to the ruleset's grace late still counts, so a turn ends only then. */
export function turnEndsAt(match: Match, conversation: Conversation): number {
  const deadline = conversation.turn?.deadlineAt ?? null;
  return deadline === null ? Infinity : deadline + lasting(match, match.ruleset.graceSeconds);
}
