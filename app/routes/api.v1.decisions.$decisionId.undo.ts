import { undoDecision } from "../../db/undo.ts";
import { byRole, reply, withBody } from "../api/call.server.ts";
import { actorOf, refusalOfDesk, withId } from "../api/desk-call.server.ts";
import { undoRequest } from "../api/desk-schemas.ts";
import { endpoint } from "../api/endpoint.server.ts";

const api = endpoint({
  POST: byRole(
    "moderator",
    (asked) =>
      withId(asked, "decisionId", "decision/not-found", (decisionId) =>
        withBody(asked, undoRequest, async ({ reason }) => {
          const undoing = { decisionId, reason, ...actorOf(asked) };
          const undone = await undoDecision(asked.context.stores, undoing);
          if (!undone.ok) return refusalOfDesk(undone);
          return reply(200, { case: { version: undone.version } });
        }),
      ),
    { then: () => "/desk", home: () => "/desk" },
  ),
});

export const loader = api.loader;
export const action = api.action;
