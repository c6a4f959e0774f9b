import { dealRound } from "./deal.ts";
import {
  type Action,
  type Conversation,
  currentRound,
  type Decision,
  type EndReason,
  type FollowUp,
  guessesOwed,
  isDetective,
  isLive,
  type Label,
  lasting,
  type Match,
  type MatchEvent,
  mayGuessFrom,
  nextDueAt,
  participantAt,
  type RefusalCode,
  roundComplete,
  type Round,
  seatLabelled,
  seatOf,
  suspectsOf,
  turnEndsAt,
} from "./match.ts";
import type { Occupant } from "./match.ts";
import type { Seed } from "./random.ts";
import { type Ruleset, takesTurns } from "./ruleset.ts";

/** A decision in the making: a copy of the match that the rules may change, and what came of it. */
interface Working {
  match: Match;
  now: number;
  events: MatchEvent[];
  followUps: FollowUp[];
  /** Ids for a round that may open; null where this action may neither open a round nor reveal. */
  freshIds: readonly string[] | null;
}

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
    followClock(working);
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
  const over = match.phase === "guessing" && now >= (match.deadlineAt ?? Infinity);
  if (!isLive(match) || over) return "guess/too-late";
  if (!isDetective(seat) || !suspectsOf(round, seat).includes(about)) return "guess/not-yours";
  if (participantAt(match, seat).leftAt !== null) return "match/left";
  if (!guessesOwed(match, round, seat).includes(about.label)) return "guess/already-made";
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

/** Lets everything happen that was due by now, in the order of its instants. */
function runClocks(working: Working): void {
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

function passTurn(working: Working, conversation: Conversation, from: Label): void {
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

function closeChat(working: Working, reason: EndReason | null): void {
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

function end(working: Working, phase: "revealed" | "voided", reason: EndReason | null): null {
  const { match } = working;
  const early = match.phase === "chatting";
  match.endReason = reason ?? match.endReason ?? (early ? "guessed" : "time");
  match.phase = phase;
  match.deadlineAt = null;
  for (const conversation of currentRound(match).conversations) conversation.turn = null;
  announcePhase(working);
  return null;
}

function announcePhase(working: Working): void {
  const { phase, deadlineAt } = working.match;
  emit(working, {
    type: "phase",
    seq: 0,
    round: currentRound(working.match).number,
    phase,
    deadlineAt,
  });
}

/** Numbers an event and counts the frames that it sends to each participant. */
function emit(working: Working, event: Extract<MatchEvent, { seq: number }>): number {
  const { match } = working;
  match.seq += 1;
  working.events.push({ ...event, seq: match.seq });
  const round = currentRound(match);
  for (const seat of round.seats)
    participantAt(match, seat).frames += framesFor(event, round, seat.label);
  return match.seq;
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

/** At the start of a round an AI witness may open, or has the opening turn. */
function inviteWitnesses(working: Working, round: Round): void {
  for (const conversation of round.conversations) {
    const openers = conversation.turn ? [conversation.turn.seat] : conversation.seats;
    if (!conversation.turn && takesTurns(working.match.ruleset)) continue;
    for (const label of openers) invite(working, conversation, label, working.match.seq);
  }
}

function inviteAnswers(
  working: Working,
  conversation: Conversation,
  from: Label,
  after: number,
): void {
  for (const label of conversation.seats)
    if (label !== from) invite(working, conversation, label, after);
}

function invite(working: Working, conversation: Conversation, label: Label, after: number): void {
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

/** The one job that wakes the match when something is due next. */
function followClock(working: Working): void {
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

/** A copy deep enough for the rules to change: past rounds are shared, the current one is not. */
function copyOf(match: Match): Match {
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
