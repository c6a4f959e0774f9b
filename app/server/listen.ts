import { createServer, type RequestListener, type Server } from "node:http";
import type { Socket } from "node:net";
import { refusalParts, refuse } from "../api/refusals.ts";

/** What a connection is given, in milliseconds and bytes. */
const PATIENCE = {
  /** Longer than proxies keep an idle connection, so that they never write to a closed one. */
  keepAliveTimeout: 75_000,
  headersTimeout: 10_000,
  /** A whole request, its body included, has to be here by then. */
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2000,
  maxHeaderSize: 16_384,
};

const MOST_HEADERS = 100;
const FAREWELL_MS = 1000;

interface Listening {
  port: number;
  host: string;
  /** With other processes of its kind, where the system can do that. */
  shared?: boolean;
  patience?: Partial<typeof PATIENCE>;
}

export class CannotListen extends Error {}

/** @throws CannotListen with a plain sentence when the port is not to be had. */
export async function listen(
  app: RequestListener,
  { port, host, shared = false, patience = {} }: Listening,
): Promise<Server> {
  const server = createServer({ ...PATIENCE, ...patience }, app);
  server.maxHeadersCount = MOST_HEADERS;
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code !== "ECONNRESET" && socket.writable) socket.end(refusalOf(error));
    // Destroyed at once, what it still sends would reset the line before the answer is read.
    setTimeout(() => socket.destroy(), FAREWELL_MS).unref();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explained(error, port, host)));
    server.listen({ port, host, reusePort: shared }, resolve);
  });
  return server;
}

export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

function explained(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === "EADDRINUSE")
    return new CannotListen(
      `Port ${port} is taken by another program; choose another one with PORT.`,
    );
  if (error.code === "ENOTSUP")
    return new CannotListen("PORT_SHARED needs Linux: elsewhere one web process serves a port.");
  if (error.code === "EACCES")
    return new CannotListen(
      `Port ${port} may not be used by this user; choose another one with PORT.`,
    );
  if (error.code === "EADDRNOTAVAIL")
    return new CannotListen(`HOST=${host} is not an address of this machine.`);
  return error;
}

/** Only the server itself refuses so, before there is a request: no form can meet these. */
const BEFORE_REQUESTS: Readonly<
  Record<string, readonly [line: string, code: string, message: string]>
> = {
  ERR_HTTP_REQUEST_TIMEOUT: [
    "408 Request Timeout",
    "http/too-slow",
    "The request did not arrive in time.",
  ],
  HPE_HEADER_OVERFLOW: [
    "431 Request Header Fields Too Large",
    "http/headers",
    "The headers may have 16 KiB at most.",
  ],
};

/** What is not HTTP, or not here in time, never reaches a route. */
function refusalOf({ code = "" }: NodeJS.ErrnoException): string {
  const { body: malformed, headers } = refusalParts(refuse("http/url"));
  const [line, ...refused] = BEFORE_REQUESTS[code] ?? ["400 Bad Request"];
  const [name, message] = refused;
  const body = name === undefined ? malformed : JSON.stringify({ error: { code: name, message } });
  const lines = Object.entries({
    ...headers,
    "X-Content-Type-Options": "nosniff",
    "Content-Length": String(Buffer.byteLength(body)),
    Connection: "close",
  }).map(([header, value]) => `${header}: ${value}`);
  return [`HTTP/1.1 ${line}`, ...lines, "", body].join("\r\n");
}
