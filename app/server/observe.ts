import type { RequestHandler } from "express";
import type { Logger } from "pino";
import type { Metrics } from "../metrics/metrics.ts";
import { routePattern } from "../metrics/route-pattern.ts";
import { notesOf } from "./notes.ts";

interface Observing {
  log: Logger;
  metrics: Pick<Metrics, "httpSeconds">;
}

/** Names each request, and counts its time by route; streams are counted by themselves. */
export function observe({ log, metrics }: Observing): RequestHandler {
  return (request, response, next) => {
    const began = performance.now();
    const { requestId } = notesOf(response);
    response.setHeader("X-Request-Id", requestId);
    const { method } = request;
    const path = request.path;
    response.on("close", () => {
      const stream = String(response.getHeader("Content-Type")).startsWith("text/event-stream");
      const ms = performance.now() - began;
      const labels = { method, route: routePattern(path), status: response.statusCode };
      if (!stream) metrics.httpSeconds.observe(labels, ms / 1000);
      log.debug({ requestId, ...labels, ms: Math.round(ms) }, "request");
    });
    next();
  };
}
