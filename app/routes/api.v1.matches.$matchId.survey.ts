import { answerSurvey } from "../../db/surveys.ts";
import { byPlayer, done, withBody } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { matchPages, withMatch } from "../api/match-call.server.ts";
import { surveyRequest } from "../api/schemas.ts";

const api = endpoint({
  POST: byPlayer(
    (asked) =>
      withMatch(asked, ({ matchId }) =>
        withBody(asked, surveyRequest, async (answers) => {
          const { context, session } = asked;
          const { playerId } = session;
          const taken = await answerSurvey(context.stores, { matchId, playerId, ...answers });
          return taken.ok ? done() : taken;
        }),
      ),
    matchPages,
  ),
});

export const loader = api.loader;
export const action = api.action;
