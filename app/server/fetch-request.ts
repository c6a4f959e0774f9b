import type { Request as ExpressRequest, Response as ExpressResponse } from "express";

/** A request's signal follows the one that it was given only as long as somebody holds the request. */
const underWay = new Set<Request>();

/**
 * As the Fetch standard has it; aborted when its reader is gone, and when a stream's end is reached,
 * but not for any other reply that came whole. Its body was received before.
 */
export function fetchRequest(request: ExpressRequest, response: ExpressResponse): Request {
  const gone = new AbortController();
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  const url = `${request.protocol}://${request.headers.host ?? request.hostname}${request.originalUrl}`;
  const asked = new Request(url, { method: request.method, headers, signal: gone.signal });
  underWay.add(asked);
  response.on("close", () => {
    if (!response.writableFinished || isStreamed(response)) gone.abort();
    underWay.delete(asked);
  });
  return asked;
}

export function isStreamed(response: ExpressResponse): boolean {
  return String(response.getHeader("Content-Type")).startsWith("text/event-stream");
}
