import { createServer } from "node:net";
import { once } from "node:events";
import { beforeAll, describe, expect, test } from "vitest";
import { Problem } from "../../infra/local/bootstrap/problem.mjs";
import { databaseUrl, makeTemplate } from "../../infra/local/stores/template.ts";
import { ApiClient, codeOf } from "../client.ts";
import { openStores } from "../../db/stores.ts";
import { createRuleset, places, seat } from "../factories.ts";
import { redisPrefix, startPostgres, startRedis, startWeb } from "../stores.ts";
import { saying, type Site, startSite } from "../site.ts";

/** A web process on stores that a test may take away. */
async function fragileSite() {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  await makeTemplate(postgres.url);
  const database = databaseUrl(postgres.url, "amianai_template");
  const prefix = redisPrefix();
  const env = { DATABASE_URL: database, REDIS_URL: redis.url, REDIS_PREFIX: prefix };
  const web = await startWeb({ env });
  const stores = () =>
    openStores({
      databaseUrl: database,
      redisUrl: redis.url,
      prefix,
      timeScale: 1,
      listens: false,
      onError: () => undefined,
    });
  return { postgres, redis, web, stores };
}

describe("without its stores", () => {
  test("the API says so at once, the page too, and both come back by themselves", async () => {
    const { postgres, web } = await fragileSite();
    const client = new ApiClient(web.url);
    await client.begin();
    await postgres.kill();

    const began = Date.now();
    const replies = await Promise.all([
      client.get("/api/v1/rulesets"),
      client.post("/api/v1/lobby", { ruleset: "quick-duel" }),
      client.get("/api/v1/matches/01990000-0000-7000-8000-000000000000"),
      new ApiClient(web.url).post("/api/v1/session"),
    ]);
    expect(Date.now() - began).toBeLessThan(6000);
    for (const reply of replies) {
      expect([reply.status, codeOf(reply)]).toEqual([503, "service/unavailable"]);
      expect(Number(reply.headers.get("Retry-After"))).toBeGreaterThanOrEqual(1);
    }
    expect((await client.get("/play")).status).toBe(503);
    expect((await client.get("/healthz")).json).toEqual({ status: "alive" });
    // An answer about readiness is good for a fifth of a second.
    await expect.poll(async () => (await client.get("/readyz")).status).toBe(503);
    expect((await client.get("/readyz")).json).toEqual({ status: "unavailable" });
    expect(web.output()).not.toMatch(/"level":[56]0/);

    await postgres.restart();
    await expect
      .poll(async () => (await client.get("/readyz")).status, { timeout: 15_000 })
      .toBe(200);
    expect((await client.get("/api/v1/rulesets")).status).toBe(200);
  });

  test("a stream survives a Redis that restarts, and misses nothing", async () => {
    const { redis, web, stores: open } = await fragileSite();
    const stores = open();
    const ruleset = await createRuleset(stores, "quick-duel", { aiShare: 0 });
    const people = [new ApiClient(web.url), new ApiClient(web.url)];
    const ids = await Promise.all(people.map((client) => client.begin()));
    const [match] = await seat(stores, ruleset.slug, ids);
    if (!match) throw new Error("no match");
    const at = `/api/v1/matches/${match.id}`;
    const { conversationId } = places(match);
    const [a, b] = people;
    const stream = await a?.stream(`${at}/events`);
    await redis.kill();
    const during = await b?.post(`${at}/messages`, saying(conversationId, "while it was away"));
    expect(during?.status).toBe(201);
    await redis.restart();
    const heard = await stream?.wait(({ event }) => event === "message", { within: 15_000 });
    expect(heard?.id).toBe("1");
    people.forEach((client) => client.close());
    await stores.close();
  });
});

describe("a web process", () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  });

  /** What a process says that cannot start. */
  const lastWords = (env: Record<string, string>) =>
    startWeb({ env: { ...site.env, ...env } }).then(
      () => "it started",
      (error: unknown) => (error instanceof Problem ? error.details : String(error)),
    );

  test("that is asked to stop ends its streams and goes; readers go on where they were", async () => {
    const { a, b, at, conversationId } = await site.duel();
    const web = await startWeb({ env: site.env });
    const tab = new ApiClient(web.url);
    tab.setCookie("session", a.cookieHeader.replace("session=", ""));
    const stream = await tab.stream(`${at}/events`);
    await stream.event("view");
    const stopping = web.stop();
    await stream.end(5000);
    await stopping;
    expect(web.output()).toContain("stopping");
    await b.post(`${at}/messages`, saying(conversationId, "meanwhile"));
    const resumed = await a.stream(`${at}/events`, "0");
    expect((await resumed.event("message")).id).toBe("1");
    expect(resumed.frames).toHaveLength(1);
  });

  test("that was killed comes back with nobody signed out and nothing lost", async () => {
    const { a, b, at, matchId, conversationId } = await site.duel();
    await b.post(`${at}/messages`, saying(conversationId, "before", "same"));
    await site.web.kill();
    await site.web.restart();
    const again = await b.post(`${at}/messages`, saying(conversationId, "before", "same"));
    expect(again.status).toBe(200);
    expect((await a.match(matchId)).conversations[0]?.messages).toHaveLength(1);
  });

  test("shows no boards while their replica is away, and plays on", async () => {
    const away = "postgres://127.0.0.1:9/none";
    const web = await startWeb({ env: { ...site.env, DATABASE_READ_URL: away } });
    const client = new ApiClient(web.url);
    await client.begin();
    const board = await client.get("/api/v1/leaderboards/detectives");
    expect([board.status, codeOf(board)]).toEqual([503, "service/unavailable"]);
    expect((await client.get("/leaderboards/detectives")).status).toBe(503);
    expect((await client.get("/api/v1/rulesets")).status).toBe(200);
    expect((await client.get("/readyz")).status).toBe(200);
  });

  test("says in a sentence that its port is taken", async () => {
    const squatter = createServer().listen(0, "127.0.0.1");
    await once(squatter, "listening");
    const address = squatter.address();
    const port = typeof address === "object" && address ? String(address.port) : "";
    expect(await lastWords({ PORT: port })).toContain(`Port ${port} is taken by another program`);
    squatter.close();
  });

  test.each([
    ["TIME_SCALE", "fast"],
    ["SESSION_SECRET", "short"],
    ["LEADERBOARD_MIN_GAMES", "-1"],
  ])("says in a sentence that %s=%s cannot be used", async (name, value) => {
    expect(await lastWords({ [name]: value })).toContain(`${name} cannot be used`);
  });

  test("shows figures and detailed health on its private port only", async () => {
    const metrics = "29871";
    const web = await startWeb({ env: { ...site.env, METRICS_PORT: metrics } });
    const client = new ApiClient(web.url);
    expect((await client.get("/metrics")).status).toBe(404);
    await client.begin();
    const local = new ApiClient(`http://127.0.0.1:${metrics}`);
    const { text } = await local.get("/metrics");
    expect(text).toContain(
      'http_request_seconds_count{method="POST",route="/api/v1/session",status="201"} 1',
    );
    expect(text).toContain("postgres_pool_connections");
    expect(text).toContain('queue_jobs{queue="compose-reply"');
    const health = await local.get("/health");
    expect(health.json).toMatchObject({
      postgres: { ok: true },
      migrations: { ok: true },
      redis: { ok: true },
    });
    await web.stop();
  });
});
