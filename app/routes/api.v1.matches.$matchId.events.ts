import { byPlayer } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { withMatch } from "../api/match-call.server.ts";
import { refuse } from "../api/refusals.ts";
import { streamOf } from "../api/stream.server.ts";

const api = endpoint({
  GET: byPlayer(
    (asked) =>
      withMatch(asked, ({ matchId }) =>
        streamOf(asked, refuse("match/not-found"), (reader, { playerId }) => {
          const lastEventId = asked.request.headers.get("Last-Event-ID");
          return asked.context.hub.openMatch({ ...reader, matchId, playerId, lastEventId });
        }),
      ),
    { streams: true },
  ),
});

export const loader = api.loader;
export const action = api.action;
