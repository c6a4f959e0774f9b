import { and, eq } from "drizzle-orm";
import { type MatchView, viewFor } from "../../game/view.ts";
import { loadMatch } from "../match-rows.ts";
import { seats } from "../schema/matches.ts";
import type { Stores } from "../stores.ts";
import { messagesOf } from "./messages.ts";
import { outcomeOf } from "./outcome.ts";

/** A match as one of its players sees it; null where there is none, or it is not theirs. */
export async function viewOf(
  stores: Pick<Stores, "database">,
  matchId: string,
  playerId: string,
): Promise<MatchView | null> {
  const loaded = await loadMatch(stores, matchId);
  if (!loaded) return null;
  const { match, now } = loaded;
  const viewer = match.participants.findIndex(
    (one) => one.kind === "human" && one.playerId === playerId,
  );
  if (viewer < 0) return null;
  const [messages, outcome] = await Promise.all([
    messagesOf(stores.database, matchId),
    outcomeOf(stores.database, match, viewer),
  ]);
  return viewFor({ match, viewer, messages, now, outcome });
}

/** The live match in which a player sits and which they have not left. */
export async function liveMatchOf(
  { database }: Pick<Stores, "database">,
  playerId: string,
): Promise<string | null> {
  const [seat] = await database.orm
    .select({ matchId: seats.matchId })
    .from(seats)
    .where(and(eq(seats.playerId, playerId), eq(seats.live, true)));
  return seat?.matchId ?? null;
}
