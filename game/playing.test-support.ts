import { decide, openMatch } from "./decide.ts";
import {
  type Action,
  currentRound,
  type Decision,
  type FollowUp,
  guessesOwed,
  type Match,
  type MatchEvent,
  nextDueAt,
  type Occupant,
  seatLabelled,
  seatOf,
} from "./match.ts";
import type { Seed } from "./random.ts";
import { RULESETS, type Ruleset, rulesetSchema } from "./ruleset.ts";
import type { StoredMessage } from "./view.ts";

export type Kind = Occupant["kind"];

/** A match to be played: who sits in it, and what is tried. */
export interface Game {
  ruleset: Ruleset;
  timeScale: number;
  seed: Seed;
  kinds: readonly Kind[];
  interrogator: number | undefined;
  moves: readonly Move[];
}

/** Something tried after a while. Indices are taken modulo what there is to choose from. */
export interface Move {
  /** Unscaled milliseconds since the move before, or milliseconds past the next due instant. */
  wait: { ms: number } | { pastDue: number };
  attempt:
    | { type: "speak"; pick: number }
    | { type: "judge"; pick: number; pAi: number }
    | { type: "post"; by: number; conversation: number }
    | { type: "guess"; by: number; about: number; pAi: number }
    | { type: "leave"; by: number }
    | { type: "void" }
    | { type: "advance" };
}

export interface Step {
  before: Match;
  action: Action;
  now: number;
  decision: Decision;
}

interface Opened {
  match: Match;
  followUps: FollowUp[];
}

export const OPENED_AT = Date.UTC(2026, 0, 5, 12);
export const SEED: Seed = "0123456789abcdef0123456789abcdef";

/** A published ruleset with some rules changed. */
export function rulesetLike(slug: string, changes: Partial<Ruleset> = {}): Ruleset {
  const base = RULESETS.find((ruleset) => ruleset.slug === slug);
  if (!base) throw new RangeError(`no ruleset ${slug}`);
  return rulesetSchema.parse({ ...base, ...changes });
}

/** Five seats round a table that write as they like and guess about each other. */
export const TABLE = rulesetLike("quick-duel", {
  slug: "table-of-five",
  seats: 5,
  rounds: 2,
  topology: "table",
  chatSeconds: 45,
});

/** A match that has just been opened; occupants are humans unless said otherwise. */
export function opened({
  ruleset = rulesetLike("quick-duel"),
  timeScale = 1,
  seed = SEED,
  kinds = Array.from({ length: ruleset.seats }, () => "human"),
  interrogator = 0,
}: Partial<Game> = {}): Opened {
  return openMatch({
    id: "the-match",
    ruleset,
    timeScale,
    seed,
    occupants: kinds.map(occupantOf),
    interrogator,
    freshIds: idsFor(1),
    now: OPENED_AT,
  });
}

/** Ids for a round that may open, as the database would make them. */
export function idsFor(round: number): string[] {
  return Array.from({ length: 20 }, (_, index) => `id-${round}-${index}`);
}

/** Decides and insists on consent. */
function accepted(match: Match, action: Action, now: number) {
  const decision = decide(match, action, now);
  if (!decision.ok) throw new Error(`${action.type} was refused: ${decision.code}`);
  return decision;
}

export function advance(match: Match, now: number) {
  return accepted(match, { type: "advance", freshIds: idsFor(match.rounds.length + 1) }, now);
}

/** Plays a game. Every match is frozen before it is decided on, so that a change to it throws. */
export function play(game: Game): { start: Opened; steps: Step[]; end: Match; now: number } {
  const start = opened(game);
  const steps: Step[] = [];
  let match = deepFreeze(start.match);
  let now = OPENED_AT;
  for (const move of game.moves) {
    now = instantOf(match, move, now);
    const action = actionOf(match, move);
    const decision = decide(match, action, now);
    steps.push({ before: match, action, now, decision });
    if (decision.ok) match = deepFreeze(decision.match);
  }
  return { start, steps, end: match, now };
}

/** Lets a match run out by itself: nobody acts, and the clock strikes whenever something is due. */
export function runOut(match: Match, now: number, atMost = 500): Step[] {
  const steps: Step[] = [];
  let [before, at] = [match, now];
  for (let due = nextDueAt(before); due !== null; due = nextDueAt(before)) {
    if (steps.length >= atMost) throw new Error(`not over after ${atMost} steps`);
    at = Math.max(at, due);
    const decision = advance(before, at);
    const action: Action = { type: "advance", freshIds: [] };
    steps.push({ before, action, now: at, decision });
    before = decision.match;
  }
  return steps;
}

