import type { Request as ExpressRequest, Response as ExpressResponse } from "express";

/** A request's signal follows the one that it was given only as long as somebody holds the request. */
const underWay = new Set<Request>();

/** As the Fetch standard has it; aborted when its reader is gone. Its body was received before. */
export function fetchRequest(request: ExpressRequest, response: ExpressResponse): Request {
  const gone = new AbortController();
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  const url = `${request.protocol}://${request.headers.host ?? request.hostname}${request.originalUrl}`;
  const asked = new Request(url, { method: request.method, headers, signal: gone.signal });
  underWay.add(asked);
  response.on("close", () => {
    gone.abort();
    underWay.delete(asked);
  });
  return asked;
}
