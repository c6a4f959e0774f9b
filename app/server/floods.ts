import type { RequestHandler } from "express";
import { refusalParts, refuse } from "../api/refusals.ts";

const SECOND_MS = 1000;

/**
 * Turns away what an address asks beyond so many requests in a second, before anything is done for
 * it. Kept by each process for itself: a flood must not reach Redis.
 */
export function floodGate(perSecond: number): RequestHandler {
  const asked = new Map<string, number>();
  let endsAt = 0;
  return (request, response, next) => {
    const now = performance.now();
    if (now >= endsAt) {
      asked.clear();
      endsAt = now + SECOND_MS;
    }
    const address = request.ip ?? "";
    const count = (asked.get(address) ?? 0) + 1;
    asked.set(address, count);
    if (count <= perSecond) {
      next();
      return;
    }
    const { status, headers, body } = refusalParts(refuse("rate/too-many"));
    response.writeHead(status, headers).end(body);
  };
}
