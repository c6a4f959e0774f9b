import type { PlayRefusal } from "../../db/acting.ts";
import { makeGuess } from "../../db/play.ts";
import { byPlayer, reply, withBody } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { matchPages, refusalOfPlay, withMatch } from "../api/match-call.server.ts";
import { guessRequest } from "../api/schemas.ts";

/** Besides tells that are none, only what the reason says can be refused. */
function fieldOf(code: PlayRefusal): "tells" | "reason" {
  return code === "guess/unknown-tell" ? "tells" : "reason";
}

const api = endpoint({
  POST: byPlayer(
    (asked) =>
      withMatch(asked, (acting) =>
        withBody(asked, guessRequest, async (guess) => {
          const played = await makeGuess(asked.context.stores, { ...acting, ...guess });
          if (!played.ok) return refusalOfPlay(played, asked.context, fieldOf(played.code));
          const { seat, pAi } = guess;
          return reply(201, { guess: { seat, round: played.round, pAi } });
        }),
      ),
    matchPages,
  ),
});

export const loader = api.loader;
export const action = api.action;
