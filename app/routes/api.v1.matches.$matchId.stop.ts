import { stopInEmergency } from "../../db/emergency.ts";
import { byRole, done, withBody } from "../api/call.server.ts";
import { actorOf, withId } from "../api/desk-call.server.ts";
import { stopRequest } from "../api/desk-schemas.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { refusalOfPlay } from "../api/match-call.server.ts";

const api = endpoint({
  POST: byRole(
    "moderator",
    (asked) =>
      withId(asked, "matchId", "match/not-found", (matchId) =>
        withBody(asked, stopRequest, async ({ reason }) => {
          const stopping = { matchId, reason, ...actorOf(asked) };
          const stopped = await stopInEmergency(asked.context.stores, stopping);
          return stopped.ok ? done() : refusalOfPlay(stopped, asked.context);
        }),
      ),
    { then: () => "/desk", home: () => "/desk" },
  ),
});

export const loader = api.loader;
export const action = api.action;
