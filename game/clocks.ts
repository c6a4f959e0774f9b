import { dealRound } from "./deal.ts";
import { invite, inviteWitnesses } from "./invitations.ts";
import {
  type Conversation,
  currentRound,
  type EndReason,
  guessesOwed,
  isDetective,
  type Label,
  lasting,
  type Match,
  nextDueAt,
  participantAt,
  roundComplete,
  seatLabelled,
  turnEndsAt,
} from "./match.ts";
import { announcePhase, emit, type Working } from "./working.ts";

/** Lets everything happen that was due by now, in the order of its instants. */
export function runClocks(working: Working): void {
  for (;;) {
    const due = nextDueAt(working.match);
    if (due === null || due > working.now) return;
    if (!happenDue(working, due)) return;
  }
}

/** One due change; false where it has to wait for an `advance`, which opens rounds and scores. */
function happenDue(working: Working, due: number): boolean {
  const { match } = working;
  const complete = roundComplete(match);
  if (match.phase === "chatting" && !complete) {
    const lapsed = currentRound(match).conversations.find(
      (conversation) => turnEndsAt(match, conversation) <= due,
    );
    if (lapsed && due < (match.deadlineAt ?? Infinity)) lapseTurn(working, lapsed);
    else closeChat(working, null);
    return true;
  }
  if (!working.freshIds) return false;
  if (inLastRound(match)) end(working, "revealed", abandoned(match) ? "abandoned" : null);
  else openNextRound(working, working.freshIds);
  return true;
}

/** The turn's holder left it unused: it passes, or the chat ends after too many. */
function lapseTurn(working: Working, conversation: Conversation): void {
  const { match } = working;
  const holder = conversation.turn?.seat;
  if (holder === undefined) return;
  const spoken = conversation.spoken[holder];
  if (!spoken) return;
  spoken.unused += 1;
  const limit = match.ruleset.unusedTurnsEnd;
  if (limit !== null && spoken.unused >= limit) closeChat(working, "silence");
  else passTurn(working, conversation, holder);
}

export function passTurn(working: Working, conversation: Conversation, from: Label): void {
  const { match, now } = working;
  const to = conversation.seats.find((label) => label !== from) ?? from;
  const seat = seatLabelled(currentRound(match), to);
  const asks = match.ruleset.turnTaking === "ask-answer" && seat?.role === "interrogator";
  const end = now + lasting(match, match.ruleset.turnSeconds ?? match.ruleset.chatSeconds);
  const deadlineAt = asks ? null : Math.min(end, match.deadlineAt ?? end);
  conversation.turn = { seat: to, deadlineAt };
  const seq = emit(working, {
    type: "turn",
    seq: 0,
    round: currentRound(match).number,
    conversationId: conversation.id,
    seat: to,
    deadlineAt,
  });
  invite(working, conversation, to, seq);
}

export function closeChat(working: Working, reason: EndReason | null): void {
  const { match, now } = working;
  match.phase = "guessing";
  match.deadlineAt = now + lasting(match, match.ruleset.guessSeconds);
  match.endReason = reason;
  for (const conversation of currentRound(match).conversations) conversation.turn = null;
  announcePhase(working);
  for (const seat of currentRound(match).seats) {
    if (participantAt(match, seat).kind !== "ai") continue;
    if (guessesOwed(match, currentRound(match), seat).length === 0) continue;
    working.followUps.push({
      job: "make-guess",
      seat: seat.label,
      round: currentRound(match).number,
    });
  }
}

function openNextRound(working: Working, freshIds: readonly string[]): void {
  const { match, now } = working;
  const deadlineAt = now + lasting(match, match.ruleset.chatSeconds);
  const number = match.rounds.length + 1;
  const interrogator = interrogatorOfPair(match);
  const round = dealRound(match, { number, now, deadlineAt, freshIds, interrogator });
  working.freshIds = null;
  match.rounds.push(round);
  match.phase = "chatting";
  match.deadlineAt = deadlineAt;
  match.endReason = null;
  announcePhase(working);
  inviteWitnesses(working, round);
}

/** In a pair the questions stay with who asked first: to change sides would say "two humans". */
function interrogatorOfPair(match: Match): number | undefined {
  if (match.ruleset.topology !== "pair") return undefined;
  return currentRound(match).seats.find(({ role }) => role === "interrogator")?.occupant;
}

export function end(
  working: Working,
  phase: "revealed" | "voided",
  reason: EndReason | null,
): null {
  const { match } = working;
  const early = match.phase === "chatting";
  match.endReason = reason ?? match.endReason ?? (early ? "guessed" : "time");
  match.phase = phase;
  match.deadlineAt = null;
  for (const conversation of currentRound(match).conversations) conversation.turn = null;
  announcePhase(working);
  return null;
}

/** The one job that wakes the match when something is due next. */
export function followClock(working: Working): void {
  const { match } = working;
  const dueAt = nextDueAt(match);
  if (dueAt === null) return;
  if (roundComplete(match) && inLastRound(match)) working.followUps.push({ job: "score-match" });
  else
    working.followUps.push({
      job: "close-phase",
      dueAt: roundComplete(match) ? working.now : dueAt,
    });
}

/** A chat that was stopped has the reason of the match's end already. */
function inLastRound(match: Match): boolean {
  return (
    match.rounds.length >= match.ruleset.rounds || match.endReason === "time" || abandoned(match)
  );
}

function abandoned(match: Match): boolean {
  const round = currentRound(match);
  const detectives = round.seats.filter(isDetective).map((seat) => participantAt(match, seat));
  const humans = match.participants.filter((participant) => participant.kind === "human");
  return (
    humans.every((human) => human.leftAt !== null) ||
    detectives.every((detective) => detective.leftAt !== null)
  );
}
