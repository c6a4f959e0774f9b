import { join } from "node:path";
import { root } from "../infra/local/bootstrap/node24.mjs";
import { freshDatabase, redisPrefix, startWeb, startWorker } from "./stores.ts";

export const rulesetsFile = join(root, "tests/rulesets.json");

/** Web and worker, as an operator runs them, on a database of their own with the tests' rulesets. */
export async function startPlaySite(timeScale: number) {
  const database = await freshDatabase({ RULESETS_FILE: rulesetsFile });
  const env = {
    DATABASE_URL: database.url,
    REDIS_URL: process.env.TEST_REDIS_URL ?? "",
    REDIS_PREFIX: redisPrefix(),
    TIME_SCALE: String(timeScale),
  };
  const [web, worker] = await Promise.all([startWeb({ env }), startWorker({ env })]);
  return { web, worker, env };
}
