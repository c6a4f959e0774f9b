import { createServer, type RequestListener, type Server } from "node:http";
import type { Registry } from "prom-client";
import type { Health } from "./health.ts";

/** Where the board of queues stands on the private port. */
const BOARD_PATH = "/queues";

/** A page of another site that names this machine's address as its own host finds nothing here. */
const THIS_MACHINE = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

interface PrivatePort {
  port: number;
  registry: Registry;
  health: Health;
  /** Opens the board of queues below a path, for the first who looks at it. */
  openBoard: (path: string) => Promise<RequestListener>;
}

/**
 * Metrics, detailed health and the board of queues, for reading, and for this machine only: who has
 * a shell here needs no session.
 */
export async function openPrivatePort(options: PrivatePort): Promise<Server> {
  const { port, registry, health, openBoard } = options;
  let board: Promise<RequestListener> | undefined;
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, text: string) =>
      response.writeHead(status, { ...HEADERS, "Content-Type": type }).end(text);
    const fail = () => answer(500, "text/plain", "failed\n");
    const { method = "", url = "/" } = request;
    if (!THIS_MACHINE.test(request.headers.host ?? "")) {
      answer(421, "text/plain", "for this machine only\n");
    } else if (method !== "GET" && method !== "HEAD") {
      response.setHeader("Allow", "GET, HEAD");
      answer(405, "text/plain", "for reading only\n");
    } else if (url === BOARD_PATH || url.startsWith(`${BOARD_PATH}/`)) {
      board ??= openBoard(BOARD_PATH);
      board.then((show) => show(request, response), fail);
    } else if (url === "/metrics")
      registry.metrics().then((text) => answer(200, registry.contentType, text), fail);
    else if (url === "/health")
      health.details().then((parts) => {
        const status = Object.values(parts).every(({ ok }) => ok) ? 200 : 503;
        answer(status, "application/json", JSON.stringify(parts));
      }, fail);
    else answer(404, "text/plain", "not found\n");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return server;
}

const HEADERS = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };
