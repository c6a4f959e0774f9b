import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { errorReply } from "../../app/api/schemas.ts";
import type { Asking, Reply } from "../client.ts";
import { rawHttp } from "../raw-http.ts";
import { saying, type Site, startSite } from "../site.ts";

type Duel = Awaited<ReturnType<Site["duel"]>>;

let site: Site;
let duel: Duel;
beforeAll(async () => {
  site = await startSite();
  duel = await site.duel();
});

afterAll(() => {
  // Warnings and errors are 40 and up; nothing that a client did belongs there.
  expect(site.web.output()).not.toMatch(/"level":[456]0/);
});

const UNKNOWN = "01990000-0000-7000-8000-000000000000";

function expectRefusal(reply: Reply, status: number, code: string) {
  expect({ status: reply.status, code: errorReply.safeParse(reply.json).data?.error.code }).toEqual(
    {
      status,
      code,
    },
  );
  expect(reply.headers.get("Content-Type")).toBe("application/json; charset=utf-8");
}

const fieldsOf = (reply: Reply) => Object.keys(errorReply.parse(reply.json).error.fields ?? {});

describe("addresses", () => {
  test.each([
    "/api/v1",
    "/api/v1/",
    "/api/v1/nothing",
    "/api/v1/session/more",
    "/API/V1/nothing",
    "/api/v1/session.data",
    "/api/v1.data",
    "/api/v1/matches",
    "/api/v1/nothing?_data=root",
    "/%61pi/v1/nothing",
  ])("%s is nothing, in JSON", async (path) => {
    expectRefusal(await duel.a.get(path), 404, "http/not-found");
    expectRefusal(await duel.a.post(path, {}), 404, "http/not-found");
  });

  test("a board that there is not is nothing", async () => {
    const reply = await duel.a.get("/api/v1/leaderboards/generals");
    expectRefusal(reply, 404, "http/not-found");
  });

  test.each(["/api/v1/%", "/api/v1/%E0%A4%A", "/api/v1/matches/%ff"])(
    "%s is malformed, in JSON",
    async (path) => expectRefusal(await duel.a.get(path), 400, "http/url"),
  );

  test("a page's malformed address is the client's fault, too", async () => {
    expect((await duel.a.get("/%E0%A4%A")).status).toBe(400);
  });

  test("bytes that are no HTTP, and a host that is none, are refused in JSON", async () => {
    const answers = await Promise.all([
      rawHttp(site.web.url, "GET /api/v1/session x\r\n\r\n"),
      rawHttp(site.web.url, "GET /api/v1/rulesets HTTP/1.1\r\nHost: a b\r\n\r\n"),
      rawHttp(site.web.url, "GET /api/v1/\0 HTTP/1.1\r\nHost: a\r\n\r\n"),
    ]);
    for (const answer of answers) {
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).toContain('"code":"http/url"');
    }
  });

  test("a route cannot be called by its id", async () => {
    const reply = await duel.a.get("/api/v1/rulesets?_data=routes%2Fapi.v1.session");
    expect(reply.status).toBe(200);
    expect(reply.json).toHaveProperty("rulesets");
  });
});

describe("methods", () => {
  test.each([
    ["GET", "/api/v1/session", "POST"],
    ["PUT", "/api/v1/session", "POST"],
    ["PATCH", "/api/v1/rulesets", "GET"],
    ["DELETE", "/api/v1/rulesets", "GET"],
    ["OPTIONS", "/api/v1/rulesets", "GET"],
    ["GET", "/api/v1/lobby", "POST, DELETE"],
    ["HEAD", "/api/v1/lobby/events", "GET"],
    ["POST", "/api/v1/lobby/events", "GET"],
    ["POST", `/api/v1/matches/${UNKNOWN}`, "GET"],
    ["GET", `/api/v1/matches/${UNKNOWN}/messages`, "POST"],
    ["DELETE", `/api/v1/matches/${UNKNOWN}/guesses`, "POST"],
  ])("%s %s is not taken; Allow says %s", async (method, path, allow) => {
    const reply = await duel.a.call(method, path);
    expect(reply.status).toBe(405);
    expect(reply.headers.get("Allow")).toBe(allow);
    if (method !== "HEAD") expectRefusal(reply, 405, "http/method");
  });

  test.each(["TRACE", "PROPFIND", "QUERY"])("%s is as unknown as any other", async (method) => {
    const bytes = `${method} /api/v1/rulesets HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`;
    const answer = await rawHttp(site.web.url, bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 405 /);
    expect(answer).toMatch(/\r\nAllow: GET\r\n/i);
  });

  test("HEAD answers a GET without its body", async () => {
    const reply = await duel.a.call("HEAD", "/api/v1/rulesets");
    expect([reply.status, reply.text]).toEqual([200, ""]);
  });
});

