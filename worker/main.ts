import { setTimeout as delay } from "node:timers/promises";
import { pino } from "pino";
import { clockOf } from "../db/queries/due.ts";
import { openRedis } from "../db/redis.ts";
import { openStores } from "../db/stores.ts";
import { parseEnv } from "./env.ts";
import { startJobs } from "./jobs.ts";
import { languageModel, openAiClient } from "./language-model.ts";
import { modelTimeoutMs } from "./sweep.ts";
import { openTelemetry, serveMetrics } from "./telemetry.ts";
import { startTimers } from "./timers.ts";

/** Jobs under way may finish for this long. */
const DRAIN_MS = 10_000;
/** A Redis that is away at the start does not hold the clocks up. */
const REDIS_PATIENCE_MS = 5000;

const env = parseEnv(process.env);
const log = pino({ level: env.LOG_LEVEL, base: { process: "worker" } });
const onError = (part: string, error: Error) => log.warn({ part, error: error.message }, "store");

const stores = openStores({
  databaseUrl: env.DATABASE_URL,
  redisUrl: env.REDIS_URL,
  prefix: env.REDIS_PREFIX,
  timeScale: env.TIME_SCALE,
  poolSize: env.POOL_SIZE,
  listens: false,
  onError,
});
const telemetry = openTelemetry(stores.queues);
const model = languageModel({
  client: openAiClient(env),
  defaultModel: env.OPENAI_MODEL,
  timeoutMs: modelTimeoutMs(env.TIME_SCALE),
  onCall: (outcome, ms) => telemetry.modelSeconds.observe({ outcome }, ms / 1000),
});
const workplace = { stores, telemetry, model, log };

await clockOf(stores.database);
const connection = openRedis({
  url: env.REDIS_URL,
  blocking: true,
  onError: (error) => onError("redis", error),
});
const jobs = startJobs(workplace, { connection, concurrency: env.CONCURRENCY });
const timers = startTimers(workplace);
const metrics =
  env.METRICS_PORT === undefined
    ? null
    : serveMetrics(telemetry, env.METRICS_PORT, env.METRICS_HOST);
metrics?.on("error", (error) => onError("metrics", error));

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void Promise.race([drain(), delay(DRAIN_MS)]).finally(() => process.exit(0));
  });

/** No new work, the work at hand to its end, then the connections. */
async function drain(): Promise<void> {
  metrics?.close();
  await Promise.all([timers.stop(), ...jobs.map((job) => job.close())]);
  connection.disconnect();
  await stores.close();
}

await Promise.race([
  Promise.all(jobs.map((job) => job.waitUntilReady())),
  delay(REDIS_PATIENCE_MS, null, { ref: false }),
]);
process.stdout.write("worker ready\n");
