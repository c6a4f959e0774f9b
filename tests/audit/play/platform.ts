import { join } from "node:path";
import { root } from "../../../infra/local/bootstrap/node24.mjs";
import { launch, type Running } from "../../../infra/local/process/launch.ts";
import { freePort } from "../../../infra/local/process/ports.ts";
import { modelPart, webPart, workerPart } from "../../../infra/local/stack/parts.ts";
import { freshDatabase, redisPrefix } from "../../stores.ts";

const RULESETS_FILE = join(root, "tests/audit/rulesets.json");

/** Web, worker and scripted model of the code in a folder, on a database of their own. */
export async function startPlatform(scale: number, folder: string = root) {
  const { url: database } = await freshDatabase({ RULESETS_FILE });
  const [port, webMetrics, workerMetrics, modelPort] = await Promise.all(
    Array.from({ length: 4 }, async () => String(await freePort())),
  );
  const env = {
    DATABASE_URL: database,
    REDIS_URL: process.env.TEST_REDIS_URL ?? "",
    REDIS_PREFIX: redisPrefix(),
    TIME_SCALE: String(scale),
    SESSIONS_PER_MINUTE: "1000000",
    LOG_LEVEL: "error",
    SESSION_SECRET: "a secret for the audit only, drawn by nobody",
    OPENAI_BASE_URL: `http://127.0.0.1:${modelPort ?? ""}/v1`,
    OPENAI_API_KEY: "scripted",
    OPENAI_MODEL: "scripted",
  };
  const web = webPart({ ...env, PORT: port, METRICS_PORT: webMetrics }, "built");
  const worker = workerPart({ ...env, METRICS_PORT: workerMetrics }, "built");
  const running: Running[] = [];
  const stop = async () => {
    for (const one of running.toReversed()) await one.stop(10_000);
  };
  try {
    for (const part of [modelPart({ PORT: modelPort }), web, worker])
      running.push(await launch({ ...part, cwd: folder }));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    web: `http://127.0.0.1:${port ?? ""}`,
    database,
    /** Last lines of the processes, where something failed. */
    output: () => running.map((one) => one.output()).join("\n"),
    stop,
  };
}
