import { closeChat, end, followClock, passTurn, runClocks } from "./clocks.ts";
import { dealRound } from "./deal.ts";
import { inviteAnswers, inviteWitnesses } from "./invitations.ts";
import {
  type Action,
  currentRound,
  type Decision,
  type FollowUp,
  guessesOwed,
  isDetective,
  isLive,
  lasting,
  type Match,
  mayGuessFrom,
  nextDueAt,
  type Occupant,
  participantAt,
  type RefusalCode,
  roundComplete,
  seatLabelled,
  seatOf,
  suspectsOf,
} from "./match.ts";
import type { Seed } from "./random.ts";
import { type Ruleset, takesTurns } from "./ruleset.ts";
import { copyOf, emit, type Working } from "./working.ts";

export interface Opening {
  id: string;
  ruleset: Ruleset;
  timeScale: number;
  seed: Seed;
  occupants: readonly Occupant[];
  /** Index of the occupant who interrogates in the first round, where the ruleset has one. */
  interrogator?: number;
  freshIds: readonly string[];
  now: number;
}

/** Opens a match in its first round, with the work that follows from it. */
export function openMatch(opening: Opening): { match: Match; followUps: FollowUp[] } {
  const { id, ruleset, timeScale, seed, now } = opening;
  const deadlineAt = now + lasting({ timeScale }, ruleset.chatSeconds);
  const participants = opening.occupants.map((occupant) => ({
    ...occupant,
    leftAt: null,
    frames: 0,
  }));
  const round = dealRound(
    { ruleset, timeScale, seed, participants },
    { ...opening, number: 1, deadlineAt },
  );
  const match: Match = {
    id,
    version: 1,
    ruleset,
    timeScale,
    seed,
    phase: "chatting",
    deadlineAt,
    participants,
    rounds: [round],
    seq: 0,
    endReason: null,
  };
  const working: Working = { match, now, events: [], followUps: [], freshIds: null };
  inviteWitnesses(working, round);
  followClock(working);
  return { match, followUps: working.followUps };
}

/**
 * Decides what an action does to a match at an instant. The clocks run first: whatever was due
 * before `now` has happened when the action is judged.
 * @param now epoch milliseconds, on the clock that also stamped the match.
 */
export function decide(match: Match, action: Action, now: number): Decision {
  const freshIds = action.type === "advance" ? action.freshIds : null;
  const working: Working = { match: copyOf(match), now, events: [], followUps: [], freshIds };
  runClocks(working);
  const code = act(working, action);
  if (code) return { ok: false, code };
  if (working.events.length > 0) {
    working.match.version += 1;
    // What is due next as before has its job.
    if (nextDueAt(working.match) !== nextDueAt(match)) followClock(working);
  }
  return { ok: true, match: working.match, events: working.events, followUps: working.followUps };
}

function act(working: Working, action: Action): RefusalCode | null {
  switch (action.type) {
    case "advance":
      return null;
    case "post":
      return post(working, action);
    case "guess":
      return guess(working, action);
    case "leave":
      return leave(working, action.by);
    case "stop":
      return stop(working);
    case "void":
      return isLive(working.match) ? end(working, "voided", "voided") : "match/ended";
  }
}

function post(working: Working, action: Extract<Action, { type: "post" }>): RefusalCode | null {
  const { match, now } = working;
  const found = match.rounds
    .flatMap((round) => round.conversations.map((conversation) => ({ round, conversation })))
    .find(({ conversation }) => conversation.id === action.conversationId);
  const label = found && seatOf(found.round, action.by).label;
  const spoken = label && found.conversation.spoken[label];
  if (!spoken) return "match/conversation-not-found";
  const { round, conversation } = found;
  if (round !== currentRound(match) || match.phase !== "chatting") return "match/too-late";
  const seat = seatOf(round, action.by);
  // Before the next line, which would tell a leaver whether a human goes on playing.
  if (participantAt(match, seat).leftAt !== null) return "match/left";
  if (roundComplete(match)) return "match/too-late";
  if (isDetective(seat) && guessesOwed(match, round, seat).length === 0)
    return "match/already-guessed";
  if (conversation.turn && conversation.turn.seat !== label) return "match/not-your-turn";
  spoken.count += 1;
  spoken.lastAt = now;
  spoken.unused = 0;
  const seq = emit(working, {
    type: "message",
    seq: 0,
    round: round.number,
    conversationId: conversation.id,
    seat: label,
  });
  if (takesTurns(match.ruleset)) passTurn(working, conversation, label);
  else inviteAnswers(working, conversation, label, seq);
  return null;
}

function guess(working: Working, action: Extract<Action, { type: "guess" }>): RefusalCode | null {
  const { match, now } = working;
  const round = currentRound(match);
  const seat = seatOf(round, action.by);
  const about = seatLabelled(round, action.seat);
  if (!about) return "match/seat-not-found";
  const suspected = isDetective(seat) && suspectsOf(round, seat).includes(about);
  const left = participantAt(match, seat).leftAt !== null;
  // Whatever the time: who asks again since the answer was lost is told that the guess counts.
  if (suspected && !left && !guessesOwed(match, round, seat).includes(about.label))
    return "guess/already-made";
  const over = match.phase === "guessing" && now >= (match.deadlineAt ?? Infinity);
  if (!isLive(match) || over) return "guess/too-late";
  if (!suspected) return "guess/not-yours";
  if (left) return "match/left";
  const from = mayGuessFrom(match, seat);
  if (from === null || now < from) return "guess/too-early";
  const early = match.phase === "chatting";
  round.guesses.push({ by: seat.label, about: about.label, pAi: action.pAi, at: now });
  working.events.push({
    type: "guess",
    round: round.number,
    by: seat.label,
    about: about.label,
    pAi: action.pAi,
    early,
  });
  return null;
}

function leave(working: Working, by: number): RefusalCode | null {
  const { match, now } = working;
  if (!isLive(match)) return "match/ended";
  const participant = match.participants[by];
  if (participant?.leftAt !== null) return null;
  participant.leftAt = now;
  working.events.push({ type: "left", occupant: by });
  return null;
}

/** The chat ends as when its time is up, and no further round is dealt. */
function stop(working: Working): RefusalCode | null {
  const { match } = working;
  if (!isLive(match)) return "match/ended";
  if (match.phase !== "chatting") return "match/too-late";
  closeChat(working, "time");
  return null;
}
