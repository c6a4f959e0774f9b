import { decideCase } from "../../db/decisions.ts";
import { type Asked, byRole, reply, withBody } from "../api/call.server.ts";
import { actorOf, refusalOfDesk, withId } from "../api/desk-call.server.ts";
import { decisionRequest } from "../api/desk-schemas.ts";
import { endpoint } from "../api/endpoint.server.ts";

const page = ({ params }: Asked) => `/desk/cases/${params.caseId ?? ""}`;

const api = endpoint({
  POST: byRole(
    "moderator",
    (asked) =>
      withId(asked, "caseId", "case/not-found", (caseId) =>
        withBody(asked, decisionRequest, async ({ until, ...decision }) => {
          const made = await decideCase(asked.context.stores, {
            caseId,
            ...actorOf(asked),
            ...decision,
            ...(until ? { until: new Date(until) } : {}),
          });
          if (!made.ok) return refusalOfDesk(made);
          const { decisionId: id, version } = made;
          return reply(201, { decision: { id }, case: { version } });
        }),
      ),
    { then: page, home: page },
  ),
});

export const loader = api.loader;
export const action = api.action;