export function eventsOf(steps: readonly Step[]): MatchEvent[] {
  return steps.flatMap(({ decision }) => (decision.ok ? decision.events : []));
}

/** The messages as the database would keep them. */
export function messagesOf(steps: readonly Step[]): StoredMessage[] {
  return steps.flatMap(({ action, now, decision }) => {
    if (!decision.ok || action.type !== "post") return [];
    return decision.events
      .filter((event) => event.type === "message")
      .map(({ seq, round, conversationId, seat }) => ({
        id: `message-${seq}`,
        seq,
        round,
        conversationId,
        seat,
        body: action.body,
        at: now,
        clientId: `client-${action.by}-${seq}`,
      }));
  });
}

export function occupantOf(kind: Kind, index: number): Occupant {
  return kind === "human"
    ? { kind, playerId: `player-${index}` }
    : { kind, personaId: `persona-${index}`, personaVersionId: `personaversion-${index}` };
}

function instantOf(match: Match, { wait }: Move, now: number): number {
  if ("ms" in wait) return now + Math.round(wait.ms / match.timeScale);
  return Math.max(now, (nextDueAt(match) ?? now) + wait.pastDue);
}

function actionOf(match: Match, { attempt }: Move): Action {
  const round = currentRound(match);
  switch (attempt.type) {
    case "speak": {
      const may = round.conversations.flatMap(({ id, turn, seats }) =>
        (turn ? [turn.seat] : seats).map((label) => ({ id, label })),
      );
      const { id, label } = chosen(may, attempt.pick);
      const by = seatLabelled(round, label)?.occupant ?? 0;
      return { type: "post", by, conversationId: id, body: "hello" };
    }
    case "judge": {
      const owed = round.seats.flatMap((seat) =>
        guessesOwed(match, round, seat).map((label) => ({ by: seat.occupant, label })),
      );
      const { by, label } = chosen([...owed, { by: 0, label: "A" }], attempt.pick);
      return { type: "guess", by, seat: label, pAi: attempt.pAi };
    }
    case "post": {
      const known = match.rounds.flatMap(({ conversations }) => conversations.map(({ id }) => id));
      const conversationId = chosen([...known, "unknown"], attempt.conversation);
      return { type: "post", by: whoever(match, attempt.by), conversationId, body: "hello" };
    }
    case "guess": {
      const labels = [...round.seats.map(({ label }) => label), "Z"];
      const { type, by, about, pAi } = attempt;
      return { type, by: whoever(match, by), seat: chosen(labels, about), pAi };
    }
    case "leave":
      return { type: "leave", by: whoever(match, attempt.by) };
    case "void":
      return attempt;
    case "advance":
      return { type: "advance", freshIds: idsFor(match.rounds.length + 1) };
  }
}

function whoever(match: Match, index: number): number {
  return index % match.participants.length;
}

function chosen<T>(items: readonly T[], index: number): T {
  const at = index % items.length;
  for (const item of items.slice(at, at + 1)) return item;
  throw new RangeError("nothing to choose from");
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  Object.values(value).forEach(deepFreeze);
  return value;
}

/** So many unscaled seconds after the opening of a match at normal speed. */
export function at(seconds: number): number {
  return OPENED_AT + Math.round(seconds * 1000);
}

/** A post by a participant into the first of its conversations, or into the one with another. */
export function says(match: Match, by: number, to?: number): Extract<Action, { type: "post" }> {
  const round = currentRound(match);
  const [mine, theirs] = [by, to ?? by].map((occupant) => seatOf(round, occupant).label);
  const conversation = round.conversations.find(
    ({ seats }) => seats.some((label) => label === mine) && seats.some((label) => label === theirs),
  );
  if (!conversation) throw new RangeError(`${by} and ${to} do not talk with each other`);
  return { type: "post", by, conversationId: conversation.id, body: "hello" };
}

export function judges(match: Match, by: number, about: number, pAi = 0.8): Action {
  return { type: "guess", by, seat: seatOf(currentRound(match), about).label, pAi };
}

/** Plays actions at instants in a row, each of them accepted. */
export function after(match: Match, ...acts: [(match: Match) => Action, number][]): Match {
  return acts.reduce((before, [act, now]) => accepted(before, act(before), now).match, match);
}
