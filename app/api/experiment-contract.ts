import { z } from "zod";
import * as experiments from "./experiment-schemas.ts";
import type { Operation } from "./operation.ts";

const BY_RESEARCHER = ["session/none", "session/role"] as const;
const OF_OWNER = [...BY_RESEARCHER, "experiment/not-found"] as const;
const BAD_BODY = ["http/json", "http/content-type", "http/invalid", "http/too-large"] as const;
const CHANGES = [...BAD_BODY, "http/origin"] as const;
const parameters = z.object({ experimentId: z.uuid() });

const turn = (name: string, summary: string): Operation => ({
  method: "post",
  path: `/api/v1/experiments/{experimentId}/${name}`,
  summary,
  session: true,
  parameters,
  replies: { 200: { what: "The version, and how it stands", schema: "StartedExperiment" } },
  refusals: [...OF_OWNER, "experiment/not-open", "http/origin"],
});

/** How researchers write, run and end their experiments. */
export const EXPERIMENT_OPERATIONS: readonly Operation[] = [
  {
    method: "get",
    path: "/api/v1/experiments",
    summary: "One's own experiments, the one changed latest first",
    session: true,
    scope: "experiments",
    replies: { 200: { what: "The experiments", schema: "Experiments" } },
    refusals: BY_RESEARCHER,
  },
  {
    method: "post",
    path: "/api/v1/experiments",
    summary: "Begin a draft: of a title and a question, of a design, or as a copy of another one",
    session: true,
    body: experiments.newExperimentRequest,
    replies: { 201: { what: "Its id", schema: "NewExperiment" } },
    refusals: [...OF_OWNER, ...CHANGES],
  },
  {
    method: "get",
    path: "/api/v1/experiments/{experimentId}",
    summary: "An experiment with all its versions and how far each has come",
    session: true,
    scope: "experiments",
    parameters,
    replies: { 200: { what: "The experiment", schema: "Experiment" } },
    refusals: OF_OWNER,
  },
  {
    method: "put",
    path: "/api/v1/experiments/{experimentId}",
    summary: "Save the draft",
    session: true,
    parameters,
    body: experiments.draftRequest,
    replies: { 200: { what: "Its new revision", schema: "Draft" } },
    refusals: [...OF_OWNER, "experiment/no-draft", "experiment/changed", ...CHANGES],
  },
  {
    method: "delete",
    path: "/api/v1/experiments/{experimentId}",
    summary: "Throw the draft away, and the experiment with it where nothing of it ever started",
    session: true,
    parameters,
    replies: { 204: { what: "Gone" } },
    refusals: [...OF_OWNER, "experiment/no-draft", "experiment/in-trial", "http/origin"],
  },
  {
    method: "post",
    path: "/api/v1/experiments/{experimentId}/start",
    summary: "Start the draft, which freezes it; a version that was open takes nobody in any more",
    session: true,
    parameters,
    body: experiments.startRequest,
    replies: { 200: { what: "The version, and how it stands", schema: "StartedExperiment" } },
    refusals: [
      ...OF_OWNER,
      "experiment/no-draft",
      "experiment/changed",
      "experiment/unfinished",
      "experiment/in-trial",
      ...CHANGES,
    ],
  },
  turn("pause", "Let nobody new in for a while; who takes part goes on"),
  turn("resume", "Go on after a pause"),
  turn("close", "Let nobody new in any more; the seed is told once nobody plays any more"),
  {
    method: "post",
    path: "/api/v1/experiments/{experimentId}/amend",
    summary: "Begin a further version as a draft, a copy of the newest",
    session: true,
    parameters,
    replies: { 201: { what: "The version, and how it stands", schema: "StartedExperiment" } },
    refusals: [...OF_OWNER, "experiment/has-draft", "http/origin"],
  },
  {
    method: "get",
    path: "/api/v1/experiments/{experimentId}/design",
    summary: "A version's design as a document, the newest unless another is named",
    session: true,
    scope: "experiments",
    parameters,
    query: experiments.designQuery,
    replies: { 200: { what: "The design", schema: "Design" } },
    refusals: [...OF_OWNER, "http/invalid"],
  },
  {
    method: "get",
    path: "/api/v1/experiments/{experimentId}/recruits",
    summary: "The key file: who each participant is to the recruiter; as JSON or CSV",
    session: true,
    parameters,
    query: experiments.recruitsQuery,
    replies: { 200: { what: "The participants, in order of consent", schema: "Recruits" } },
    refusals: [...OF_OWNER, "http/invalid"],
  },
];
