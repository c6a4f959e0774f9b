import { endSessions } from "../../db/admin/end-sessions.ts";
import { byAdmin } from "../api/admin-call.server.ts";
import { reasonRequest } from "../api/admin-schemas.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { idIn, playerPage } from "../api/ids.ts";
import { refuse } from "../api/refusals.ts";

const api = endpoint({
  DELETE: byAdmin(
    reasonRequest,
    async ({ stores, act, params }) => {
      const playerId = idIn(params.playerId);
      return playerId ? endSessions(stores, act, playerId) : refuse("admin/not-found");
    },
    playerPage,
  ),
});

export const loader = api.loader;
export const action = api.action;
