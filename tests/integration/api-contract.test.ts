import { beforeAll, describe, expect, test } from "vitest";
import { advanceMatch } from "../../db/play.ts";
import { lobbyReply } from "../../app/api/schemas.ts";
import type { Reply } from "../client.ts";
import { createRuleset, letPass, seat } from "../factories.ts";
import { openApiOf } from "../openapi.ts";
import { saying, type Site, startSite } from "../site.ts";

let site: Site;
let api: Awaited<ReturnType<typeof openApiOf>>;
beforeAll(async () => {
  site = await startSite();
  api = await openApiOf(site.stranger());
});

const MATCH = "/api/v1/matches/{matchId}";

function expectFits(method: string, path: string, reply: Reply, status: number) {
  expect(reply.status, reply.text).toBe(status);
  expect(api.problemsOf(method, path, reply), reply.text).toEqual([]);
}

describe("the description", () => {
  test("names every call of the design", () => {
    const calls = [
      "/api/v1/leaderboards/{board}",
      "/api/v1/lobby",
      "/api/v1/lobby/events",
      MATCH,
      `${MATCH}/events`,
      `${MATCH}/guesses`,
      `${MATCH}/leave`,
      `${MATCH}/messages`,
      `${MATCH}/reports`,
      `${MATCH}/survey`,
      `${MATCH}/typing`,
      "/api/v1/me",
      "/api/v1/me/data",
      "/api/v1/openapi.json",
      "/api/v1/persona-versions/{versionId}/rotation",
      "/api/v1/players/{playerId}/role",
      "/api/v1/players/{playerId}/sessions",
      "/api/v1/rulesets",
      "/api/v1/rulesets/{slug}/listing",
      "/api/v1/session",
      "/api/v1/switches/{name}",
    ];
    expect(Object.keys(api.document.paths)).toEqual(expect.arrayContaining(calls));
  });

  test("names the methods that each address really takes", async () => {
    const client = await site.player();
    const unknown = "01990000-0000-7000-8000-000000000000";
    for (const [path, operations] of Object.entries(api.document.paths)) {
      const address = path.replace("{board}", "detectives").replace(/\{\w+\}/g, unknown);
      const { headers } = await client.call("PATCH", address);
      const allowed = headers.get("Allow")?.toLowerCase().split(", ").toSorted();
      expect(allowed, path).toEqual(Object.keys(operations).toSorted());
    }
  });
});

