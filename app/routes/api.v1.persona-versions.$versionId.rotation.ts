import { setRotation } from "../../db/admin/personas.ts";
import { byAdmin } from "../api/admin-call.server.ts";
import { rotationRequest } from "../api/admin-schemas.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { idIn } from "../api/ids.ts";
import { refuse } from "../api/refusals.ts";

const api = endpoint({
  POST: byAdmin(
    rotationRequest,
    async ({ stores, act, fields: { inRotation, weight }, params }) => {
      const versionId = idIn(params.versionId);
      return versionId
        ? setRotation(stores.database, act, { versionId, inRotation, weight })
        : refuse("admin/not-found");
    },
    () => "/admin/personas",
  ),
});

export const loader = api.loader;
export const action = api.action;
