import { leaveLobby } from "../../db/lobby.ts";
import { waitForMatch } from "../../db/studies/wait.ts";
import { byPlayer, done, reply } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { refuse } from "../api/refusals.ts";
import { studyPage, studyPages, withPart } from "../api/study-call.server.ts";
import { sanctioned } from "../services/lobby.server.ts";
import { tracesOf } from "../services/session.server.ts";

const api = endpoint({
  POST: byPlayer(
    (asked) =>
      withPart(asked, async (part) => {
        const { context, session } = asked;
        const waiting = await waitForMatch(context.stores, part, tracesOf(session, context));
        if (waiting.ok) {
          context.hub.ticketChanged(session.playerId);
          const nextWaveAt = new Date(waiting.nextWaveAt).toISOString();
          return reply(202, { ticket: waiting.ticketId, nextWaveAt });
        }
        if (waiting.code === "study/not-ready") return refuse(waiting.code);
        if (waiting.code === "lobby/in-match")
          return refuse(waiting.code, { matchId: waiting.matchId });
        return sanctioned(waiting.code, waiting.sanction);
      }),
    { then: (asked) => `${studyPage(asked)}/wait`, home: studyPage },
  ),
  DELETE: byPlayer(
    (asked) =>
      withPart(asked, async () => {
        await leaveLobby(asked.context.stores, asked.session.playerId);
        return done();
      }),
    studyPages,
  ),
});

export const loader = api.loader;
export const action = api.action;
