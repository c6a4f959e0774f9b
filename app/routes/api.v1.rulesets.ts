import { open, reply } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { listRulesets } from "../services/rulesets.server.ts";

const api = endpoint({
  GET: open(async ({ context }) => reply(200, { rulesets: await listRulesets(context) })),
});

export const loader = api.loader;
export const action = api.action;
