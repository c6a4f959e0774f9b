import { byRole, reply, withQuery } from "../api/call.server.ts";
import { casesQuery } from "../api/desk-schemas.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { queuePage } from "../services/desk.server.ts";

const api = endpoint({
  GET: byRole("moderator", (asked) =>
    withQuery(asked, casesQuery, async (query) =>
      reply(200, await queuePage(asked.context, asked.session, query)),
    ),
  ),
});

export const loader = api.loader;
export const action = api.action;
