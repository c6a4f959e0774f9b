import { open, reply } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { openApiDocument } from "../api/openapi.server.ts";

const api = endpoint({ GET: open(() => Promise.resolve(reply(200, openApiDocument()))) });

export const loader = api.loader;
export const action = api.action;
