import { freshDatabase, redisPrefix } from "../stores.ts";
import type { SiteEnv } from "./site.ts";

/** A database and a corner of Redis of its own, for people who all come from one address. */
export async function loadEnv(seeds: { RULESETS_FILE?: string } = {}): Promise<SiteEnv> {
  const { TEST_REDIS_URL: redis } = process.env;
  if (!redis) throw new Error("TEST_REDIS_URL is not set: run it by npm.");
  const { url } = await freshDatabase(seeds);
  return {
    DATABASE_URL: url,
    REDIS_URL: redis,
    REDIS_PREFIX: redisPrefix(),
    SESSIONS_PER_MINUTE: "100000",
    LOG_LEVEL: "error",
  };
}
