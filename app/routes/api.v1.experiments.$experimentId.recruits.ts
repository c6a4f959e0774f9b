import { readRecruits } from "../../db/queries/recruits.ts";
import { byRole, reply, withQuery } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { withExperiment } from "../api/experiment-call.server.ts";
import { recruitsQuery } from "../api/experiment-schemas.ts";
import { refuse } from "../api/refusals.ts";
import { recruitsAsCsv } from "../services/recruits.ts";

const asksForCsv = (request: Request) =>
  (request.headers.get("Accept") ?? "").trimStart().startsWith("text/csv");

const api = endpoint({
  GET: byRole(
    "researcher",
    (asked) =>
      withExperiment(asked, ({ experimentId, ...actor }) =>
        withQuery(asked, recruitsQuery, async ({ format }) => {
          const { context, request } = asked;
          const recruits = await readRecruits(context.stores, actor, experimentId);
          if (!recruits) return refuse("experiment/not-found");
          const csv = format === "csv" || (format === undefined && asksForCsv(request));
          if (!csv) return reply(200, { recruits });
          return new Response(recruitsAsCsv(recruits), {
            headers: {
              "Content-Type": "text/csv; charset=utf-8",
              "Content-Disposition": 'attachment; filename="recruits.csv"',
              "Cache-Control": "no-store",
            },
          });
        }),
      ),
    { costs: "export" },
  ),
});

export const loader = api.loader;
export const action = api.action;
