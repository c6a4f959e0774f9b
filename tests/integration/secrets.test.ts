import { createServer } from "node:http";
import { randomBytes } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { launch, type Running } from "../../infra/local/process/launch.ts";
import { freePort } from "../../infra/local/process/ports.ts";
import { webPart, workerPart } from "../../infra/local/stack/parts.ts";
import { asAdmin } from "../../infra/local/stores/template.ts";
import { ApiClient, codeOf } from "../client.ts";
import { serve } from "../http-server.ts";
import { rulesetsFile } from "../play-site.ts";
import { rawHttp } from "../raw-http.ts";
import { saying } from "../site.ts";
import { freshDatabase, startRedis } from "../stores.ts";

/** Each stands where a secret or a player's words stand, and nowhere else. */
const mark = (what: string) => `${what}${randomBytes(12).toString("hex")}`;
const marks = {
  signing: mark("signing"),
  key: mark("key"),
  client: mark("client"),
  trace: mark("trace"),
  words: mark("words"),
  token: mark("token"),
  code: mark("code"),
  /** Of a length that a name may have. */
  name: mark("n").slice(0, 20),
};

const running: Running[] = [];
const lines: string[] = [];
afterAll(async () => {
  await Promise.all(running.map((one) => one.stop(5000)));
});

/** A provider that repeats the key that it does not like, as some do. */
async function rudeProvider(): Promise<string> {
  const server = createServer((request, response) => {
    const message = `Incorrect API key provided: ${request.headers.authorization ?? ""}`;
    const body = JSON.stringify({ error: { message, type: "invalid_request_error" } });
    request.resume();
    response.writeHead(401, { "Content-Type": "application/json" }).end(body);
  });
  return `${await serve(server)}/v1`;
}

const passwordOf = (address: string) => decodeURIComponent(new URL(address).password);

test("web and worker write down no secret and no player's words, whatever goes wrong", async () => {
  const [redis, database, provided, port] = await Promise.all([
    startRedis(),
    freshDatabase({ RULESETS_FILE: rulesetsFile }),
    rudeProvider(),
    freePort(),
  ]);
  const env = {
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    TIME_SCALE: "10",
    LOG_LEVEL: "debug",
    SESSION_SECRET: marks.signing,
    OPENAI_API_KEY: marks.key,
    OPENAI_BASE_URL: provided,
    OPENAI_MODEL: "any",
    OIDC_ISSUER: `http://127.0.0.1:${await freePort()}`,
    OIDC_CLIENT_ID: "amianai",
    OIDC_CLIENT_SECRET: marks.client,
    OTEL_EXPORTER_OTLP_ENDPOINT: provided,
    OTEL_EXPORTER_OTLP_HEADERS: `authorization=${marks.trace}`,
  };
  const onLine = (line: string) => lines.push(line);
  const web = webPart({ ...env, PORT: String(port), METRICS_PORT: "none" }, "built");
  running.push(await launch({ ...web, onLine }));
  running.push(await launch({ ...workerPart(env, "built"), onLine }));
  const base = `http://127.0.0.1:${port}`;

  const player = new ApiClient(base);
  await player.begin("Somebody");
  const cookie = player.cookieHeader.split("=")[1] ?? "";
  await player.join("quick-duel");
  const lobby = await player.stream("/api/v1/lobby/events");
  const seated = await lobby.event("seated", 30_000);
  const matchId = String(Reflect.get(Object(seated.data), "matchId"));
  const view = await player.match(matchId);
  const conversation = view.conversations[0]?.id ?? "";
  await player.post(`/api/v1/matches/${matchId}/messages`, saying(conversation, marks.words));

  const bearer = { headers: { Authorization: `Bearer ${marks.token}` } };
  await Promise.all([
    player.get("/api/v1/lobby", bearer),
    player.call("PUT", "/api/v1/lobby"),
    player.post("/api/v1/lobby", { ruleset: marks.words }),
    player.call("POST", "/api/v1/lobby", { body: `{${marks.words}` }),
    player.post("/api/v1/session", { handle: `<${marks.words}>` }),
    player.get(`/${marks.words}`),
    player.get(`/api/v1/matches/${marks.words}`),
    player.get("/sign-in"),
    player.post("/api/v1/sign-in"),
    player.get(`/sign-in/callback?code=${marks.code}&state=${marks.token}`),
    rawHttp(base, `GET /${marks.words} HTTP/9\r\n\r\n`),
    rawHttp(
      base,
      `GET / HTTP/1.1\r\nHost: a\r\nCookie: ${"x".repeat(20_000)}${marks.token}\r\n\r\n`,
    ),
  ]);

  // A query that fails knows what it was given.
  const refuse = (table: string, column: string, word: string) =>
    asAdmin(
      database.url,
      `alter table ${table} add constraint refuses check (${column} not like '%${word}%') not valid`,
    );
  await Promise.all([refuse("messages", "body", "again"), refuse("players", "handle", marks.name)]);
  const failed = await Promise.all([
    player.post(
      `/api/v1/matches/${matchId}/messages`,
      saying(conversation, `${marks.words} again`),
    ),
    new ApiClient(base).post("/api/v1/session", { handle: marks.name }),
  ]);
  expect(failed.map(codeOf)).toEqual(["service/failed", "service/failed"]);
  const failures = () => lines.filter((line) => line.includes("a call failed"));
  await expect.poll(failures).toHaveLength(2);

  await redis.kill();
  await player.post(`/api/v1/matches/${matchId}/messages`, saying(conversation, marks.words));
  await database.drop();
  await Promise.all([
    player.get("/me"),
    player.get(`/api/v1/matches/${matchId}`),
    player.post(`/api/v1/matches/${matchId}/messages`, saying(conversation, marks.words)),
  ]);
  await expect
    .poll(() => lines.filter((line) => line.includes('"worker"')).length)
    .toBeGreaterThan(0);
  await Promise.all(running.map((one) => one.stop(5000)));

  const secrets = {
    ...marks,
    cookie,
    postgres: passwordOf(database.url),
    redis: passwordOf(redis.url),
  };
  expect(Object.values(secrets).every((secret) => secret.length > 8)).toBe(true);
  const told = Object.entries(secrets).flatMap(([what, secret]) =>
    lines.filter((line) => line.includes(secret)).map((line) => `${what}: ${line}`),
  );
  expect(told).toEqual([]);
  expect(lines.length).toBeGreaterThan(20);
});

test.each([
  ["web", { SESSION_SECRET: "tooshort" }, "SESSION_SECRET"],
  ["web", { DATABASE_URL: "postgres//nobody:hidden@nowhere" }, "DATABASE_URL"],
  ["worker", { REDIS_URL: "redis//:hidden@nowhere" }, "REDIS_URL"],
  ["worker", { DATABASE_URL: "mysql:nobody:hidden@nowhere" }, "DATABASE_URL"],
] as const)(
  "%s does not start with %j, and says so in a sentence",
  async (name, wrong, variable) => {
    const right = { DATABASE_URL: "postgres://127.0.0.1/none", REDIS_URL: "redis://127.0.0.1:1" };
    const env = { SESSION_SECRET: marks.signing, ...right, ...wrong };
    const part = name === "web" ? webPart(env, "built") : workerPart(env, "built");
    const said: string[] = [];
    await expect(launch({ ...part, onLine: (line) => said.push(line) })).rejects.toThrow(
      "exit code 1",
    );
    expect(said.filter((line) => line !== "")).toHaveLength(1);
    expect(said.join()).toContain(variable);
    expect(said.join()).not.toMatch(/hidden|tooshort/);
  },
);
