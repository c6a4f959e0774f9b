import { markSeen } from "../../db/sanctions.ts";
import { byPlayer, done } from "../api/call.server.ts";
import { withId } from "../api/desk-call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { refuse } from "../api/refusals.ts";

const api = endpoint({
  POST: byPlayer(
    (asked) =>
      withId(asked, "decisionId", "decision/not-found", async (decisionId) => {
        const { context, session } = asked;
        const seen = await markSeen(context.stores, decisionId, session.playerId);
        return seen ? done() : refuse("decision/not-found");
      }),
    {
      then: ({ params }) => `/me/notices/${params.decisionId ?? ""}`,
      home: () => "/me/notices",
    },
  ),
});

export const loader = api.loader;
export const action = api.action;
