import { and, eq, inArray, sql } from "drizzle-orm";
import type { Ending } from "../../game/experiment.ts";
import type { Orm } from "../client.ts";
import { tickets } from "../schema/lobby.ts";
import { seats } from "../schema/matches.ts";
import { enrolments } from "../schema/research.ts";

/** Parts that have not come to an end. */
export const GOING_ON = ["consented", "playing"] as const;

/**
 * Ends parts in an experiment that go on, and opens the reveals that were held back until then.
 * What has ended stays as it is.
 * @returns the players who waited for a match.
 */
export async function endEnrolments(
  orm: Orm,
  ids: readonly string[],
  ending: Ending,
): Promise<string[]> {
  const ended = await orm
    .update(enrolments)
    .set({ state: ending, ending, waitingSince: null, closedAt: sql`clock_timestamp()` })
    .where(and(inArray(enrolments.id, [...ids]), inArray(enrolments.state, [...GOING_ON])))
    .returning({ id: enrolments.id });
  return openReveals(
    orm,
    ended.map(({ id }) => id),
    ending === "waited-too-long" ? "nobody-else" : "left",
  );
}

/** After the last match everything opens at once; nobody waits any more. */
async function openReveals(
  orm: Orm,
  ids: string[],
  endReason: "nobody-else" | "left",
): Promise<string[]> {
  if (ids.length === 0) return [];
  await orm
    .update(seats)
    .set({ held: false })
    .where(and(inArray(seats.enrolmentId, ids), eq(seats.held, true)));
  const closed = await orm
    .update(tickets)
    .set({ state: "ended", endReason, closedAt: sql`clock_timestamp()` })
    .where(and(inArray(tickets.enrolmentId, ids), eq(tickets.state, "waiting")))
    .returning({ playerId: tickets.playerId });
  return closed.map(({ playerId }) => playerId);
}
