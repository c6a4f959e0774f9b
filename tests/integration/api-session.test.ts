import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { sessionReply } from "../../app/api/schemas.ts";
import { players } from "../../db/schema/players.ts";
import { ApiClient, codeOf } from "../client.ts";
import { redisPrefix, startRedis, startWeb } from "../stores.ts";
import { type Site, startSite } from "../site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});

const begun = async (client: ApiClient, handle?: string) => {
  const reply = await client.post("/api/v1/session", { handle });
  return { status: reply.status, ...sessionReply.parse(reply.json).player };
};

describe("a session", () => {
  test("begins once: asked again it is the same player, under a new name where one is given", async () => {
    const client = site.stranger();
    const first = await begun(client);
    expect(first.status).toBe(201);
    expect(first.handle).toMatch(/^Guest \d{4}$/);
    expect(await begun(client)).toEqual({ ...first, status: 200 });
    expect(await begun(client, "Grace")).toEqual({ ...first, status: 200, handle: "Grace" });
  });

  test("takes a name that is left empty for none", async () => {
    const client = site.stranger();
    const first = await begun(client, "");
    expect([first.status, first.handle]).toEqual([201, expect.stringMatching(/^Guest \d{4}$/)]);
    await begun(client, "Grace");
    expect(await begun(client, " ")).toMatchObject({ id: first.id, handle: "Grace" });
  });

  test("is a cookie that no script reads and no other site sends along", async () => {
    const reply = await site.stranger().post("/api/v1/session");
    const [cookie] = reply.headers.getSetCookie();
    expect(cookie).toMatch(/^session=[^;]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
  });

  test("of a player who is no more ends, and a new one begins", async () => {
    const client = await site.player();
    await site.stores.database.orm
      .update(players)
      .set({ deletedAt: new Date() })
      .where(eq(players.id, client.id));
    const unknown = "/api/v1/matches/01990000-0000-7000-8000-000000000000";
    const [lobby, events, match] = await Promise.all([
      client.tab().post("/api/v1/lobby", { ruleset: "quick-duel" }),
      client.tab().get("/api/v1/lobby/events"),
      client.tab().get(unknown),
    ]);
    for (const reply of [lobby, events, match]) {
      expect([reply.status, codeOf(reply)]).toEqual([401, "session/none"]);
      expect(reply.headers.getSetCookie()[0]).toContain("Max-Age=0");
    }
    expect((await client.get("/")).status).toBe(200);
    const again = await begun(client);
    expect(again.status).toBe(201);
    expect(again.id).not.toBe(client.id);
  });

  test("keeps its name while its match runs", async () => {
    const { a } = await site.duel();
    const reply = await a.post("/api/v1/session", { handle: "Somebody else" });
    expect([reply.status, codeOf(reply)]).toEqual([409, "session/in-match"]);
    expect((await a.post("/api/v1/session", { handle: "Ada" })).status).toBe(200);
  });

  test("two tabs are one player", async () => {
    const client = await site.player();
    const tab = client.tab();
    expect((await tab.join("quick-duel")).ticket).toBe((await client.join("quick-duel")).ticket);
    await client.delete("/api/v1/lobby");
  });
});

describe("plain forms of a browser", () => {
  const submit = (client: ApiClient, path: string, form: Record<string, string>, from?: string) =>
    client.submit(path, form, from ? { Referer: site.web.url + from } : {});
  const landing = (reply: { status?: number; location?: string }) => [reply.status, reply.location];

  test("begin a session and go on to the games, or to where they meant to go", async () => {
    const client = site.stranger();
    const reply = await submit(client, "/api/v1/session", { handle: "Plain" }, "/");
    expect(landing(reply)).toEqual([303, "/play"]);
    expect(client.cookieHeader).toContain("session=");
    expect(landing(await submit(client, "/api/v1/session", { next: "/me" }))).toEqual([303, "/me"]);
  });

  test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])(
    "never go on to %s",
    async (next) => {
      const reply = await submit(site.stranger(), "/api/v1/session", { next });
      expect(landing(reply)).toEqual([303, "/play"]);
    },
  );

  test("join the lobby, and leave it by a field that stands for DELETE", async () => {
    const client = await site.player();
    const joined = await submit(client, "/api/v1/lobby", { ruleset: "quick-duel" }, "/play");
    expect(landing(joined)).toEqual([303, "/lobby"]);
    const left = await submit(client, "/api/v1/lobby", { _method: "delete" }, "/lobby");
    expect(landing(left)).toEqual([303, "/play"]);
    const stream = await client.stream("/api/v1/lobby/events");
    expect((await stream.event("ended")).data).toEqual({ reason: "left" });
  });

  test("that are refused come back to their page, which is told why", async () => {
    const client = await site.player();
    const from = await submit(client, "/api/v1/lobby", { ruleset: "chess" }, "/play?x=1");
    expect(landing(from)).toEqual([303, "/play?error=lobby%2Funknown-ruleset"]);
    const home = await submit(client, "/api/v1/lobby", { ruleset: "chess" });
    expect(landing(home)).toEqual([303, "/play?error=lobby%2Funknown-ruleset"]);
    const nobody = await submit(site.stranger(), "/api/v1/lobby", { ruleset: "chess" }, "/play");
    expect(landing(nobody)).toEqual([303, "/play?error=session%2Fnone"]);
  });

  test("never come back to another site", async () => {
    const client = await site.player();
    const headers = { Referer: "https://evil.example/trap" };
    const reply = await client.submit("/api/v1/lobby", { ruleset: "x" }, headers);
    expect(landing(reply)).toEqual([303, "/play?error=lobby%2Funknown-ruleset"]);
  });

  test("of who sits in a match lead to that match", async () => {
    const { a, matchId, at, conversationId, b } = await site.duel();
    const joined = await submit(a, "/api/v1/lobby", { ruleset: "quick-duel" }, "/play");
    expect(landing(joined)).toEqual([303, `/matches/${matchId}?error=lobby%2Fin-match`]);
    const said = { conversationId, body: "hello", clientId: "plain-1" };
    const page = `/matches/${matchId}`;
    expect(landing(await submit(a, `${at}/messages`, said, page))).toEqual([303, page]);
    const early = await submit(a, `${at}/guesses`, { seat: b.seat, pAi: "0.5" }, page);
    expect(landing(early)).toEqual([303, `${page}?error=guess%2Ftoo-early`]);
    expect(landing(await submit(a, `${at}/leave`, {}, page))).toEqual([303, page]);
    expect((await a.match(matchId)).you.left).toBe(true);
  });

  test("from another site are refused outright", async () => {
    const headers = { Origin: "https://evil.example" };
    const reply = await site.stranger().submit("/api/v1/session", {}, headers);
    expect([reply.status, codeOf(reply)]).toEqual([403, "http/origin"]);
  });
});

