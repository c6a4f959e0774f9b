import { createKey } from "../../db/api-keys.ts";
import { byRole, reply, withBody } from "../api/call.server.ts";
import { actorOf } from "../api/desk-call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { keyRequest } from "../api/key-schemas.ts";
import { isNavigation } from "../api/navigation.ts";
import { loadKeys, newKeyCookie, shownKey } from "../services/keys.server.ts";

const page = () => "/research/keys";

const api = endpoint({
  GET: byRole("researcher", async ({ context, session }) =>
    reply(200, { keys: await loadKeys(context, session) }),
  ),
  POST: byRole(
    "researcher",
    (asked) =>
      withBody(asked, keyRequest, async (wanted) => {
        const { context, request } = asked;
        const made = await createKey(context.stores, actorOf(asked), wanted);
        if (!made.ok) return made;
        const created = reply(201, { key: shownKey(made.key), secret: made.secret });
        // A browser shows a page next; programs read the reply.
        if (request.headers.has("Sec-Fetch-Site") || isNavigation(request.headers))
          created.headers.append("Set-Cookie", newKeyCookie(made.secret, context.env));
        return created;
      }),
    { then: page, home: page },
  ),
});

export const loader = api.loader;
export const action = api.action;
