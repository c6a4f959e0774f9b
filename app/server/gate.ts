import type { NextFunction, Request, RequestHandler, Response } from "express";
import { isOwnOrigin } from "../api/navigation.ts";
import { receive } from "../api/receive.ts";
import { type Refusal, refusalParts, REFUSALS, refuse } from "../api/refusals.ts";
import type { Env } from "../env.server.ts";
import { notesOf } from "./notes.ts";

/** Methods that Remix hands to a route; any other comes to it as OPTIONS, with its own name. */
const KNOWN_METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const WITHOUT_BODY = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Stands before Remix: whatever an address, a method or a body does to the standard machinery, the
 * API answers in its own words, and no page takes a body without bounds.
 */
export function gate({ PUBLIC_URL }: Pick<Env, "PUBLIC_URL">): RequestHandler {
  const publicHosts = PUBLIC_URL === undefined ? [] : [new URL(PUBLIC_URL).host];
  return (request, response, next) => pass({ request, response, next, publicHosts });
}

interface Passing {
  request: Request;
  response: Response;
  next: NextFunction;
  publicHosts: readonly string[];
}

function pass({ request, response, next, publicHosts }: Passing): void {
  const path = decodedPath(request);
  if (path === null) {
    if (isApi(request.path)) send(response, refuse("http/url"));
    else response.status(400).type("text/plain").send("The address is malformed.\n");
    return;
  }
  dropDataParameter(request);
  const notes = notesOf(response);
  const bodiless = WITHOUT_BODY.has(request.method);
  if (!KNOWN_METHODS.has(request.method)) request.method = "OPTIONS";
  if (!isApi(path)) {
    const say = (status: number, words: string) =>
      response.status(status).type("text/plain").send(`${words}\n`);
    const { origin = null, host = "" } = request.headers;
    // Of a page's data Remix takes whatever is no GET for a change.
    const foreign = request.method !== "GET" && !isOwnOrigin(origin, [...publicHosts, host]);
    if (foreign) say(403, REFUSALS["http/origin"][1]);
    else if (!bodiless && !isBounded(request)) say(413, "The body is too large.");
    else next();
    return;
  }
  // Pages have a second address for their data; the API has none.
  if (path.endsWith(".data")) send(response, refuse("http/not-found"));
  else if (bodiless) next();
  else {
    void receive(request).then((received) => {
      if (received === "too-large") send(response, refuse("http/too-large"));
      else if (received !== "aborted") {
        notes.received = received;
        next();
      }
    });
  }
}

/** What nobody has answered by now is no address of the API, and no concern of Remix. */
export const endOfApi: RequestHandler = (request, response, next) => {
  if (isApi(decodedPath(request) ?? "")) send(response, refuse("http/not-found"));
  else next();
};

/** A path as routes are matched by it; null where the address is malformed. */
function decodedPath({ originalUrl, protocol, hostname, headers }: Request): string | null {
  const base = `${protocol}://${hostname}`;
  if (headers.host !== undefined && !URL.canParse(`${protocol}://${headers.host}`)) return null;
  if (!URL.canParse(originalUrl, base) || !URL.canParse(`${base}${originalUrl}`)) return null;
  try {
    return decodeURIComponent(new URL(`${base}${originalUrl}`).pathname).toLowerCase();
  } catch {
    return null;
  }
}

function isApi(path: string): boolean {
  return /^\/api\/v1(\/|$|\.data$)/i.test(path);
}

/** Lets nobody call a route by its id, a way from before this Remix. */
function dropDataParameter(request: Request): void {
  if (!request.originalUrl.includes("_data")) return;
  const [path = "/", search = ""] = request.originalUrl.split(/\?(.*)/s);
  const parameters = new URLSearchParams(search);
  if (!parameters.has("_data")) return;
  parameters.delete("_data");
  request.originalUrl = parameters.size > 0 ? `${path}?${parameters.toString()}` : path;
}

/** Forms of pages are small and say how long they are. */
function isBounded({ headers }: Request): boolean {
  const length = headers["content-length"];
  if (length === undefined) return headers["transfer-encoding"] === undefined;
  return Number(length) <= 65_536;
}

function send(response: Response, refusal: Refusal): void {
  const { status, headers, body } = refusalParts(refusal);
  response.writeHead(status, headers).end(body);
}
