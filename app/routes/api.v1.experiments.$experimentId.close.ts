import { turnExperiment } from "../../db/experiments/turn.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { turning } from "../api/experiment-call.server.ts";

const api = endpoint({
  POST: turning("closed", (stores, work) => turnExperiment(stores, work, "close")),
});

export const loader = api.loader;
export const action = api.action;
