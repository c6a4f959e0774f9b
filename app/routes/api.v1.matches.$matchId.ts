import { byPlayer, reply } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { withMatch } from "../api/match-call.server.ts";
import { refuse } from "../api/refusals.ts";
import { viewOf } from "../../db/queries/views.ts";

const api = endpoint({
  GET: byPlayer((asked) =>
    withMatch(asked, async ({ matchId }) => {
      const view = await viewOf(asked.context.stores, matchId, asked.session.playerId);
      return view ? reply(200, view) : refuse("match/not-found");
    }),
  ),
});

export const loader = api.loader;
export const action = api.action;
