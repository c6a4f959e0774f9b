import { endOtherSessions } from "../../db/sessions.ts";
import { byPlayer, done, reply } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { loadSessions } from "../services/sessions.server.ts";

const SESSIONS = { then: () => "/me/sessions", home: () => "/me/sessions" };

const api = endpoint({
  GET: byPlayer(async ({ context, session }) =>
    reply(200, { sessions: await loadSessions(context, session) }),
  ),
  DELETE: byPlayer(async ({ context, session }) => {
    const { playerId, sessionId, byToken } = session;
    await endOtherSessions(context.stores, { playerId, keep: byToken ? null : sessionId });
    return done();
  }, SESSIONS),
});

export const loader = api.loader;
export const action = api.action;
