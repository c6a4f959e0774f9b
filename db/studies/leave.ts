import { and, eq, sql } from "drizzle-orm";
import type { Orm } from "../client.ts";
import { leaveMatch } from "../play.ts";
import { seats } from "../schema/matches.ts";
import { enrolments } from "../schema/research.ts";
import type { Stores } from "../stores.ts";
import { inTransaction } from "../transaction.ts";
import { endEnrolments } from "./end.ts";

interface Part {
  enrolmentId: string;
  playerId: string;
}

/** Leaves a study and the match that is played for it. What has ended stays as it is. */
export async function leaveStudy(stores: Stores, part: Part): Promise<void> {
  await endAs(stores, part, () => Promise.resolve());
}

/**
 * Withdraws a consent, at any time: from now on nothing of this part is in an export or an analysis.
 * The code that it ended with stays the same.
 */
export async function withdraw(stores: Stores, part: Part): Promise<void> {
  await endAs(stores, part, (orm) => markWithdrawn(orm, part.enrolmentId));
}

async function endAs(
  stores: Stores,
  { enrolmentId, playerId }: Part,
  more: (orm: Orm) => Promise<void>,
): Promise<void> {
  const waited = await inTransaction(stores.database, async ({ orm }) => {
    const players = await endEnrolments(orm, [enrolmentId], "left");
    await more(orm);
    return players;
  });
  const ended = (waited ?? []).map((player) => ({ playerId: player, reason: "left" }) as const);
  if (ended.length > 0) stores.events.announce({ kind: "lobby", seated: [], ended });
  // Whoever was being seated is seated by now, and leaves that match as well.
  const [seat] = await stores.database.orm
    .select({ matchId: seats.matchId })
    .from(seats)
    .where(and(eq(seats.enrolmentId, enrolmentId), eq(seats.live, true)));
  if (seat) await leaveMatch(stores, { matchId: seat.matchId, actor: { playerId } });
  // A round that was dealt while the part ended took over what was held until then.
  await stores.database.orm
    .update(seats)
    .set({ held: false })
    .where(and(eq(seats.enrolmentId, enrolmentId), eq(seats.held, true)));
}

async function markWithdrawn(orm: Orm, enrolmentId: string): Promise<void> {
  await orm
    .update(enrolments)
    .set({ state: "withdrawn", withdrawnAt: sql`clock_timestamp()` })
    .where(and(eq(enrolments.id, enrolmentId), sql`${enrolments.withdrawnAt} is null`));
}
