import { revokeKey } from "../../db/api-keys.ts";
import { byRole, done } from "../api/call.server.ts";
import { actorOf, withId } from "../api/desk-call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { refuse } from "../api/refusals.ts";

const page = () => "/research/keys";

const api = endpoint({
  DELETE: byRole(
    "researcher",
    (asked) =>
      withId(asked, "keyId", "key/not-found", async (keyId) => {
        const { stores } = asked.context;
        const revoked = await revokeKey(stores, actorOf(asked), keyId);
        return revoked ? done() : refuse("key/not-found");
      }),
    { then: page, home: page },
  ),
});

export const loader = api.loader;
export const action = api.action;
