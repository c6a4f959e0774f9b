import { answerAppeal } from "../../db/appeals.ts";
import { byRole, reply, withBody } from "../api/call.server.ts";
import { actorOf, refusalOfDesk, withId } from "../api/desk-call.server.ts";
import { answerRequest } from "../api/desk-schemas.ts";
import { endpoint } from "../api/endpoint.server.ts";

const api = endpoint({
  POST: byRole(
    "moderator",
    (asked) =>
      withId(asked, "appealId", "appeal/not-found", (appealId) =>
        withBody(asked, answerRequest, async ({ verdict, answer }) => {
          const answering = { appealId, verdict, answer, ...actorOf(asked) };
          const answered = await answerAppeal(asked.context.stores, answering);
          if (!answered.ok) return refusalOfDesk(answered);
          return reply(200, { case: { version: answered.version } });
        }),
      ),
    { then: () => "/desk", home: () => "/desk" },
  ),
});

export const loader = api.loader;
export const action = api.action;
