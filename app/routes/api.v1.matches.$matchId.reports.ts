import { leaveMatch } from "../../db/play.ts";
import { reportSeat } from "../../db/reports.ts";
import { type Asked, byPlayer, reply, withBody } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { refusalOfPlay, withMatch } from "../api/match-call.server.ts";
import { reportRequest } from "../api/schemas.ts";

const page = ({ params }: Asked) => `/matches/${params.matchId ?? ""}/report`;

const api = endpoint({
  POST: byPlayer(
    (asked) =>
      withMatch(asked, (acting) =>
        withBody(asked, reportRequest, async ({ leave, ...said }) => {
          const { stores } = asked.context;
          const { matchId, actor } = acting;
          const taken = await reportSeat(stores, { matchId, ...actor, ...said });
          if (!taken.ok) return taken;
          if (leave) {
            const left = await leaveMatch(stores, acting);
            if (!left.ok && left.code === "match/busy") return refusalOfPlay(left, asked.context);
          }
          return reply(taken.repeated ? 200 : 201, { report: { id: taken.id } });
        }),
      ),
    { costs: "report", then: (asked) => `${page(asked)}?sent=true`, home: page },
  ),
});

export const loader = api.loader;
export const action = api.action;
