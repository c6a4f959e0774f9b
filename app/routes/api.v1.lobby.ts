import { byPlayer, done, reply, withBody } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { lobbyRequest } from "../api/schemas.ts";
import { joinAsPlayer, leaveAsPlayer } from "../services/lobby.server.ts";

const api = endpoint({
  POST: byPlayer(
    (asked) =>
      withBody(asked, lobbyRequest, async (wish) => {
        const joined = await joinAsPlayer(asked.context, asked.session, wish);
        if (!joined.ok) return joined;
        const nextWaveAt = new Date(joined.nextWaveAt).toISOString();
        return reply(202, { ticket: joined.ticketId, nextWaveAt });
      }),
    { then: () => "/lobby", home: () => "/play" },
  ),
  DELETE: byPlayer(
    async ({ context, session }) => {
      await leaveAsPlayer(context, session);
      return done();
    },
    { then: () => "/play", home: () => "/lobby" },
  ),
});

export const loader = api.loader;
export const action = api.action;
