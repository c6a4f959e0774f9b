import { Redis } from "ioredis";

export interface RedisOptions {
  url: string;
  onError: (error: Error) => void;
  /** A connection that waits for jobs never gives a command up; others fail fast. */
  blocking?: boolean;
}

/** Connects to Redis and keeps reconnecting for as long as it takes. */
export function openRedis({ url, onError, blocking = false }: RedisOptions): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: blocking ? null : 1,
    enableOfflineQueue: blocking,
    connectTimeout: 5000,
    retryStrategy: (attempt) => Math.min(100 * attempt, 2000),
  });
  redis.on("error", onError);
  return redis;
}
