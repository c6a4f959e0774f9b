import { byRole } from "../api/call.server.ts";
import { actorOf, withId } from "../api/desk-call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { exportArchive } from "../services/export-file.server.ts";

const api = endpoint({
  GET: byRole(
    "researcher",
    (asked) =>
      withId(asked, "exportId", "export/not-found", (id) =>
        exportArchive(asked.context, actorOf(asked), id, asked.request),
      ),
    { scope: "exports" },
  ),
});

export const loader = api.loader;
export const action = api.action;
