import { byRole, reply, withBody } from "../api/call.server.ts";
import { actorOf } from "../api/desk-call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { exportRequest } from "../api/export-schemas.ts";
import { loadExports, wantExport } from "../services/exports.server.ts";

const page = () => "/research/exports";

const api = endpoint({
  GET: byRole(
    "researcher",
    async ({ context, session }) =>
      reply(200, { exports: await loadExports(context, session.playerId) }),
    { scope: "exports" },
  ),
  POST: byRole(
    "researcher",
    (asked) =>
      withBody(asked, exportRequest, async (wanted) => {
        const made = await wantExport(asked.context, actorOf(asked), wanted);
        return made.ok ? reply(202, { export: made.export }) : made;
      }),
    { scope: "exports", costs: "export", then: page, home: page },
  ),
});

export const loader = api.loader;
export const action = api.action;
