import { once } from "node:events";
import type { Server } from "node:http";
import { setTimeout } from "node:timers/promises";
import { describeProcess } from "../db/processes.ts";
import { openTracing } from "../db/open-tracing.ts";
import { openStores } from "../db/stores.ts";
import { openLimits } from "./api/limits.ts";
import { EnvProblem, parseEnv } from "./env.server.ts";
import { openBearers } from "./issuer/bearers.ts";
import { openIssuer } from "./issuer/issuer.ts";
import { openHub } from "./live/hub.ts";
import { openPlaces } from "./live/places.ts";
import { type Health, openHealth } from "./metrics/health.ts";
import { type Metrics, openMetrics } from "./metrics/metrics.ts";
import { openPrivatePort } from "./metrics/private-port.ts";
import { application, type Opened } from "./server/application.ts";
import { builtSite, devSite } from "./server/build.ts";
import { CannotListen, listen, portOf } from "./server/listen.ts";
import { openLog } from "./server/log.ts";
import { openMemo } from "./services/memo.ts";
import { openSessionBook } from "./services/session-book.ts";

/** Requests that run when the process is asked to stop get this long. */
const DRAIN_MS = 8000;
const READY_CHECK_MS = 250;

const root = new URL("..", import.meta.url).pathname;
const dev = process.argv.includes("--dev");

async function open(): Promise<Opened> {
  const env = parseEnv(process.env);
  const log = openLog(env);
  const stores = openStores({
    databaseUrl: env.DATABASE_URL,
    readUrl: env.DATABASE_READ_URL,
    redisUrl: env.REDIS_URL,
    prefix: env.REDIS_PREFIX,
    timeScale: env.TIME_SCALE,
    poolSize: env.POOL_SIZE,
    listens: true,
    tracing: await openTracing({
      service: "amianai-web",
      endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
      share: env.OTEL_TRACES_SAMPLER_ARG,
    }),
    onError: (part, err) => log.warn({ part, err }, "a store is away"),
  });
  const health = openHealth(stores);
  const metrics = openMetrics(stores, health);
  const onError = (err: unknown, matchId?: string) =>
    log.warn({ err, matchId }, "a stream was given up");
  const issuer =
    env.signIn &&
    openIssuer(env.signIn, (err) => log.warn({ err }, "the issuer gave no good answer"));
  return {
    env,
    log,
    stores,
    metrics,
    hub: openHub(stores, { metrics, onError }),
    streamPlaces: openPlaces({ perAddress: env.STREAMS_PER_ADDRESS }),
    health,
    memo: openMemo(),
    sessions: openSessionBook(stores, (err) => log.warn({ err }, "a session was not looked up")),
    issuer,
    bearers: openBearers(stores, issuer),
    limits: openLimits({
      redis: stores.redis,
      prefix: env.REDIS_PREFIX,
      timeScale: env.TIME_SCALE,
      sessionsPerMinute: env.SESSIONS_PER_MINUTE,
      production: env.AMIANAI_ENV === "production",
    }),
  };
}

async function serve(): Promise<void> {
  const opened = await open();
  // Printed as Node prints it, an error would carry what its query was given.
  process.on("uncaughtException", (err) => {
    opened.log.error({ err }, "the web process ends");
    process.exit(1);
  });
  const { env, log, metrics, health, hub, stores } = opened;
  const described = describeProcess(stores, { kind: "web", figures: () => streamsOf(metrics) });
  const site = await (dev ? devSite(root, log) : builtSite(root, log));
  const server = await listen(application({ opened, site, dev }), {
    port: env.PORT,
    host: env.HOST,
    shared: env.PORT_SHARED,
  });
  const servers = [server];
  if (env.METRICS_PORT !== null) {
    const { registry } = metrics;
    const openBoard = async (path: string) => {
      // Seldom looked at, and slow to load.
      const { queueBoard } = await import("./metrics/queue-board.ts");
      const onError = (err: Error) => log.warn({ err }, "the board of queues");
      return queueBoard({ path, redis: stores.redis, prefix: stores.prefix, onError });
    };
    servers.push(await openPrivatePort({ port: env.METRICS_PORT, registry, health, openBoard }));
  }
  const stop = Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
  const address = `http://127.0.0.1:${portOf(server)}`;
  if (await Promise.race([canServe(health), stop.then(() => false)]))
    process.stdout.write(`ready on ${address}\n`);

  await stop;
  log.info("stopping");
  void described.leave().catch(() => undefined);
  const closed = Promise.all(servers.map(close));
  hub.close();
  server.closeIdleConnections();
  await Promise.race([closed, setTimeout(DRAIN_MS, null, { ref: false })]);
  servers.forEach((one) => one.closeAllConnections());
  await Promise.all([site.close(), stores.close(), stores.tracing.close()]);
}

async function streamsOf({ streamsOpen }: Metrics): Promise<Record<string, number>> {
  const { values } = await streamsOpen.get();
  return { streams: values.reduce((sum, { value }) => sum + value, 0) };
}

/** Answers from the first moment on, with 503 while a store is away; ready is more than that. */
async function canServe(health: Health): Promise<true> {
  while (!(await health.ready())) await setTimeout(READY_CHECK_MS);
  return true;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

try {
  await serve();
  process.exit(0);
} catch (error) {
  const plain = error instanceof EnvProblem || error instanceof CannotListen;
  process.stderr.write(plain ? `${error.message}\n` : `The web process ended: ${String(error)}\n`);
  process.exit(1);
}
