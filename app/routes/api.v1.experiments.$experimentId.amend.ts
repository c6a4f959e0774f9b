import { amendExperiment } from "../../db/experiments/drafts.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { turning } from "../api/experiment-call.server.ts";

const api = endpoint({
  POST: turning("draft", amendExperiment, { status: 201, part: "/draft" }),
});

export const loader = api.loader;
export const action = api.action;
