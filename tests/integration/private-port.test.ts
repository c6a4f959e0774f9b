import { request } from "node:http";
import { networkInterfaces } from "node:os";
import { connect } from "node:net";
import { beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../../infra/local/process/ports.ts";
import { VISITORS } from "../access.ts";
import { ApiClient } from "../client.ts";
import { startSite } from "../site.ts";
import { settle, type Town } from "../town.ts";

let town: Town;
let port: number;
beforeAll(async () => {
  port = await freePort();
  const site = await startSite({ env: { METRICS_PORT: String(port) } });
  town = await settle(site);
});

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** All that the private port answers, and what a reader gets. */
const PLACES: Readonly<Record<string, number>> = {
  "/metrics": 200,
  "/health": 200,
  "/queues": 200,
  "/queues/": 200,
  "/queues/api/queues": 200,
  "/queues/api/queues/compose-reply/pause": 404,
  "/queues/api/queues/compose-reply/retry/failed": 404,
  "/queues/api/queues/compose-reply/add": 404,
  "/queuesque": 404,
  "/": 404,
  "/admin": 404,
  "/api/v1/session": 404,
};

function status(path: string, method: string, headers: Record<string, string> = {}) {
  return new Promise<number>((resolve, reject) => {
    const asking = request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asking.on("error", reject).end();
  });
}

test("everybody on this machine reads the same, and nobody changes anything", async () => {
  const wrong: string[] = [];
  for (const [path, read] of Object.entries(PLACES))
    for (const method of METHODS) {
      const found = await status(path, method);
      const expected = method === "GET" || method === "HEAD" ? read : 405;
      if (found !== expected) wrong.push(`${method} ${path} → ${found}, not ${expected}`);
    }
  expect(wrong).toEqual([]);
});

test("a session makes no difference there, and nothing of it is found on the public port", async () => {
  const wrong: string[] = [];
  for (const who of VISITORS) {
    const { client } = await town.arrive(who);
    for (const path of ["/metrics", "/health", "/queues"]) {
      const here = await status(path, "GET", { Cookie: client.cookieHeader });
      const there = (await client.get(path)).status;
      if (here !== 200 || there !== 404) wrong.push(`${who}: ${path} → ${here}, ${there}`);
    }
  }
  expect(wrong).toEqual([]);
});

describe("who does not ask from this machine", () => {
  test.each(["evil.example", `evil.example:80`, "127.0.0.1.evil.example", "10.0.0.7"])(
    "under the name %s is told nothing",
    async (host) => {
      for (const path of Object.keys(PLACES))
        expect(await status(path, "GET", { Host: host }), path).toBe(421);
    },
  );

  test("finds the port closed", async () => {
    const outer = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .filter(({ internal, family }) => !internal && family === "IPv4");
    for (const { address } of outer) {
      const reached = new Promise<string>((resolve) => {
        const socket = connect(port, address, () => resolve("open"));
        socket.on("error", () => resolve("closed"));
        socket.on("connect", () => socket.destroy());
      });
      expect(await reached, address).toBe("closed");
    }
  });
});

test("it says the same to a plain client as to a browser", async () => {
  const { headers } = await new ApiClient(`http://127.0.0.1:${port}`).get("/health");
  expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(headers.get("Cache-Control")).toBe("no-store");
});
