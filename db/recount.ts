import { eq } from "drizzle-orm";
import type { Match } from "../game/match.ts";
import { matches } from "./schema/matches.ts";
import { reasonOf } from "./scoring.ts";
import type { Transaction } from "./transaction.ts";

/**
 * Decides anew whether an ended match counts for ratings, after a fact about it has come to light.
 * @returns whether it counts differently now: then a replay is due, to be enqueued by the caller.
 */
export async function recount(transaction: Transaction, match: Match): Promise<boolean> {
  const { orm } = transaction;
  const [row] = await orm
    .select({ rated: matches.rated })
    .from(matches)
    .where(eq(matches.id, match.id));
  const reason = await reasonOf(transaction, match);
  const rated = reason === "rated";
  const changed = rated !== row?.rated;
  await orm
    .update(matches)
    .set({ rated, ratedReason: reason, ...(changed ? { replayDue: true } : {}) })
    .where(eq(matches.id, match.id));
  return changed;
}

/** Whether a match is left out of the ratings for the signs of collusion alone. */
export async function isSuspected({ orm }: Transaction, matchId: string): Promise<boolean> {
  const [row] = await orm
    .select({ reason: matches.ratedReason })
    .from(matches)
    .where(eq(matches.id, matchId));
  return row?.reason === "suspected-collusion";
}
