import { withdraw } from "../../db/studies/leave.ts";
import { byPlayer, reply } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { studyPages, withPart } from "../api/study-call.server.ts";
import { shownPart } from "../services/studies.server.ts";

const api = endpoint({
  POST: byPlayer(
    (asked) =>
      withPart(asked, async ({ enrolment: { id: enrolmentId } }) => {
        const { context, params, session } = asked;
        const { playerId } = session;
        await withdraw(context.stores, { enrolmentId, playerId });
        return reply(200, await shownPart(context, params.code ?? "", playerId));
      }),
    studyPages,
  ),
});

export const loader = api.loader;
export const action = api.action;
