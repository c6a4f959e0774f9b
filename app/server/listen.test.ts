import { once } from "node:events";
import type { Server } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listen, portOf } from "./listen.ts";

let server: Server;
beforeAll(async () => {
  const patience = { headersTimeout: 150, requestTimeout: 300, connectionsCheckingInterval: 20 };
  server = await listen(
    (request, response) => {
      request.resume().on("end", () => response.end("served"));
    },
    { port: 0, host: "127.0.0.1", patience },
  );
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

/** Everything that comes until the server ends the connection. */
async function answerTo(...parts: string[]): Promise<string> {
  const socket = connect({ port: portOf(server), host: "127.0.0.1", allowHalfOpen: true });
  let answer = "";
  socket.on("data", (chunk) => (answer += chunk.toString()));
  socket.on("error", () => undefined);
  for (const part of parts) socket.write(part);
  await once(socket, "end");
  socket.destroy();
  return answer;
}

test("a request that is whole in time is served", async () => {
  const answer = await answerTo("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  expect(answer).toContain("served");
});

test.each([
  ["headers that do not end", "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "],
  ["a body that does not come", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc"],
  ["chunks that stop", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na"],
])("%s are not waited for", async (_what, bytes) => {
  const answer = await answerTo(bytes);
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(answer).toContain('"code":"http/too-slow"');
});

test("a line on which nothing comes is closed", async () => {
  expect(await answerTo()).not.toContain("200");
});

test("headers of more than 16 KiB are refused in words", async () => {
  const answer = await answerTo(
    `GET / HTTP/1.1\r\nHost: a\r\nX-Big: ${"x".repeat(20_000)}\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  expect(answer).toContain('"code":"http/headers"');
});

test("what is no HTTP is malformed", async () => {
  const answer = await answerTo("nonsense\r\n\r\n");
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain('"code":"http/url"');
});
