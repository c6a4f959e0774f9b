import { expect, test } from "vitest";
import { EnvProblem, parseEnv } from "./env.server.ts";

const enough = {
  DATABASE_URL: "postgres://127.0.0.1/amianai",
  REDIS_URL: "redis://127.0.0.1",
  SESSION_SECRET: "0123456789abcdef",
};

test("what is not said has a default", () => {
  const env = parseEnv(enough);
  expect(env).toMatchObject({ PORT: 3000, HOST: "127.0.0.1", METRICS_PORT: null, TIME_SCALE: 1 });
  expect(env).toMatchObject({
    secure: false,
    SESSIONS_PER_MINUTE: 6000,
    LEADERBOARD_MIN_GAMES: 20,
  });
});

test("a variable that is set to nothing counts as not set", () => {
  expect(parseEnv({ ...enough, PORT: "" }).PORT).toBe(3000);
});

test("secrets rotate: the first signs, the others are still accepted", () => {
  const env = parseEnv({ ...enough, SESSION_SECRET: "a new secret of 22 c,an old secret of 22 c" });
  expect(env.SESSION_SECRET).toEqual(["a new secret of 22 c", "an old secret of 22 c"]);
});

test("a public address under HTTPS makes the cookies secure", () => {
  expect(parseEnv({ ...enough, PUBLIC_URL: "https://play.example" }).secure).toBe(true);
});

test.each([
  ["PORT", "http"],
  ["PORT", "70000"],
  ["TIME_SCALE", "0"],
  ["TIME_SCALE", "fast"],
  ["DATABASE_URL", "mysql://127.0.0.1"],
  ["REDIS_URL", "127.0.0.1:6379"],
  ["SESSION_SECRET", "short"],
  ["METRICS_PORT", "-1"],
  ["POOL_SIZE", "0"],
])("%s=%s stops the start with a sentence that names it", (name, value) => {
  expect(() => parseEnv({ ...enough, [name]: value })).toThrow(EnvProblem);
  expect(() => parseEnv({ ...enough, [name]: value })).toThrow(name);
});

test("a bad secret is not repeated in the sentence", () => {
  expect(() => parseEnv({ ...enough, SESSION_SECRET: "hunter2" })).not.toThrow("hunter2");
});

test("production refuses any time scale but 1, short secrets and stores without TLS", () => {
  const SESSION_SECRET = "0123456789abcdef0123456789abcdef";
  const production = { ...enough, SESSION_SECRET, AMIANAI_ENV: "production" };
  expect(parseEnv(production)).toMatchObject({ secure: true, SESSIONS_PER_MINUTE: 300 });
  expect(() => parseEnv({ ...production, TIME_SCALE: "10" })).toThrow("TIME_SCALE");
  const short = `${SESSION_SECRET},an old secret`;
  expect(() => parseEnv({ ...production, SESSION_SECRET: short })).toThrow("SESSION_SECRET");
  const plain = { DATABASE_URL: "postgres://db.example/game" };
  expect(() => parseEnv({ ...production, ...plain })).toThrow("sslmode=verify-full");
  expect(() => parseEnv({ ...production, REDIS_URL: "redis://cache.example" })).toThrow("rediss:");
});
