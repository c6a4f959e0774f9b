import { join } from "node:path";
import { CLIENT_ID } from "../../infra/local/issuer/settings.ts";
import { root } from "../../infra/local/bootstrap/node24.mjs";
import { freePort } from "../../infra/local/process/ports.ts";
import { freshDatabase, redisPrefix, startIssuer, startWeb, startWorker } from "../stores.ts";

const RULESETS_FILE = join(root, "tests/study/rulesets.json");

/** Web, worker, scripted model and issuer, on a database of their own with a short ruleset. */
export async function startStudySite(scale: number): Promise<{ url: string }> {
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const [database, issuer] = await Promise.all([
    freshDatabase({ RULESETS_FILE }),
    startIssuer(url),
  ]);
  const env = {
    DATABASE_URL: database.url,
    REDIS_URL: process.env.TEST_REDIS_URL ?? "",
    REDIS_PREFIX: redisPrefix(),
    TIME_SCALE: String(scale),
    SESSIONS_PER_MINUTE: "1000000",
    EXPORTS_DIR: join(process.env.TEST_FOLDER ?? root, `exports-${port}`),
    LOG_LEVEL: "error",
  };
  const signIn = {
    OIDC_ISSUER: issuer.url,
    OIDC_CLIENT_ID: CLIENT_ID,
    OIDC_CLIENT_SECRET: issuer.clientSecret,
  };
  await Promise.all([startWeb({ env: { ...env, ...signIn, PORT: port } }), startWorker({ env })]);
  return { url };
}
