import type { Redis } from "ioredis";
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from "rate-limiter-flexible";

/** A session may ask this often on average; twice as often as is promised, with bursts. */
const REQUESTS_PER_SECOND = 20;
const BURST_SECONDS = 5;
const STREAMS_PER_MINUTE = 60;

export interface Limits {
  /** Each takes one from an allowance. @returns seconds to wait, or null where it may pass. */
  request(playerId: string): Promise<number | null>;
  /** Of an address without a session; many people may share one. */
  stranger(address: string): Promise<number | null>;
  stream(playerId: string): Promise<number | null>;
  newSession(address: string): Promise<number | null>;
}

export interface LimitsOptions {
  redis: Redis;
  prefix: string;
  timeScale: number;
  sessionsPerMinute: number;
}

/** Limits are kept in Redis for all processes; while it is away each keeps its own. */
export function openLimits({ redis, prefix, timeScale, sessionsPerMinute }: LimitsOptions): Limits {
  const limiter = (name: string, points: number, duration: number): RateLimiterAbstract => {
    const keyPrefix = `${prefix}:limit:${name}`;
    const allowance = { keyPrefix, points: Math.ceil(points), duration };
    return new RateLimiterRedis({
      ...allowance,
      storeClient: redis,
      rejectIfRedisNotReady: true,
      // Who is over the limit is refused without asking Redis again.
      inMemoryBlockOnConsumed: allowance.points + 1,
      insuranceLimiter: new RateLimiterMemory(allowance),
    });
  };
  const burst = REQUESTS_PER_SECOND * BURST_SECONDS * timeScale;
  const requests = limiter("request", burst, BURST_SECONDS);
  const strangers = limiter("stranger", Math.max(burst, sessionsPerMinute), BURST_SECONDS);
  const streams = limiter("stream", STREAMS_PER_MINUTE * timeScale, 60);
  const sessions = limiter("session", sessionsPerMinute, 60);
  return {
    request: (playerId) => take(requests, playerId),
    stranger: (address) => take(strangers, address),
    stream: (playerId) => take(streams, playerId),
    newSession: (address) => take(sessions, address),
  };
}

async function take(limiter: RateLimiterAbstract, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
  }
}
