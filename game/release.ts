import { currentRound, type Label, type Match } from "./match.ts";
import { createRandom, type Random, type Seed } from "./random.ts";
import type { Ruleset } from "./ruleset.ts";

/**
 * Real milliseconds after its stamp at which a message appears to every seat, whoever posted it: what
 * a worker posts is heard of a little later than what a web process does, and clients see the stamp.
 */
export const APPEARS_AFTER_MS = 20;

/** A message appears up to this long after its slot's end, drawn alike for every seat. */
const JITTER_MS = 250;

type Slots = Pick<Ruleset, "release" | "slotSeconds">;

/**
 * The end of the slot in which something is ready at `now`, epoch milliseconds; `now` itself where
 * messages appear as they come. Slots are counted from the round's opening. Null when no end is
 * left, with time to appear, before `endsAt`: the chat's end, or the earlier one of the seat's turn.
 */
export function releaseAt(
  slots: Slots,
  timeScale: number,
  openedAt: number,
  endsAt: number,
  now: number,
): number | null {
  const slot = slotOf(slots, timeScale, openedAt, now);
  if (slot === null) return now;
  const at = slot.endsAt;
  return at + JITTER_MS / timeScale < endsAt ? at : null;
}

/** When a seat's message that is ready at an instant appears in a match; as matchedDelivery. */
export function appearsAt(
  match: Match,
  conversationId: string,
  seat: Label,
  readyAt: number,
): number | null {
  const { ruleset, timeScale, seed, deadlineAt } = match;
  const { conversations, openedAt } = currentRound(match);
  const turn = conversations.find(({ id }) => id === conversationId)?.turn;
  const endsAt = Math.min(deadlineAt ?? Infinity, turn?.deadlineAt ?? Infinity);
  const random = releaseRandom(seed, conversationId, seat);
  return matchedDelivery(ruleset, timeScale, openedAt, endsAt, readyAt, random);
}

/**
 * When a message that is ready at `readyAt` appears: as releaseAt, and a little later, so that
 * the milliseconds say nothing. A human's message and a witness's go by this alike. A seat whose
 * turn or chat ends before has missed it (null): it is refused at once, or the turn passes.
 * @param random the seat's stream by releaseRandom, fresh: one slot has one draw.
 */
export function matchedDelivery(
  slots: Slots,
  timeScale: number,
  openedAt: number,
  endsAt: number,
  readyAt: number,
  random: Random,
): number | null {
  const at = releaseAt(slots, timeScale, openedAt, endsAt, readyAt);
  const slot = slotOf(slots, timeScale, openedAt, readyAt);
  if (at === null || slot === null) return at;
  // What a seat has ready in one slot appears together, in the order in which it was ready.
  for (let passed = 1; passed < slot.number; passed++) random.next();
  return Math.round(at + (random.next() * JITTER_MS) / timeScale);
}

/** The stream of a seat's delays after its slots in one conversation. */
export function releaseRandom(seed: Seed, conversationId: string, seat: Label): Random {
  return createRandom(seed, "release", conversationId, seat);
}

function slotOf(
  { release, slotSeconds }: Slots,
  timeScale: number,
  openedAt: number,
  now: number,
): { number: number; endsAt: number } | null {
  if (release !== "matched" || slotSeconds === undefined) return null;
  const length = (slotSeconds * 1000) / timeScale;
  // Ends are whole milliseconds: what is ready on one belongs to its slot.
  const number = Math.max(1, Math.ceil((now - openedAt - 0.5) / length));
  return { number, endsAt: Math.round(openedAt + number * length) };
}
