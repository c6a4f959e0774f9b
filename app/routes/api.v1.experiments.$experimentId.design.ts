import { designSchema } from "../../game/experiment.ts";
import { byRole, withQuery } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { withExperiment } from "../api/experiment-call.server.ts";
import { designQuery } from "../api/experiment-schemas.ts";
import { refuse } from "../api/refusals.ts";
import { ownExperiment } from "../services/experiments.server.ts";

const api = endpoint({
  GET: byRole(
    "researcher",
    (asked) =>
      withExperiment(asked, ({ experimentId }) =>
        withQuery(asked, designQuery, async ({ version }) => {
          const found = await ownExperiment(asked.context, asked.session, experimentId);
          const wanted = found?.versions.find((one) => one.version === (version ?? one.version));
          if (!found || !wanted) return refuse("experiment/not-found");
          const name = `design-${found.code}-${wanted.version}.json`;
          // In the order of the schema, not in that of the database.
          const design = designSchema.parse(wanted.design);
          return new Response(`${JSON.stringify(design, null, 2)}\n`, {
            headers: {
              "Content-Type": "application/json; charset=utf-8",
              "Content-Disposition": `attachment; filename="${name}"`,
              "Cache-Control": "no-store",
            },
          });
        }),
      ),
    { scope: "experiments" },
  ),
});

export const loader = api.loader;
export const action = api.action;
