import { createRequestHandler } from "@remix-run/express";
import type { AppLoadContext } from "@remix-run/node";
import compression from "compression";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import type { Logger } from "pino";
import { SlowReader } from "../live/outlet.ts";
import { dispatchApi } from "./api-dispatch.ts";
import type { Site } from "./build.ts";
import { endOfApi, gate } from "./gate.ts";
import { floodGate } from "./floods.ts";
import { notesOf } from "./notes.ts";
import { observe } from "./observe.ts";
import { dataHeaders, securityHeaders } from "./security.ts";

/** What the process has opened; the rest of the context belongs to each request. */
export type Opened = Pick<
  AppLoadContext,
  | "stores"
  | "env"
  | "log"
  | "limits"
  | "hub"
  | "streamPlaces"
  | "metrics"
  | "health"
  | "memo"
  | "sessions"
  | "issuer"
  | "bearers"
>;

interface Application {
  opened: Opened;
  site: Site;
  dev: boolean;
}

/** The chain that a request goes through. */
export function application({ opened, site, dev }: Application): Express {
  const { env, log, metrics, stores } = opened;
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.set("query parser", false);
  if (env.TRUST_PROXY !== undefined) app.set("trust proxy", env.TRUST_PROXY);

  const secured = securityHeaders({ env, dev });
  app.use(floodGate(env.REQUESTS_PER_ADDRESS, dataHeaders(env)));
  app.use(observe({ log, metrics, tracing: stores.tracing }));
  app.use(secured);
  for (const handler of [compression(), ...site.assets]) app.use(unlessApi(handler));
  app.use(gate(env));
  app.use(dispatchApi({ build: site.build, contextOf: (response) => contextOf(opened, response) }));
  app.use(endOfApi);
  app.use(unlessApi(neverStored));
  const remix = createRequestHandler({
    build: site.build,
    mode: dev ? "development" : "production",
    getLoadContext: (_request, response) => contextOf(opened, response),
  });
  app.use((request, response, next) => void remix(request, response, next));
  app.use(lastResort(log));
  return app;
}

function contextOf(opened: Opened, response: express.Response): AppLoadContext {
  return {
    ...opened,
    ...notesOf(response),
    address: response.req.ip ?? "",
    backlog: () => response.writableLength,
  };
}

/** Pages are personal: nobody keeps them. */
const neverStored: RequestHandler = (_request, response, next) => {
  response.setHeader("Cache-Control", "no-store");
  next();
};

function unlessApi(handler: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (request.path.startsWith("/api/")) next();
    else handler(request, response, next);
  };
}

/** What no route could answer. A reader who was too slow is no error of ours. */
function lastResort(log: Logger): ErrorRequestHandler {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- Express knows it by its four parameters
  return (error: unknown, _request, response, _next) => {
    const { requestId } = notesOf(response);
    if (!(error instanceof SlowReader)) log.error({ requestId, err: error }, "a request failed");
    if (response.headersSent) response.destroy();
    else response.status(500).type("text/plain").send("The request could not be carried out.\n");
  };
}
