import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { type Answer, matchApi, persist, type Refusal } from "./api.ts";
import { CHAT, messageOf, viewOf } from "./fixtures.ts";

let server: Server | null = null;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server that gives these replies in turn; the API is pointed at it. */
async function serving(
  ...replies: { status: number; body?: object; headers?: Record<string, string> }[]
) {
  const asked: { method?: string; url?: string; body: string }[] = [];
  const listening = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      asked.push({ method: request.method, url: request.url, body });
      const reply = replies[Math.min(asked.length, replies.length) - 1] ?? { status: 204 };
      response.writeHead(reply.status, { "Content-Type": "application/json", ...reply.headers });
      response.end(reply.body ? JSON.stringify(reply.body) : undefined);
    });
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = listening.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const api = matchApi("m1", (path, init) =>
    fetch(new URL(typeof path === "string" ? path : "", `http://127.0.0.1:${port}`), init),
  );
  return { api, asked };
}

const post = { conversationId: CHAT, body: "message 1", clientId: "client-1", pasted: false };

describe("calls", () => {
  test("a message goes out as JSON and comes back as the server keeps it", async () => {
    const { api, asked } = await serving({ status: 201, body: { message: messageOf(1, "A") } });
    expect(await api.send(post)).toEqual({ ok: true, body: messageOf(1, "A") });
    expect(asked[0]).toMatchObject({ method: "POST", url: "/api/v1/matches/m1/messages" });
    expect(JSON.parse(asked[0]?.body ?? "")).toEqual(post);
  });

  test("a view is read, and something else is not taken for one", async () => {
    const { api } = await serving(
      { status: 200, body: viewOf() },
      { status: 200, body: { hello: 1 } },
    );
    expect(await api.view()).toEqual({ ok: true, body: viewOf() });
    expect(await api.view()).toMatchObject({ ok: false, refusal: { code: "network/unreadable" } });
  });

  test("a refusal carries its code, its words and its fields", async () => {
    const error = { code: "match/too-late", message: "Too late.", fields: { body: "late" } };
    const { api } = await serving({ status: 409, body: { error } });
    expect(await api.send(post)).toMatchObject({ ok: false, refusal: { status: 409, ...error } });
  });

  test("no answer at all is told from a refusal", async () => {
    const api = matchApi("m1", () => Promise.reject(new TypeError("failed to fetch")));
    expect(await api.leave()).toMatchObject({
      ok: false,
      refusal: { code: "network/unreachable" },
    });
  });
});

describe("persisting", () => {
  const refusal = (change: Partial<Refusal>): Answer<never> => ({
    ok: false,
    refusal: {
      status: 409,
      code: "match/too-late",
      message: "",
      fields: {},
      retryAfter: null,
      ...change,
    },
  });

  async function waitsFor(answers: Answer<unknown>[]) {
    const waits: number[] = [];
    let tries = 0;
    const answer = await persist(
      () => Promise.resolve(answers[Math.min(tries++, answers.length - 1)] ?? refusal({})),
      (ms) => Promise.resolve(void waits.push(ms)),
    );
    return { waits, tries, answer };
  }

  test("waits as long as the server asks, then tries again", async () => {
    const busy = refusal({ status: 503, retryAfter: 3 });
    const { waits, answer } = await waitsFor([busy, busy, { ok: true, body: 1 }]);
    expect(waits).toEqual([3000, 3000]);
    expect(answer.ok).toBe(true);
  });

  test("tries a lost line five times, ever more slowly", async () => {
    const { waits, tries } = await waitsFor([refusal({ status: 0, code: "network/unreachable" })]);
    expect([waits, tries]).toEqual([[500, 1000, 2000, 4000], 5]);
  });

  test("takes a refusal by the rules, and a long wait, as an answer", async () => {
    expect((await waitsFor([refusal({})])).tries).toBe(1);
    expect((await waitsFor([refusal({ status: 429, retryAfter: 600 })])).tries).toBe(1);
  });
});
