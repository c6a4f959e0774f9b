import { z } from "zod";
import { analysisQuery } from "./analysis-schemas.ts";
import type { Operation } from "./operation.ts";

const BY_RESEARCHER = [
  "session/none",
  "session/role",
  "experiment/not-found",
  "http/invalid",
] as const;

/** How researchers read figures. */
export const ANALYSIS_OPERATIONS: readonly Operation[] = [
  {
    method: "get",
    path: "/api/v1/analysis",
    summary: "The figures of public play, or of an experiment of one's own",
    session: true,
    scope: "analysis",
    query: analysisQuery,
    replies: { 200: { what: "Every figure, with what was left out", schema: "Analysis" } },
    refusals: BY_RESEARCHER,
  },
  {
    method: "get",
    path: "/api/v1/analysis/figures/{file}",
    summary: "One figure as a picture (`pass-rates.svg`) or its numbers (`pass-rates.csv`)",
    session: true,
    scope: "analysis",
    parameters: z.object({ file: z.string() }),
    query: analysisQuery,
    replies: { 200: { what: "The picture or the numbers" } },
    refusals: [...BY_RESEARCHER, "http/not-found"],
  },
];
