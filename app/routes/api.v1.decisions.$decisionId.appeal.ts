import { fileAppeal } from "../../db/appeals.ts";
import { type Asked, byPlayer, reply, withBody } from "../api/call.server.ts";
import { actorOf, refusalOfDesk, withId } from "../api/desk-call.server.ts";
import { appealRequest } from "../api/desk-schemas.ts";
import { endpoint } from "../api/endpoint.server.ts";

const page = ({ params }: Asked) => `/me/notices/${params.decisionId ?? ""}`;

const api = endpoint({
  POST: byPlayer(
    (asked) =>
      withId(asked, "decisionId", "decision/not-found", (decisionId) =>
        withBody(asked, appealRequest, async ({ text }) => {
          const filing = { decisionId, text, ...actorOf(asked) };
          const filed = await fileAppeal(asked.context.stores, filing);
          if (!filed.ok) return refusalOfDesk(filed);
          return reply(201, { appeal: { id: filed.appealId } });
        }),
      ),
    { then: page, home: page, costs: "appeal" },
  ),
});

export const loader = api.loader;
export const action = api.action;
