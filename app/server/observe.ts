import type { RequestHandler } from "express";
import type { Logger } from "pino";
import { NO_TRACING, type Tracing } from "../../db/tracing.ts";
import { idIn } from "../api/ids.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { routePattern } from "../metrics/route-pattern.ts";
import { isStreamed } from "./fetch-request.ts";
import { notesOf } from "./notes.ts";

interface Observing {
  log: Logger;
  metrics: Pick<Metrics, "httpSeconds">;
  tracing: Tracing;
}

/**
 * Names each request, and counts its time by route; streams are counted by themselves. A trace
 * begins here: what a stranger's request says of one is not believed.
 */
export function observe({ log, metrics, tracing }: Observing): RequestHandler {
  return (request, response, next) => {
    const began = performance.now();
    const { requestId } = notesOf(response);
    response.setHeader("X-Request-Id", requestId);
    const { method, path } = request;
    const route = routePattern(path);
    // A stream's span would last as long as the match: each frame has one instead.
    const traced = route.endsWith("/events") ? NO_TRACING : tracing;
    const span = begin(traced, { method, route, path, requestId });
    response.on("close", () => {
      const ms = performance.now() - began;
      const labels = { method, route, status: response.statusCode };
      if (!isStreamed(response)) metrics.httpSeconds.observe(labels, ms / 1000);
      if (log.isLevelEnabled("debug"))
        log.debug({ requestId, ...labels, ...matchIn(path), ms: Math.round(ms) }, "request");
      const attributes = { "http.response.status_code": response.statusCode };
      span.end(response.statusCode < 500 ? { attributes } : { attributes, failure: "5xx" });
    });
    span.run(next);
  };
}

interface Begun {
  method: string;
  route: string;
  path: string;
  requestId: string;
}

function begin(tracing: Tracing, { method, route, path, requestId }: Begun) {
  if (tracing === NO_TRACING) return tracing.begin(route);
  const attributes = {
    "http.request.method": method,
    "http.route": route,
    "amianai.request.id": requestId,
    "amianai.match.id": matchIn(path)?.matchId,
  };
  return tracing.begin(`${method} ${route}`, { kind: "server", attributes });
}

function matchIn(path: string): { matchId: string } | null {
  const matchId = idIn(/\/matches\/([^/.]+)/.exec(path)?.[1]);
  return matchId === null ? null : { matchId };
}