describe("bodies", () => {
  const postRaw = (path: string, asking: Asking) => duel.a.call("POST", path, asking);
  const JSON_TYPE = { "Content-Type": "application/json" };

  test.each(["{", "nonsense", '{"ruleset":', "\uFEFF{,}", "{'a':1}"])(
    "%j is not JSON",
    async (body) => {
      const reply = await postRaw("/api/v1/lobby", { body, headers: JSON_TYPE });
      expectRefusal(reply, 400, "http/json");
    },
  );

  test("bytes that are no UTF-8 are not JSON", async () => {
    const body = new Uint8Array([0x22, 0xff, 0xfe, 0x22]);
    expectRefusal(await postRaw("/api/v1/lobby", { body, headers: JSON_TYPE }), 400, "http/json");
  });

  test.each(["[]", "null", '"text"', "7", "true"])("%s is no object", async (body) => {
    const reply = await postRaw("/api/v1/lobby", { body, headers: JSON_TYPE });
    expectRefusal(reply, 400, "http/invalid");
  });

  test.each(["text/plain", "application/xml", "multipart/form-data; boundary=x"])(
    "%s is not taken",
    async (type) => {
      const asking = { body: "x", headers: { "Content-Type": type } };
      expectRefusal(await postRaw("/api/v1/lobby", asking), 400, "http/content-type");
    },
  );

  test("64 KiB are read, a byte more is not", async () => {
    const { a, at, conversationId } = duel;
    const sized = (bytes: number) => {
      const rest = JSON.stringify(saying(conversationId, "", "big"));
      return JSON.stringify(saying(conversationId, "x".repeat(bytes - rest.length), "big"));
    };
    const send = (bytes: number) =>
      a.call("POST", `${at}/messages`, { body: sized(bytes), headers: JSON_TYPE });
    expectRefusal(await send(65_536), 400, "message/too-long");
    expectRefusal(await send(65_537), 413, "http/too-large");
  });

  test.each([1_000_000, 5_000_000])(
    "%i bytes are refused whole, on a kept connection",
    async (size) => {
      const body = "x".repeat(size);
      expectRefusal(
        await postRaw("/api/v1/lobby", { body, headers: JSON_TYPE }),
        413,
        "http/too-large",
      );
      expect((await duel.a.get("/api/v1/rulesets")).status).toBe(200);
    },
  );

  test("a megabyte in chunks that do not say their length is refused, too", async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const outgoing = request(`${site.web.url}/api/v1/lobby`, {
        method: "POST",
        headers: { ...JSON_TYPE, Cookie: duel.a.cookieHeader },
      });
      outgoing.on("response", (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      outgoing.on("error", reject);
      for (let sent = 0; sent < 1_000_000; sent += 50_000) outgoing.write("x".repeat(50_000));
      outgoing.end();
    });
    expect(status).toBe(413);
  });

  test("a page takes no megabyte either", async () => {
    expect((await postRaw("/theme", { body: "x".repeat(1_000_000) })).status).toBe(413);
  });

  test("a form says the same as JSON", async () => {
    const { b, at, conversationId } = await site.duel();
    const form = saying(conversationId, "by form", "form-1");
    const reply = await b.call("POST", `${at}/messages`, { form });
    expect(reply.status).toBe(201);
    expect(reply.json).toMatchObject({ message: { body: "by form", clientId: "form-1" } });
  });
});

