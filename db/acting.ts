import {
  type FollowUp,
  type Label,
  type Match,
  type MatchEvent,
  type RefusalCode,
  type Round,
  type Seat,
  seatLabelled,
} from "../game/match.ts";
import type { ScreenRefusal } from "../game/screening.ts";
import type { UtteranceRefusal } from "../game/utterance.ts";
import { type LoadedMatch, loadMatch } from "./match-rows.ts";
import {
  closeChatRow,
  closeRoundRow,
  freeSeats,
  insertRounds,
  markLeft,
  seatFactsOf,
} from "./round-rows.ts";
import { roundOpened, saveMatch } from "./save.ts";
import { scoreMatch } from "./scoring.ts";
import type { Stores } from "./stores.ts";
import { tell } from "./tell.ts";
import { inTransaction, Rollback, type Transaction } from "./transaction.ts";
import { inTurn } from "./turnstile.ts";

/** Who acts: a player by session, or whoever plays a seat. */
type Actor = { playerId: string } | { round: number; seat: Label };

export type PlayRefusal =
  | RefusalCode
  | UtteranceRefusal
  | ScreenRefusal
  | "match/not-found"
  | "match/busy"
  | "message/client-id-reused"
  | "guess/unknown-tell";

export type Played<T> = ({ ok: true } & T) | { ok: false; code: PlayRefusal };

export interface Acting {
  matchId: string;
  actor: Actor;
}

/** A lost compare-and-set is decided anew this often. */
const ATTEMPTS = 5;

/**
 * Loads, lets the attempt decide and save, and begins anew when somebody else was faster.
 * @param work null when its compare-and-set was lost.
 */
export async function attempt<T>(
  stores: Stores,
  { matchId, actor }: { matchId: string; actor: Actor | null },
  work: (loaded: LoadedMatch, participant: number) => Promise<Played<T> | null>,
): Promise<Played<T>> {
  return inTurn(matchId, async () => {
    for (let tried = 0; tried < ATTEMPTS; tried++) {
      const loaded = await loadMatch(stores, matchId);
      const participant = loaded && (actor ? participantOf(loaded.match, actor) : -1);
      if (!loaded || participant === null) return refusal("match/not-found");
      const played = await work(loaded, participant);
      if (played) return played;
    }
    return refusal("match/busy");
  });
}

interface Decided {
  match: Match;
  events: MatchEvent[];
  followUps: FollowUp[];
}

/** Saves a decision with its rows in one transaction, then announces and enqueues. */
export async function store(
  stores: Stores,
  from: Match,
  decided: Decided,
  now: number,
  more?: (transaction: Transaction) => Promise<void>,
): Promise<boolean> {
  const { match, events, followUps } = decided;
  if (events.length === 0) return true;
  const saved = await inTransaction(stores.database, async (transaction) => {
    if (!(await saveMatch(transaction.client, from, match, events))) throw new Rollback();
    await more?.(transaction);
    await storeChanges(transaction, from, match, events, new Date(now));
    return true;
  });
  if (!saved) return false;
  const turned = match.phase !== from.phase;
  const dueAt = turned && (from.deadlineAt ?? Infinity) <= now ? from.deadlineAt : null;
  tell(stores, match, events, followUps, now, [], dueAt === null ? {} : { dueAt });
  return true;
}

async function storeChanges(
  transaction: Transaction,
  from: Match,
  match: Match,
  events: readonly MatchEvent[],
  at: Date,
): Promise<void> {
  const { orm } = transaction;
  for (const event of events) {
    if (event.type === "left") await markLeft(orm, match.id, event.occupant, at);
    if (event.type !== "phase") continue;
    if (event.phase === "guessing") await closeChatRow(orm, roundIdOf(match, event.round), at);
    else await closeRoundRow(orm, roundIdOf(match, Math.min(event.round, from.rounds.length)), at);
    if (event.phase === "revealed" || event.phase === "voided") await freeSeats(orm, match.id);
    if (event.phase === "revealed") await scoreMatch(transaction, match);
  }
  const round = roundOpened(from, match);
  if (!round) return;
  await freeSeats(orm, match.id);
  await insertRounds(orm, [{ match, round, facts: await seatFactsOf(orm, match.id) }]);
}

function roundIdOf(match: Match, number: number): Round["id"] {
  const round = match.rounds[number - 1];
  if (!round) throw new RangeError(`match ${match.id} has no round ${number}`);
  return round.id;
}

export function participantOf(match: Match, actor: Actor): number | null {
  if ("playerId" in actor) {
    const index = match.participants.findIndex(
      (one) => one.kind === "human" && one.playerId === actor.playerId,
    );
    return index < 0 ? null : index;
  }
  const round = match.rounds[actor.round - 1];
  const seat: Seat | undefined = round && seatLabelled(round, actor.seat);
  return seat?.occupant ?? null;
}

export function refusal(code: PlayRefusal): { ok: false; code: PlayRefusal } {
  return { ok: false, code };
}
