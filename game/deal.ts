import type { Conversation, Label, Match, Participant, Round, Seat, Turn } from "./match.ts";
import { lasting } from "./match.ts";
import { createRandom } from "./random.ts";
import type { Ruleset } from "./ruleset.ts";

const LETTERS = ["A", "B", "C", "D", "E", "F", "G", "H"] as const;

/** How many fresh ids a round takes: its own, one per seat, one per conversation. */
export function idsPerRound(ruleset: Ruleset): number {
  return 1 + ruleset.seats + (ruleset.topology === "hub" ? ruleset.seats - 1 : 1);
}

export interface Deal {
  number: number;
  now: number;
  deadlineAt: number;
  /** Unused UUIDv7 ids, at least `idsPerRound`. */
  freshIds: readonly string[];
  /** Index of the occupant who interrogates; drawn among the humans who stay where left out. */
  interrogator?: number;
}

type Dealt = Pick<Match, "ruleset" | "seed" | "timeScale" | "participants">;

/**
 * Deals a round: letters and roles are drawn by the match's seed, so that neither says who sits
 * where, and an old role betrays nobody.
 * @throws RangeError when there are too few ids or too many participants.
 */
export function dealRound(match: Dealt, deal: Deal): Round {
  const random = createRandom(match.seed, "deal", deal.number);
  const ids = takeIds(deal.freshIds, idsPerRound(match.ruleset));
  const interrogator = deal.interrogator ?? random.pick(humansWhoStay(match.participants));
  const letters = LETTERS.slice(0, match.participants.length);
  const seats = random
    .shuffle(match.participants.map((_, occupant) => occupant))
    .map((occupant, place): Seat => ({
      id: ids.next(),
      label: letters[place] ?? outOfLetters(),
      role: roleIn(match.ruleset, occupant === interrogator),
      occupant,
    }));
  return {
    id: ids.next(),
    number: deal.number,
    openedAt: deal.now,
    seats,
    conversations: groupsOf(match.ruleset, seats).map((group) =>
      openConversation(match, ids.next(), group, seats, deal),
    ),
    guesses: [],
  };

  function openConversation(
    { ruleset }: Dealt,
    id: string,
    group: Label[],
    all: Seat[],
    { now, deadlineAt }: Deal,
  ): Conversation {
    return {
      id,
      seats: group,
      turn: openingTurn(ruleset, group, all, now, deadlineAt),
      spoken: Object.fromEntries(
        group.map((label) => [label, { count: 0, lastAt: null, unused: 0 }]),
      ),
    };
  }

  function openingTurn(
    ruleset: Ruleset,
    group: Label[],
    all: Seat[],
    now: number,
    end: number,
  ): Turn | null {
    if (ruleset.turnTaking === "alternating") {
      const length = ruleset.openingTurnSeconds ?? ruleset.turnSeconds ?? ruleset.chatSeconds;
      const deadlineAt = Math.min(end, now + lasting(match, length));
      return { seat: random.pick(group), deadlineAt };
    }
    if (ruleset.turnTaking !== "ask-answer") return null;
    const opener = all.find((seat) => seat.role === "interrogator");
    return opener ? { seat: opener.label, deadlineAt: null } : null;
  }
}

function roleIn(ruleset: Ruleset, interrogates: boolean): Seat["role"] {
  if (ruleset.roles === "both") return "both";
  return interrogates ? "interrogator" : "witness";
}

/** The groups of seats that talk with each other. */
function groupsOf(ruleset: Ruleset, seats: Seat[]): Label[][] {
  const labels = seats.map((seat) => seat.label);
  if (ruleset.topology !== "hub") return [labels.toSorted()];
  const hub = seats.find((seat) => seat.role === "interrogator");
  if (!hub) throw new RangeError("a hub needs an interrogator");
  return labels
    .filter((label) => label !== hub.label)
    .toSorted()
    .map((witness) => [hub.label, witness]);
}

function humansWhoStay(participants: readonly Participant[]): number[] {
  return participants.flatMap(({ kind, leftAt }, index) =>
    kind === "human" && leftAt === null ? [index] : [],
  );
}

function takeIds(ids: readonly string[], needed: number) {
  if (ids.length < needed) throw new RangeError(`a round takes ${needed} ids, got ${ids.length}`);
  let taken = 0;
  return {
    next(): string {
      const id = ids[taken++];
      if (id === undefined) throw new RangeError("out of ids");
      return id;
    },
  };
}

function outOfLetters(): never {
  throw new RangeError(`at most ${LETTERS.length} participants`);
}
