import { describe, expect, test } from "vitest";
import { parseEnv } from "./env.ts";

const least = {
  DATABASE_URL: "postgres://localhost:5432/game",
  REDIS_URL: "redis://localhost:6379",
};

describe("the worker's environment", () => {
  test("two addresses are enough", () => {
    expect(parseEnv(least)).toMatchObject({ TIME_SCALE: 1, REDIS_PREFIX: "amianai" });
  });

  test("an empty variable is an absent one", () => {
    const env = parseEnv({ ...least, METRICS_PORT: "", OPENAI_BASE_URL: "" });
    expect(env.METRICS_PORT).toBeUndefined();
    expect(env.OPENAI_BASE_URL).toBeUndefined();
  });

  test("every variable that is missing or wrong is named", () => {
    expect(() => parseEnv({ TIME_SCALE: "fast" })).toThrow(/DATABASE_URL.*REDIS_URL.*TIME_SCALE/);
  });

  test("production takes neither another time scale nor the scripted model", () => {
    const production = { ...least, AMIANAI_ENV: "production" };
    expect(() => parseEnv(production)).toThrow(/OPENAI_API_KEY/);
    expect(() => parseEnv({ ...production, OPENAI_API_KEY: "key", TIME_SCALE: "10" })).toThrow(
      /TIME_SCALE/,
    );
    const plain = { ...production, OPENAI_API_KEY: "key", REDIS_URL: "redis://cache.example" };
    expect(() => parseEnv(plain)).toThrow(/REDIS_URL: must begin with rediss:/);
    expect(parseEnv({ ...production, OPENAI_API_KEY: "key" }).AMIANAI_ENV).toBe("production");
  });
});
