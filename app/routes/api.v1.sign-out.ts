import { endSession } from "../../db/sessions.ts";
import { open } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { siteOf } from "../services/site.ts";
import { endedSession } from "../services/session-cookie.server.ts";

const api = endpoint({
  POST: open(
    async ({ context, request, session }) => {
      const { env, issuer, stores } = context;
      if (session && !session.byToken) {
        const { playerId, sessionId } = session;
        await endSession(stores, { playerId, sessionId, reason: "signed-out" });
      }
      const site = siteOf(request, env);
      const there = session && !session.guest && site ? await issuer?.signOutUrl(site) : null;
      const headers = { Location: there?.href ?? "/", "Cache-Control": "no-store" };
      return new Response(null, {
        status: 303,
        headers: { ...headers, "Set-Cookie": endedSession(env) },
      });
    },
    { then: () => "/sign-out", home: () => "/" },
  ),
});

export const loader = api.loader;
export const action = api.action;
