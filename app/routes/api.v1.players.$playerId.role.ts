import { setRole } from "../../db/admin/set-role.ts";
import { byAdmin } from "../api/admin-call.server.ts";
import { roleRequest } from "../api/admin-schemas.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { idIn, playerPage } from "../api/ids.ts";
import { refuse } from "../api/refusals.ts";

const api = endpoint({
  POST: byAdmin(
    roleRequest,
    async ({ stores, act, fields, params }) => {
      const playerId = idIn(params.playerId);
      return playerId
        ? setRole(stores, act, { playerId, role: fields.role })
        : refuse("admin/not-found");
    },
    playerPage,
  ),
});

export const loader = api.loader;
export const action = api.action;
