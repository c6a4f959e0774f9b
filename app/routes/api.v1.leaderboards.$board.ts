import { open, reply, withQuery } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { refuse } from "../api/refusals.ts";
import { boardSchema, leaderboardQuery } from "../api/schemas.ts";
import { leaderboard } from "../services/leaderboards.server.ts";

const api = endpoint({
  GET: open(async (asked) => {
    const board = boardSchema.safeParse(asked.params.board);
    if (!board.success) return refuse("http/not-found");
    return withQuery(asked, leaderboardQuery, async (query) =>
      reply(200, await leaderboard(asked.context, board.data, query)),
    );
  }),
});

export const loader = api.loader;
export const action = api.action;
