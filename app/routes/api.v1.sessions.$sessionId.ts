import { z } from "zod";
import { endSession } from "../../db/sessions.ts";
import { byPlayer, done } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { refuse } from "../api/refusals.ts";
import { endedSession } from "../services/session-cookie.server.ts";

const api = endpoint({
  DELETE: byPlayer(
    async ({ context, session, params }) => {
      const { playerId } = session;
      const sessionId = z.uuid().safeParse(params.sessionId).data;
      const reason = sessionId === session.sessionId ? "signed-out" : "ended-from-afar";
      const ended =
        sessionId !== undefined &&
        (await endSession(context.stores, { playerId, sessionId, reason }));
      if (!ended) return refuse("session/unknown");
      const reply = done();
      if (sessionId === session.sessionId)
        reply.headers.append("Set-Cookie", endedSession(context.env));
      return reply;
    },
    { then: () => "/me/sessions", home: () => "/me/sessions" },
  ),
});

export const loader = api.loader;
export const action = api.action;
