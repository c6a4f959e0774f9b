import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import type { Express } from "express";
import { refusalParts, refuse } from "../api/refusals.ts";

/** Longer than proxies keep an idle connection, so that they never write to a closed one. */
const KEEP_ALIVE_MS = 75_000;

/** A whole request, its body included, has to be here by then. */
const REQUEST_MS = 30_000;

export class CannotListen extends Error {}

/** @throws CannotListen with a plain sentence when the port is not to be had. */
export async function listen(app: Express, port: number, host: string): Promise<Server> {
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS },
    app,
  );
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code !== "ECONNRESET" && socket.writable) socket.end(malformed());
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explained(error, port, host)));
    server.listen(port, host, resolve);
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
  if (error.code === "EACCES")
    return new CannotListen(
      `Port ${port} may not be used by this user; choose another one with PORT.`,
    );
  if (error.code === "EADDRNOTAVAIL")
    return new CannotListen(`HOST=${host} is not an address of this machine.`);
  return error;
}

/** What is not HTTP never reaches a route. */
function malformed(): string {
  const { body, headers } = refusalParts(refuse("http/url"));
  const lines = Object.entries({
    ...headers,
    "Content-Length": String(Buffer.byteLength(body)),
    Connection: "close",
  }).map(([name, value]) => `${name}: ${value}`);
  return ["HTTP/1.1 400 Bad Request", ...lines, "", body].join("\r\n");
}
