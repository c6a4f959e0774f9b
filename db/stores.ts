import type { Database } from "./client.ts";
import { openDatabase } from "./client.ts";
import { type Events, openEvents } from "./events.ts";
import { openQueues, type Queues } from "./queues.ts";
import { openRedis } from "./redis.ts";
import { NO_TRACING, type Tracing } from "./tracing.ts";
import type { Redis } from "ioredis";

/** What the processes share: the truth, the live events, the jobs. */
export interface Stores {
  database: Database;
  /**
   * For what many read and nothing waits for: connections of its own, so that play never waits for
   * its readers, and perhaps a replica.
   */
  reader: Database;
  /**
   * For what open streams read: when a wave's matches turn, all of theirs do at once, and no message
   * may wait for a connection behind them.
   */
  streams: Database;
  redis: Redis;
  events: Events;
  queues: Queues;
  tracing: Tracing;
  /** Every duration of rules, waves and delays is divided by this. */
  timeScale: number;
  /** Prefix of all keys and channels in Redis. */
  prefix: string;
  close(): Promise<void>;
}

export interface StoresOptions {
  databaseUrl: string;
  /** Where `reader` reads; left out: where all is written. */
  readUrl?: string | undefined;
  redisUrl: string;
  prefix?: string;
  timeScale: number;
  poolSize?: number;
  /** Whether this process hears announcements, not only makes them. */
  listens: boolean;
  tracing?: Tracing;
  onError: (part: "postgres" | "redis", error: Error) => void;
}

/** Boards take a few milliseconds of a connection. */
const READER_CONNECTIONS = 4;
/** So many streams of a process are read at once; the others wait for them. */
const STREAM_CONNECTIONS = 4;

export function openStores(options: StoresOptions): Stores {
  const { databaseUrl, redisUrl, prefix = "amianai", timeScale, listens } = options;
  const { tracing = NO_TRACING } = options;
  const onRedisError = (error: Error) => options.onError("redis", error);
  const database = openDatabase({
    url: databaseUrl,
    max: options.poolSize,
    onError: (error) => options.onError("postgres", error),
  });
  const reader = openDatabase({
    url: options.readUrl ?? databaseUrl,
    max: READER_CONNECTIONS,
    plansOnce: true,
    onError: (error) => options.onError("postgres", error),
  });
  const streams = openDatabase({
    url: databaseUrl,
    max: STREAM_CONNECTIONS,
    onError: (error) => options.onError("postgres", error),
  });
  const redis = openRedis({ url: redisUrl, onError: onRedisError });
  const subscriber = listens
    ? openRedis({ url: redisUrl, onError: onRedisError, blocking: true })
    : undefined;
  const shared = { prefix, tracing, onError: onRedisError };
  const events = openEvents({ publisher: redis, subscriber, ...shared });
  const queues = openQueues({ connection: redis, ...shared });
  return {
    database,
    reader,
    streams,
    redis,
    events,
    queues,
    tracing,
    timeScale,
    prefix,
    async close() {
      await queues.close();
      await events.close();
      redis.disconnect();
      await Promise.all([database.close(), reader.close(), streams.close()]);
    },
  };
}