describe("who asks", () => {
  test.each([
    ["POST", "/api/v1/lobby"],
    ["DELETE", "/api/v1/lobby"],
    ["GET", "/api/v1/lobby/events"],
    ["GET", `/api/v1/matches/${UNKNOWN}`],
    ["GET", `/api/v1/matches/${UNKNOWN}/events`],
    ["POST", `/api/v1/matches/${UNKNOWN}/messages`],
    ["POST", `/api/v1/matches/${UNKNOWN}/leave`],
  ])("%s %s needs a session", async (method, path) => {
    expectRefusal(await site.stranger().call(method, path), 401, "session/none");
  });

  test("a cookie that was tampered with is no session", async () => {
    const client = site.stranger();
    client.setCookie("session", duel.a.cookieHeader.replace("session=", "").replace(/.$/, "_"));
    expectRefusal(await client.get(duel.at), 401, "session/none");
  });

  test.each(["", "/messages", "/typing", "/guesses", "/survey", "/leave", "/events"])(
    "matches/…%s of others, of nobody and of no id are all not found",
    async (rest) => {
      const { conversationId, b } = duel;
      const outsider = await site.player();
      const method = rest === "" || rest === "/events" ? "GET" : "POST";
      const json = { ...saying(conversationId, "hi"), on: true, seat: b.seat, pAi: 0.5 };
      for (const id of [duel.matchId, UNKNOWN, "nonsense", "%20", `${UNKNOWN}0`, "null"]) {
        const asking = method === "GET" ? {} : { json };
        const reply = await outsider.call(method, `/api/v1/matches/${id}${rest}`, asking);
        expectRefusal(reply, 404, "match/not-found");
      }
    },
  );

  test("a match's id may be written in capitals", async () => {
    expect(
      (await duel.a.get(duel.at.toUpperCase().replace("/API/V1/MATCHES", "/api/v1/matches")))
        .status,
    ).toBe(200);
  });

  test.each(["http://evil.example", "null", "https://127.0.0.1.evil.example", "garbage"])(
    "a change from the origin %s is refused, before anything else",
    async (origin) => {
      const headers = { Origin: origin };
      for (const [method, path] of [
        ["POST", "/api/v1/session"],
        ["DELETE", "/api/v1/lobby"],
        ["POST", `${duel.at}/leave`],
      ] as const) {
        expectRefusal(await duel.a.call(method, path, { headers }), 403, "http/origin");
      }
      expect((await duel.a.match(duel.matchId)).you.left).toBe(false);
      expect((await duel.a.get(duel.at, { headers })).status).toBe(200);
    },
  );

  test("a change from the site's own origin is taken", async () => {
    const headers = { Origin: site.web.url };
    expect((await duel.a.call("DELETE", "/api/v1/lobby", { headers })).status).toBe(204);
  });
});

