import { describe, expect, test } from "vitest";
import { readOptions } from "./options.ts";

const complete = {
  NODE_ENV: "production" as const,
  AMIANAI_ENV: "production",
  DATABASE_URL: "postgres://db.example/amianai",
  REDIS_URL: "rediss://redis.example",
  SESSION_SECRET: "from the vault",
  OPENAI_API_KEY: "from the vault",
};

describe("production", () => {
  test("starts when everything is given", () => {
    expect(readOptions([], complete).port).toBe(3000);
  });

  test.each(["DATABASE_URL", "REDIS_URL", "SESSION_SECRET", "OPENAI_API_KEY"] as const)(
    "refuses to do without %s",
    (name) => {
      expect(() => readOptions([], { ...complete, [name]: undefined })).toThrow(name);
    },
  );

  test("refuses a time scale", () => {
    expect(() => readOptions([], { ...complete, TIME_SCALE: "10" })).toThrow("TIME_SCALE");
  });
});

test("as many processes as are asked for, one of each by default", () => {
  const env = { NODE_ENV: "test" as const };
  expect(readOptions([], env)).toMatchObject({ webs: 1, workers: 1 });
  const args = ["--web", "2", "--workers", "3"];
  expect(readOptions(args, env)).toMatchObject({ webs: 2, workers: 3 });
  for (const count of ["0", "two", "1.5", ""])
    expect(() => readOptions(["--workers", count], env)).toThrow("--workers needs");
  expect(() => readOptions(["--web"], env)).toThrow("--web needs");
});

test("a port that is none is refused in words", () => {
  expect(() => readOptions([], { NODE_ENV: "test", PORT: "80a" })).toThrow(
    "PORT=80a is not a port",
  );
});
