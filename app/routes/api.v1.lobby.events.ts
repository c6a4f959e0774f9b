import { byPlayer } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { refuse } from "../api/refusals.ts";
import { streamOf } from "../api/stream.server.ts";

const api = endpoint({
  GET: byPlayer(
    (asked) =>
      streamOf(asked, refuse("lobby/not-waiting"), (reader, { playerId }) =>
        asked.context.hub.openLobby({ ...reader, playerId }),
      ),
    { streams: true },
  ),
});

export const loader = api.loader;
export const action = api.action;
