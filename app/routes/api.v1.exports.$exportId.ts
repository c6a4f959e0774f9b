import { byRole, type ByPlayer, done, reply } from "../api/call.server.ts";
import { actorOf, withId } from "../api/desk-call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { refuse } from "../api/refusals.ts";
import { exportOf } from "../../db/export/rows.ts";
import { forgoExport, shownExport } from "../services/exports.server.ts";

const page = () => "/research/exports";

const own = (asked: ByPlayer, go: Parameters<typeof withId>[3]) =>
  withId(asked, "exportId", "export/not-found", go);

const api = endpoint({
  GET: byRole(
    "researcher",
    (asked) =>
      own(asked, async (id) => {
        const { context, session } = asked;
        const row = await exportOf(context.stores.database, session.playerId, id);
        return row ? reply(200, { export: shownExport(context, row) }) : refuse("export/not-found");
      }),
    { scope: "exports" },
  ),
  DELETE: byRole(
    "researcher",
    (asked) =>
      own(asked, async (id) =>
        (await forgoExport(asked.context, actorOf(asked), id))
          ? done()
          : refuse("export/not-found"),
      ),
    { scope: "exports", then: page, home: page },
  ),
});

export const loader = api.loader;
export const action = api.action;
