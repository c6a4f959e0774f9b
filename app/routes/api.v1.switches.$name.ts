import { throwSwitch } from "../../db/admin/model.ts";
import { byAdmin } from "../api/admin-call.server.ts";
import { switchRequest } from "../api/admin-schemas.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { refuse } from "../api/refusals.ts";

const api = endpoint({
  POST: byAdmin(
    switchRequest,
    async ({ stores, act, fields: { on }, params: { name } }) => {
      if (name !== "language-model") return refuse("admin/not-found");
      await throwSwitch(stores.database, act, on);
      return { ok: true };
    },
    () => "/admin/model",
  ),
});

export const loader = api.loader;
export const action = api.action;