describe("limits", () => {
  test("a session has its burst, then is told how long to wait; another one is not touched", async () => {
    const [busy, other] = await Promise.all([site.player(), site.player()]);
    const replies = await Promise.all(
      Array.from({ length: 130 }, () => busy.get("/api/v1/leaderboards/generals")),
    );
    const refused = replies.filter(({ status }) => status === 429);
    expect(replies.length - refused.length).toBeGreaterThanOrEqual(90);
    expect(refused.length).toBeGreaterThan(0);
    for (const reply of refused) {
      expect(codeOf(reply)).toBe("rate/too-many");
      expect(Number(reply.headers.get("Retry-After"))).toBeGreaterThanOrEqual(1);
    }
    expect((await other.get("/api/v1/rulesets")).status).toBe(200);
  });

  test("one address begins so many sessions a minute, and the next is told to wait", async () => {
    const env = { ...site.env, REDIS_PREFIX: redisPrefix(), SESSIONS_PER_MINUTE: "3" };
    const web = await startWeb({ env });
    const statuses: number[] = [];
    for (let n = 0; n < 4; n++)
      statuses.push((await new ApiClient(web.url).post("/api/v1/session")).status);
    expect(statuses).toEqual([201, 201, 201, 429]);
    await web.stop();
  });

  test("hold without Redis, too", async () => {
    const redis = await startRedis();
    const env = { ...site.env, REDIS_URL: redis.url, SESSIONS_PER_MINUTE: "3" };
    const web = await startWeb({ env });
    await redis.kill();
    const statuses: number[] = [];
    for (let n = 0; n < 4; n++)
      statuses.push((await new ApiClient(web.url).post("/api/v1/session")).status);
    expect(statuses).toEqual([201, 201, 201, 429]);
    await web.stop();
  });
});

describe("security headers", () => {
  test("pages run only scripts of their own reply, and are nobody's to keep or to frame", async () => {
    const [first, second] = await Promise.all([site.stranger().get("/"), site.stranger().get("/")]);
    const policy = first.headers.get("Content-Security-Policy") ?? "";
    const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1];
    expect(nonce).toBeDefined();
    expect(second.headers.get("Content-Security-Policy")).not.toContain(nonce);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(/script-src[^;]*unsafe-inline/.test(policy)).toBe(false);
    for (const [, attributes] of first.text.matchAll(/<script([^>]*)>/g))
      expect(attributes).toContain(`nonce="${nonce ?? ""}"`);
    expect(first.headers.get("Cache-Control")).toContain("no-store");
    expect(first.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(first.headers.get("Strict-Transport-Security")).toBeNull();
    expect(first.headers.get("X-Powered-By")).toBeNull();
  });

  test("assets that hold a hash are kept for ever", async () => {
    const page = await site.stranger().get("/");
    const asset = /\/assets\/[\w.-]+\.js/.exec(page.text)?.[0] ?? "";
    const reply = await site.stranger().get(asset);
    expect(reply.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
  });

  test("under HTTPS the cookie is for this host alone, and browsers are told to stay", async () => {
    const env = { ...site.env, PUBLIC_URL: "https://play.example" };
    const web = await startWeb({ env });
    const client = new ApiClient(web.url);
    const reply = await client.call("POST", "/api/v1/session", {
      headers: { Origin: "https://play.example" },
    });
    expect(reply.status).toBe(201);
    expect(reply.headers.getSetCookie()[0]).toMatch(/^__Host-session=.*; Secure$/);
    expect(reply.headers.get("Strict-Transport-Security")).toContain("max-age=31536000");
    await web.stop();
  });
});
