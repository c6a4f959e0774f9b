import { leaveMatch } from "../../db/play.ts";
import { byPlayer, done } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { matchPages, refusalOfPlay, withMatch } from "../api/match-call.server.ts";

const api = endpoint({
  POST: byPlayer(
    (asked) =>
      withMatch(asked, async (acting) => {
        const played = await leaveMatch(asked.context.stores, acting);
        return played.ok ? done() : refusalOfPlay(played, asked.context);
      }),
    matchPages,
  ),
});

export const loader = api.loader;
export const action = api.action;