describe("fields", () => {
  const lobby = "/api/v1/lobby";

  test.each([
    {},
    { ruleset: 7 },
    { ruleset: "" },
    { ruleset: ["a", "b"] },
    { ruleset: "Quick duel\0" },
  ])("the lobby does not take %j", async (json) => {
    const reply = await duel.a.post(lobby, json);
    expectRefusal(reply, 400, "http/invalid");
    expect(fieldsOf(reply)).toEqual(["ruleset"]);
  });

  test("a ruleset that there is not is not found", async () => {
    const waiting = await site.player();
    expectRefusal(await waiting.post(lobby, { ruleset: "chess" }), 404, "lobby/unknown-ruleset");
  });

  test.each([
    "x".repeat(25),
    "a\nb",
    "<script>",
    "nul\0",
    "👍",
    "kill yourself",
    "202-555-0143",
    7,
    null,
    {},
  ])("a name may not be %j", async (handle) => {
    const reply = await site.stranger().post("/api/v1/session", { handle });
    expectRefusal(reply, 400, "session/handle");
    expect(fieldsOf(reply)).toEqual(["handle"]);
    expect(reply.headers.getSetCookie()).toEqual([]);
  });

  test.each([
    [{ body: undefined }, "http/invalid", "body"],
    [{ body: 7 }, "http/invalid", "body"],
    [{ body: "" }, "message/empty", "body"],
    [{ body: " \t\n " }, "message/empty", "body"],
    [{ body: "\u0000\u0007\u200b" }, "message/empty", "body"],
    [{ body: "x".repeat(201) }, "message/too-long", "body"],
    [{ body: "see https://evil.example now" }, "message/link", "body"],
    [{ clientId: "" }, "http/invalid", "clientId"],
    [{ clientId: "x".repeat(65) }, "http/invalid", "clientId"],
    [{ clientId: "nul\0" }, "http/invalid", "clientId"],
    [{ conversationId: "nonsense" }, "http/invalid", "conversationId"],
    [{ pasted: "perhaps" }, "http/invalid", "pasted"],
  ])("a message with %j is refused as %s and changes nothing", async (wrong, code, field) => {
    const { a, at, conversationId, matchId } = duel;
    const before = (await a.match(matchId)).conversations;
    const reply = await a.post(`${at}/messages`, { ...saying(conversationId, "hello"), ...wrong });
    expectRefusal(reply, 400, code);
    expect(fieldsOf(reply)).toEqual([field]);
    expect((await a.match(matchId)).conversations).toEqual(before);
  });

  test("a message to a conversation of others is not found", async () => {
    const reply = await duel.a.post(`${duel.at}/messages`, saying(UNKNOWN, "hello"));
    expectRefusal(reply, 404, "match/conversation-not-found");
  });

  test("code points count, not bytes; control characters go, newlines become spaces", async () => {
    const { a, at, conversationId } = duel;
    const long = await a.post(`${at}/messages`, saying(conversationId, "👍🏽".repeat(100)));
    expect(long.status).toBe(201);
    const cleaned = await a.post(
      `${at}/messages`,
      saying(conversationId, "a\u0000b\r\nc\u0301 \ud800"),
    );
    expect(cleaned.json).toMatchObject({ message: { body: "ab ć" } });
  });

  test.each([
    [{ pAi: undefined }, "pAi"],
    [{ pAi: 1.01 }, "pAi"],
    [{ pAi: -0.1 }, "pAi"],
    [{ pAi: "" }, "pAi"],
    [{ pAi: "NaN" }, "pAi"],
    [{ pAi: null }, "pAi"],
    [{ pAi: true }, "pAi"],
    [{ pAi: [] }, "pAi"],
    [{ seat: "Z" }, "seat"],
    [{ seat: "AB" }, "seat"],
    [{ confidence: 2 }, "confidence"],
    [{ reason: "x".repeat(1001) }, "reason"],
    [{ tells: ["nonsense"] }, "tells"],
    [{ tells: 7 }, "tells"],
  ])("a guess with %j is not valid", async (wrong, field) => {
    const { a, b, at } = duel;
    const reply = await a.post(`${at}/guesses`, { seat: b.seat, pAi: 0.5, ...wrong });
    expectRefusal(reply, 400, "http/invalid");
    expect(fieldsOf(reply)).toEqual([field]);
  });

  test("a guess about nobody, about oneself and before its time changes nothing", async () => {
    const { a, b, at, matchId } = duel;
    const guess = (seat: string) => a.post(`${at}/guesses`, { seat, pAi: 0.5 });
    expectRefusal(await guess("H"), 404, "match/seat-not-found");
    expectRefusal(await guess(a.seat), 409, "guess/not-yours");
    expectRefusal(await guess(b.seat), 409, "guess/too-early");
    expect((await a.match(matchId)).guesses).toEqual([]);
  });

  test.each(["?window=year", "?window=day&window=week", "?ruleset=Quick%20duel", "?cursor=%00"])(
    "a board does not take %s",
    async (query) => {
      const reply = await duel.a.get(`/api/v1/leaderboards/detectives${query}`);
      expectRefusal(reply, 400, "http/invalid");
    },
  );

  test("a cursor that no page gave is the beginning", async () => {
    const reply = await duel.a.get("/api/v1/leaderboards/detectives?cursor=abc");
    expect(reply.status).toBe(200);
  });
});
