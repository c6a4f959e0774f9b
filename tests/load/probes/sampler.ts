import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { openStores } from "../../../db/stores.ts";
import { clock } from "../clock.ts";
import type { Crowd } from "../crowd.ts";
import type { Site } from "../site.ts";
import type { Started } from "../../stores.ts";
import { type DatabaseCounts, openPostgresProbe, type PostgresProbe } from "./postgres.ts";
import { busySeconds, stolenSeconds, usageOf, type Usage } from "./processes.ts";
import { openRedisProbe, type RedisCounts, type RedisProbe } from "./redis.ts";

const EVERY_MS = 2000;

export interface Sample {
  at: number;
  live: number;
  /** By process: `web 1`, `worker 1`, `postgres`, … */
  usage: Record<string, Usage>;
  /** Seconds that all cores together have worked. */
  busy: number;
  /** Core seconds that the host has given to others instead. */
  stolen: number;
  database: DatabaseCounts;
  redis: RedisCounts;
  jobs: { waiting: number; delayed: number; active: number; failed: number };
  /** The longest that this process's event loop was held up since the last sample, in ms. */
  crowdLagMs: number;
}

export interface Sampler {
  readonly samples: readonly Sample[];
  readonly postgres: PostgresProbe;
  readonly redis: RedisProbe;
  stop(): Promise<void>;
}

/** Looks at everything every two seconds until it is stopped. */
export async function startSampler(site: Site, crowd: Crowd): Promise<Sampler> {
  const { env } = site;
  const [postgres, redis] = [
    await openPostgresProbe(env.DATABASE_URL),
    openRedisProbe(env.REDIS_URL),
  ];
  const stores = openStores({
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    prefix: env.REDIS_PREFIX,
    timeScale: 1,
    poolSize: 1,
    listens: false,
    onError: () => undefined,
  });
  const redisPid = await redis.pid();
  const numbered = (name: string, parts: readonly Started[]) =>
    parts.map((part, index) => [`${name} ${index + 1}`, part] as const);
  const parts = [...numbered("web", site.webs), ...numbered("worker", site.workers)];
  const lag = monitorEventLoopDelay({ resolution: 5 });
  lag.enable();
  const usage = () => ({
    ...Object.fromEntries(parts.map(([name, part]) => [name, usageOf(part.pid())])),
    model: usageOf(site.model.pid()),
    redis: usageOf(redisPid),
    postgres: usageOf(postgres.pid, true),
    crowd: usageOf(process.pid),
  });
  const jobs = async () => {
    const counts = Object.values(await stores.queues.counts());
    const sum = (state: string) => counts.reduce((all, each) => all + (each[state] ?? 0), 0);
    return {
      waiting: sum("waiting"),
      delayed: sum("delayed"),
      active: sum("active"),
      failed: sum("failed"),
    };
  };
  const look = async (): Promise<Sample> => {
    const crowdLagMs = lag.max / 1e6;
    lag.reset();
    const [database, counts, queued] = await Promise.all([
      postgres.counts(),
      redis.counts(),
      jobs(),
    ]);
    const { live } = crowd;
    const [busy, stolen] = [busySeconds(), stolenSeconds()];
    return {
      at: clock(),
      live,
      usage: usage(),
      busy,
      stolen,
      database,
      redis: counts,
      jobs: queued,
      crowdLagMs,
    };
  };

  const samples: Sample[] = [];
  const stopping = new AbortController();
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      samples.push(await look());
      await delay(EVERY_MS, null, { signal: stopping.signal }).catch(() => null);
    }
  })();
  return {
    samples,
    postgres,
    redis,
    async stop() {
      stopping.abort();
      await watching;
      lag.disable();
      await stores.close();
      await Promise.all([postgres.close(), redis.close()]);
    },
  };
}
