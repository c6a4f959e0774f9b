import { setListing } from "../../db/admin/rulesets.ts";
import { byAdmin } from "../api/admin-call.server.ts";
import { listingRequest } from "../api/admin-schemas.ts";
import { endpoint } from "../api/endpoint.server.ts";

const api = endpoint({
  POST: byAdmin(
    listingRequest,
    ({ stores, act, fields: { listed }, params: { slug = "" } }) =>
      setListing(stores.database, act, { slug, listed }),
    () => "/admin/rulesets",
  ),
});

export const loader = api.loader;
export const action = api.action;
