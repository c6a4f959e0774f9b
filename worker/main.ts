import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pino } from "pino";
import { clockOf } from "../db/queries/due.ts";
import { openRedis } from "../db/redis.ts";
import { openTracing } from "../db/open-tracing.ts";
import { openStores } from "../db/stores.ts";
import { told } from "../db/told.ts";
import { EnvProblem, parseEnv, type WorkerEnv } from "./env.ts";
import { appCommit } from "./app-commit.ts";
import { openExporter } from "./export/exporter.ts";
import { startJobs } from "./jobs.ts";
import { openModel } from "./model/open.ts";
import { readProviders } from "./model/provider.ts";
import { keepQueueLimits } from "./model/queue-limits.ts";
import { factsOf, openPresence } from "./presence.ts";
import { openTelemetry, serveMetrics } from "./telemetry.ts";
import { startTimers } from "./timers.ts";

/** Jobs under way may finish for this long, and then the stores be left in order. */
const [DRAIN_MS, FAREWELL_MS] = [10_000, 3000];
/** A Redis that is away at the start does not hold the clocks up. */
const REDIS_PATIENCE_MS = 5000;

const env = environment();
const log = pino({ level: env.LOG_LEVEL, base: { process: "worker" } });
const onError = (part: string, error: Error) => log.warn({ part, error: told(error) }, "store");

const tracing = await openTracing({
  service: "amianai-worker",
  endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
  share: env.OTEL_TRACES_SAMPLER_ARG,
});
const stores = openStores({
  databaseUrl: env.DATABASE_URL,
  redisUrl: env.REDIS_URL,
  prefix: env.REDIS_PREFIX,
  timeScale: env.TIME_SCALE,
  poolSize: env.POOL_SIZE,
  listens: false,
  tracing,
  onError,
});
const telemetry = openTelemetry(stores);
const model = openModel(env, { database: stores.database, tracing, telemetry, log });
const exporter = openExporter({
  databaseUrl: env.DATABASE_URL,
  dir: resolve(env.EXPORTS_DIR),
  appCommit: await appCommit(env.APP_COMMIT),
});
const stop = new AbortController();
const workplace = {
  ...{ stores, exporter, telemetry, model, moderation: model.moderation, log },
  stopping: stop.signal,
};

keepQueueLimits(
  stores,
  { concurrency: env.MODEL_CONCURRENCY, requestsPerMinute: env.MODEL_REQUESTS_PER_MINUTE },
  (error) => onError("redis", error instanceof Error ? error : new Error(String(error))),
);

await clockOf(stores.database);
const connection = openRedis({
  url: env.REDIS_URL,
  blocking: true,
  onError: (error) => onError("redis", error),
});
const jobs = startJobs(workplace, { connection, concurrency: env.CONCURRENCY });
const presence = openPresence(stores, factsOf(env, readProviders(env, process.env)));
const timers = startTimers(workplace, presence);
const metrics =
  env.METRICS_PORT === undefined
    ? null
    : serveMetrics(telemetry, env.METRICS_PORT, env.METRICS_HOST);
metrics?.on("error", (error) => onError("metrics", error));

// Printed as Node prints it, an error would carry what its query was given.
process.on("uncaughtException", (error) => {
  log.error({ error: told(error) }, "the worker ends");
  process.exit(1);
});

for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.on(signal, () => {
    if (stop.signal.aborted) return;
    stop.abort();
    void drain().finally(() => process.exit(0));
  });

/** A sentence, where there is nothing to start with. */
function environment(): WorkerEnv {
  try {
    return parseEnv(process.env);
  } catch (error) {
    if (!(error instanceof EnvProblem)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** No new work, the work at hand to its end, then the books and the connections. */
async function drain(): Promise<void> {
  metrics?.close();
  const atWork = [timers.stop(), exporter.stop(), ...jobs.map((job) => job.close())];
  await Promise.race([Promise.all(atWork), delay(DRAIN_MS)]);
  connection.disconnect();
  const books = Promise.all([model.close(), presence.leave()]);
  const left = books.then(() => Promise.all([stores.close(), tracing.close()]));
  await Promise.race([left, delay(FAREWELL_MS)]);
}

await Promise.race([
  Promise.all(jobs.map((job) => job.waitUntilReady())),
  delay(REDIS_PATIENCE_MS, null, { ref: false }),
]);
process.stdout.write("worker ready\n");
