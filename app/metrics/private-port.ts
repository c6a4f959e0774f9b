import { createServer, type Server } from "node:http";
import type { Registry } from "prom-client";
import type { Health } from "./health.ts";

interface PrivatePort {
  port: number;
  registry: Registry;
  health: Health;
}

/** Metrics and detailed health, for this machine only. */
export async function openPrivatePort({ port, registry, health }: PrivatePort): Promise<Server> {
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, text: string) =>
      response.writeHead(status, { "Content-Type": type }).end(text);
    const fail = () => answer(500, "text/plain", "failed\n");
    if (request.url === "/metrics")
      registry.metrics().then((text) => answer(200, registry.contentType, text), fail);
    else if (request.url === "/health")
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
