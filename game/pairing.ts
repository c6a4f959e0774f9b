import type { Occupant } from "./match.ts";
import { type Candidate, drawMix, type Mix } from "./mix.ts";
import { createRandom, type Random, type Seed } from "./random.ts";
import type { Ruleset } from "./ruleset.ts";

/** A ticket that a wave may seat. */
export interface WaitingTicket {
  id: string;
  playerId: string;
  /** When the player last interrogated under this ruleset, epoch milliseconds. */
  lastInterrogatedAt: number | null;
}

export interface Wave {
  ruleset: Ruleset;
  tickets: readonly WaitingTicket[];
  /** Made before kinds are drawn, one per ticket, so that an id says nothing. */
  matches: readonly { id: string; seed: Seed }[];
  /** Seed of the wave's own draws. */
  seed: Seed;
  /** What it costs to seat two players together; null for never. */
  pairCost: (a: string, b: string) => number | null;
  candidates: readonly Candidate[];
  /** When a player last met a persona, epoch milliseconds; null for never. */
  lastMet: (playerId: string, personaId: string) => number | null;
}

/** Who sits down together. */
export interface Seating {
  id: string;
  seed: Seed;
  tickets: WaitingTicket[];
  occupants: Occupant[];
  /** What its AI seats were drawn from; null where it has none. */
  mix: Mix | null;
  /** Index of the occupant who interrogates, where the ruleset has one. */
  interrogator: number | undefined;
}

export interface PairedWave {
  seatings: Seating[];
  /** Tickets that wait on. */
  waiting: WaitingTicket[];
  /** Probability that a ticket of this wave had of an AI partner; 0 where none can play. */
  pAi: number;
}

/**
 * Seats a wave. Each ticket draws its partner's kind by itself, whatever its player's history;
 * those that drew a human are paired at random; who is left over plays an AI. In a hub tickets sit
 * in twos with one AI, and nothing replaces a missing human. Where no persona can play, people
 * who drew each other are seated all the same, and the others wait.
 */
export function pairWave(wave: Wave): PairedWave {
  const random = createRandom(wave.seed, "wave");
  const tickets = random.shuffle(wave.tickets);
  return wave.ruleset.topology === "hub"
    ? seatHubs(wave, tickets, random)
    : seatPairs(wave, tickets, random);
}

/** The next instant at which a ruleset's waiting tickets are seated, strictly after `now`. */
export function nextWaveInstant(
  ruleset: Pick<Ruleset, "waveSeconds">,
  timeScale: number,
  now: number,
): number {
  return lastWaveInstant(ruleset, timeScale, now) + waveLength(ruleset, timeScale);
}

/** The wave instant that `now` falls behind or on. Waves stand on one grid for every process. */
export function lastWaveInstant(
  ruleset: Pick<Ruleset, "waveSeconds">,
  timeScale: number,
  now: number,
): number {
  const length = waveLength(ruleset, timeScale);
  return Math.floor(now / length) * length;
}

/**
 * Probability that a ticket's partner is an AI when n tickets are eligible: it draws one, or it
 * draws a human and is the one left over among an odd number. Pairs that may not meet are not
 * reckoned with.
 */
export function probabilityOfAi(aiShare: number, eligible: number): number {
  const human = 1 - aiShare;
  // The tickets that drew a human are binomial; an odd number of them has the chance
  // (1 − (1 − 2h)ⁿ) / 2, and leaves over one of n tickets.
  return aiShare + (1 - (1 - 2 * human) ** eligible) / (2 * eligible);
}

function seatPairs(wave: Wave, tickets: WaitingTicket[], random: Random): PairedWave {
  const { ruleset } = wave;
  const drewHuman: WaitingTicket[] = [];
  const groups: WaitingTicket[][] = [];
  for (const ticket of tickets) {
    if (random.chance(ruleset.aiShare)) groups.push([ticket]);
    else drewHuman.push(ticket);
  }
  const { pairs, left } = matchUp(drewHuman, wave.pairCost);
  groups.push(...pairs, ...left.map((ticket) => [ticket]));
  if (!canPlayAi(wave)) {
    const waiting = groups.flatMap((group) => (group.length === 1 ? group : []));
    return { seatings: deal(wave, pairs, random, () => 0), waiting, pAi: 0 };
  }
  return {
    seatings: deal(wave, groups, random, (group) => (group.length === 1 ? 1 : 0)),
    waiting: [],
    pAi: probabilityOfAi(ruleset.aiShare, tickets.length),
  };
}

function seatHubs(wave: Wave, tickets: WaitingTicket[], random: Random): PairedWave {
  if (!canPlayAi(wave)) return { seatings: [], waiting: tickets, pAi: 0 };
  const { pairs, left } = matchUp(tickets, wave.pairCost);
  return { seatings: deal(wave, pairs, random, () => 1), waiting: left, pAi: wave.ruleset.aiShare };
}

/** Whether a wave has any persona for its AI seats. */
export function canPlayAi({ candidates }: Pick<Wave, "candidates">): boolean {
  return candidates.some(({ weight }) => weight > 0);
}

/** Two who may sit together, or one who is left over. */
type Couple = readonly [WaitingTicket, WaitingTicket?];

/** What a couple costs that may not meet: more than all that may. */
const APART = 1e9;

/**
 * Pairs shuffled tickets as they come; those that should not meet trade partners with others as
 * long as that costs less.
 */
function matchUp(tickets: readonly WaitingTicket[], pairCost: Wave["pairCost"]) {
  const costOf = ([one, other]: Couple) =>
    other ? (pairCost(one.playerId, other.playerId) ?? APART) : 0;
  const couples = twoByTwo(tickets);
  while (couples.some((_, index) => trade(couples, index, costOf)));
  const sits = (couple: Couple) => couple[1] !== undefined && costOf(couple) < APART;
  const membersOf = (couple: Couple) => couple.filter((ticket) => ticket !== undefined);
  return {
    pairs: couples.filter(sits).map(membersOf),
    left: couples.filter((couple) => !sits(couple)).flatMap(membersOf),
  };
}

function twoByTwo(tickets: readonly WaitingTicket[]): Couple[] {
  return tickets.flatMap((ticket, place): Couple[] =>
    place % 2 === 0 ? [[ticket, tickets[place + 1]]] : [],
  );
}

/** Trades partners between a couple and another one; false where nothing is gained. */
function trade(couples: Couple[], index: number, costOf: (couple: Couple) => number): boolean {
  const mine = couples[index];
  if (!mine || costOf(mine) === 0) return false;
  return couples.some((theirs, other) => {
    if (other === index) return false;
    const cheaper = tradesOf(mine, theirs).find(
      ([one, two]) => costOf(one) + costOf(two) < costOf(mine) + costOf(theirs),
    );
    if (cheaper) [couples[index], couples[other]] = cheaper;
    return cheaper !== undefined;
  });
}

/** The other two ways in which a full couple and another can sit. */
function tradesOf([a, b]: Couple, [c, d]: Couple): [Couple, Couple][] {
  if (!b) return [];
  return [
    [
      [a, c],
      [b, d],
    ],
    [
      [a, d],
      [c, b],
    ],
  ];
}

/** Hands each group its match, in shuffled order, and its AI partners. */
function deal(
  wave: Wave,
  groups: WaitingTicket[][],
  random: Random,
  aisFor: (group: WaitingTicket[]) => number,
): Seating[] {
  return random.shuffle(groups).map((tickets, place) => {
    const match = wave.matches[place];
    if (!match) throw new RangeError("a wave needs a match id for each ticket");
    return seatGroup(wave, match, tickets, aisFor(tickets), random);
  });
}

/** Seats a group with so many AI partners, who are drawn by the match's seed. */
export function seatGroup(
  wave: Pick<Wave, "ruleset" | "candidates" | "lastMet">,
  match: Wave["matches"][number],
  tickets: WaitingTicket[],
  aiCount: number,
  random: Random,
): Seating {
  const humans = tickets.map(({ playerId }): Occupant => ({ kind: "human", playerId }));
  const mix = aiCount === 0 ? null : mixFor(wave, tickets, aiCount);
  const ais = mix ? drawMix(mix, aiCount, match.seed).map(occupantOf) : [];
  return {
    ...match,
    tickets,
    occupants: [...humans, ...ais],
    mix,
    interrogator:
      wave.ruleset.roles === "interrogator" ? interrogatorOf(tickets, random) : undefined,
  };
}

/** Roles by debt: who interrogated last answers next; alone means interrogator. */
function interrogatorOf(tickets: readonly WaitingTicket[], random: Random): number {
  const order = random.shuffle(tickets.map((_, index) => index));
  const owed = (index: number) => tickets[index]?.lastInterrogatedAt ?? -Infinity;
  return order.reduce((a, b) => (owed(b) < owed(a) ? b : a));
}

/** Whom these players met longest ago, or never, comes first; who shares that is drawn. */
function mixFor(
  { ruleset, candidates, lastMet }: Pick<Wave, "ruleset" | "candidates" | "lastMet">,
  tickets: readonly WaitingTicket[],
  count: number,
): Mix {
  const met = ({ personaId }: Candidate) =>
    Math.max(...tickets.map(({ playerId }) => lastMet(playerId, personaId) ?? -Infinity));
  const playing = candidates
    .filter(({ weight }) => weight > 0)
    .map((candidate) => ({ candidate, at: met(candidate) }));
  const times = [...new Set(playing.map(({ at }) => at))].toSorted((a, b) => a - b);
  return {
    allocation: ruleset.mix?.allocation ?? "weights",
    // Each order holds somebody, so that later ones cannot be drawn.
    candidates: playing
      .map(({ candidate, at }) => ({ ...candidate, order: times.indexOf(at) }))
      .filter(({ order }) => order < count),
  };
}

function occupantOf({ personaId, personaVersionId, model }: Candidate): Occupant {
  return { kind: "ai", personaId, personaVersionId, ...(model === null ? {} : { model }) };
}

function waveLength({ waveSeconds }: Pick<Ruleset, "waveSeconds">, timeScale: number): number {
  return Math.max(1, Math.round((waveSeconds * 1000) / timeScale));
}
