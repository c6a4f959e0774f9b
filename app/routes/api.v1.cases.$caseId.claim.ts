import { claimCase, releaseCase } from "../../db/cases.ts";
import { type Asked, byRole, done, reply } from "../api/call.server.ts";
import { actorOf, refusalOfDesk, withId } from "../api/desk-call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";

const page = ({ params }: Asked) => `/desk/cases/${params.caseId ?? ""}`;

const api = endpoint({
  POST: byRole(
    "moderator",
    (asked) =>
      withId(asked, "caseId", "case/not-found", async (caseId) => {
        const claimed = await claimCase(asked.context.stores, { caseId, ...actorOf(asked) });
        return claimed.ok ? reply(200, { claim: claimed.claim }) : refusalOfDesk(claimed);
      }),
    { then: page, home: page },
  ),
  DELETE: byRole(
    "moderator",
    (asked) =>
      withId(asked, "caseId", "case/not-found", async (caseId) => {
        const released = await releaseCase(asked.context.stores, { caseId, ...actorOf(asked) });
        return released.ok ? done() : refusalOfDesk(released);
      }),
    { then: () => "/desk", home: page },
  ),
});

export const loader = api.loader;
export const action = api.action;