describe("replies fit the description", () => {
  test("of a session, begun, kept and renamed", async () => {
    const client = site.stranger();
    expectFits("POST", "/api/v1/session", await client.post("/api/v1/session"), 201);
    const renamed = await client.post("/api/v1/session", { handle: "  Zoë 7 " });
    expectFits("POST", "/api/v1/session", renamed, 200);
    expect(renamed.json).toMatchObject({ player: { handle: "Zoë 7" } });
  });

  test("of the rulesets, unscaled and in their order", async () => {
    const reply = await site.stranger().get("/api/v1/rulesets");
    expectFits("GET", "/api/v1/rulesets", reply, 200);
    expect(reply.json).toMatchObject({
      rulesets: [
        { slug: "quick-duel", chatSeconds: 120, messageChars: 200 },
        { slug: "human-or-not" },
        { slug: "interrogation" },
        { slug: "three-party" },
      ],
    });
  });

  test("of the lobby, joined, moved and left", async () => {
    const client = await site.player();
    const first = await client.post("/api/v1/lobby", { ruleset: "quick-duel" });
    expectFits("POST", "/api/v1/lobby", first, 202);
    const second = await client.post("/api/v1/lobby", { ruleset: "interrogation" });
    expectFits("POST", "/api/v1/lobby", second, 202);
    expect(lobbyReply.parse(second.json).ticket).toBe(lobbyReply.parse(first.json).ticket);
    expectFits("DELETE", "/api/v1/lobby", await client.delete("/api/v1/lobby"), 204);
    expectFits("DELETE", "/api/v1/lobby", await client.delete("/api/v1/lobby"), 204);
  });

  test("of a whole match, from the first message to the survey", async () => {
    const { a, b, at, matchId, conversationId } = await site.duel();
    const fits = async (path: string, reply: Promise<Reply>, status: number, method = "POST") =>
      expectFits(method, `${MATCH}${path}`, await reply, status);

    await fits("", a.get(at), 200, "GET");
    await fits("/messages", a.post(`${at}/messages`, saying(conversationId, "hello")), 201);
    await fits("/messages", b.post(`${at}/messages`, saying(conversationId, "hi", "c1")), 201);
    await fits("/messages", b.post(`${at}/messages`, saying(conversationId, "hi", "c1")), 200);
    await fits("/typing", a.post(`${at}/typing`, { conversationId, on: true }), 204);
    const report = { seat: b.seat, category: "other", note: "odd" };
    await fits("/reports", a.post(`${at}/reports`, report), 201);
    await fits("/reports", a.post(`${at}/reports`, report), 200);
    await fits("/reports", a.post(`${at}/reports`, { ...report, seat: a.seat }), 409);
    await fits("/messages", a.post(`${at}/messages`, saying(conversationId, "kys")), 400);
    await fits("/survey", a.post(`${at}/survey`, { knewPartner: false }), 409);
    await fits("/guesses", a.post(`${at}/guesses`, { seat: b.seat, pAi: 0.2 }), 409);

    await letPass(site.stores, matchId, 121_000);
    await advanceMatch(site.stores, matchId);
    await fits("", a.get(at), 200, "GET");
    await fits("/guesses", a.post(`${at}/guesses`, { seat: b.seat, pAi: 0.2 }), 201);
    await fits("/guesses", a.post(`${at}/guesses`, { seat: b.seat, pAi: 0.3 }), 409);
    await fits("/guesses", b.post(`${at}/guesses`, { seat: a.seat, pAi: 0.9, reason: "odd" }), 201);
    await advanceMatch(site.stores, matchId);

    const revealed = await a.match(matchId);
    expect(revealed).toMatchObject({ phase: "revealed", guesses: [{ seat: b.seat, pAi: 0.2 }] });
    expect(revealed.reveal?.guesses).toHaveLength(2);
    await fits("", a.get(at), 200, "GET");
    await fits("/survey", a.post(`${at}/survey`, { playedAsSelf: true }), 204);
    await fits("/leave", a.post(`${at}/leave`), 409);
    await fits("/events", a.get(`${at}/events`), 204, "GET");
  });

  test("of a match against an AI seat, in every field as of one against a person", async () => {
    const slugOf = async (aiShare: number) =>
      (await createRuleset(site.stores, "quick-duel", { aiShare })).slug;
    const alone = await site.player();
    const [withAi] = await seat(site.stores, await slugOf(1), [alone.id]);
    const { a, at } = await site.duel();
    const seen = await alone.get(`/api/v1/matches/${withAi?.id ?? ""}`);
    expectFits("GET", MATCH, seen, 200);
    const headers = (reply: Reply) =>
      [...reply.headers].filter(([name]) => !["date", "x-request-id"].includes(name));
    const other = await a.get(at);
    expect(headers(seen)).toEqual(headers(other));
    expect(shapeOf(seen.json)).toEqual(shapeOf(other.json));
  });

  test("of the boards, in each window and for a ruleset", async () => {
    const client = site.stranger();
    for (const board of ["detectives", "witnesses", "personas"]) {
      for (const query of [
        "",
        "?window=day",
        "?window=week&ruleset=quick-duel",
        "?ruleset=&cursor=",
      ]) {
        const reply = await client.get(`/api/v1/leaderboards/${board}${query}`);
        expectFits("GET", "/api/v1/leaderboards/{board}", reply, 200);
      }
    }
  });
});

/** What a reply is made of, whatever it says. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== "object" || value === null) return value === null ? null : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shapeOf(part)]));
}
