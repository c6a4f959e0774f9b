import { analysisQuery, figureFile } from "../api/analysis-schemas.ts";
import { byRole, withQuery } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { refuse } from "../api/refusals.ts";
import { analyse } from "../services/analysis.server.ts";
import { figureDocument } from "../services/figure-document.server.tsx";

const TYPES = { svg: "image/svg+xml", csv: "text/csv" } as const;

const api = endpoint({
  GET: byRole(
    "researcher",
    (asked) =>
      withQuery(asked, analysisQuery, (query) =>
        Promise.resolve({
          postponed: async () => {
            const file = figureFile.safeParse(asked.params.file);
            if (!file.success) return refuse("http/not-found");
            const [name, type] = file.data;
            const analysis = await analyse(asked.context, asked.session, query);
            if (!analysis) return refuse("experiment/not-found");
            const figure = analysis.figures.find((one) => one.name === name);
            const document = figure && figureDocument(figure, analysis, type);
            if (!document) return refuse("http/not-found");
            return new Response(document, {
              headers: {
                "Content-Type": `${TYPES[type]}; charset=utf-8`,
                "Content-Disposition": `attachment; filename="${name}.${type}"`,
                "Cache-Control": "no-store",
              },
            });
          },
        }),
      ),
    { scope: "analysis" },
  ),
});

export const loader = api.loader;
export const action = api.action;
