import { byRole, reply } from "../api/call.server.ts";
import { withId } from "../api/desk-call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { refuse } from "../api/refusals.ts";
import { readCase } from "../services/desk.server.ts";

const api = endpoint({
  GET: byRole("moderator", (asked) =>
    withId(asked, "caseId", "case/not-found", async (caseId) => {
      const opened = await readCase(asked.context, asked.session, caseId);
      return opened ? reply(200, opened) : refuse("case/not-found");
    }),
  ),
});

export const loader = api.loader;
export const action = api.action;
