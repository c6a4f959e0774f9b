import { analysisQuery, type AnalysisReply } from "../api/analysis-schemas.ts";
import { byRole, reply, withQuery } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { refuse } from "../api/refusals.ts";
import { type Analysis, analyse } from "../services/analysis.server.ts";

const api = endpoint({
  GET: byRole(
    "researcher",
    (asked) =>
      withQuery(asked, analysisQuery, (query) =>
        Promise.resolve({
          // Millions of games take longer to count than a call may wait for the stores.
          postponed: async () => {
            const analysis = await analyse(asked.context, asked.session, query);
            return analysis ? reply(200, replyOf(analysis)) : refuse("experiment/not-found");
          },
        }),
      ),
    { scope: "analysis" },
  ),
});

export const loader = api.loader;
export const action = api.action;

/** Without the plots, whose numbers are in the rows. */
function replyOf({ figures, ...analysis }: Analysis): AnalysisReply {
  return {
    ...analysis,
    figures: figures.map(({ name, title, says, n, formula, source, columns, rows }) => ({
      ...{ name, title, says, n, formula, source },
      columns: [...columns],
      rows: rows.map((row) => ({ ...row })),
    })),
  };
}
