import { turnExperiment } from "../../db/experiments/turn.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { turning } from "../api/experiment-call.server.ts";

const api = endpoint({
  POST: turning("paused", (stores, work) => turnExperiment(stores, work, "pause")),
});

export const loader = api.loader;
export const action = api.action;
