import type { Player } from "../../db/players.ts";
import { viewOf } from "../../db/queries/views.ts";
import type { MatchView } from "../api/schemas.ts";
import type { AppLoadContext } from "../context.server.ts";
import { orUnavailable } from "./outage.ts";

/** A match as one of its players sees it; for everybody else there is none. */
export async function matchView(
  { stores }: AppLoadContext,
  player: Pick<Player, "id">,
  matchId: string,
): Promise<MatchView> {
  const view = await orUnavailable(viewOf(stores, matchId.toLowerCase(), player.id));
  if (!view) throw new Response(null, { status: 404, statusText: "Not Found" });
  return view;
}
