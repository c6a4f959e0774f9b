import { byRole, reply } from "../api/call.server.ts";
import { actorOf } from "../api/desk-call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { isNavigation, onward } from "../api/navigation.ts";
import { beginExperiment, listExperiments } from "../services/experiments.server.ts";

const api = endpoint({
  GET: byRole(
    "researcher",
    async ({ context, session }) =>
      reply(200, { experiments: await listExperiments(context, session) }),
    { scope: "experiments" },
  ),
  POST: byRole(
    "researcher",
    async (asked) => {
      const { context, fields, request } = asked;
      if (!fields.ok) return fields;
      const begun = await beginExperiment(context, actorOf(asked), fields.value);
      if (!begun.ok) return begun;
      const created = reply(201, { experiment: { id: begun.id } });
      const page = `/research/experiments/${begun.id}/draft`;
      return isNavigation(request.headers) ? onward(created, page) : created;
    },
    { home: () => "/research/experiments/new" },
  ),
});

export const loader = api.loader;
export const action = api.action;
