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
/** Share of a burst that each process lets through by itself: most players never ask for more. */
const UNASKED = 0.25;
/** A script asks seldom and reads much. */
const KEY_REQUESTS_PER_MINUTE = 120;
const STREAMS_PER_MINUTE = 60;

interface Allowance {
  /** So often in so many seconds, by one player and by all of one address. */
  seconds: number;
  player: number;
  address: number;
}

/** What costs more than a request, or does harm when it is repeated. */
const ACTIONS = {
  "sign-in": { seconds: 300, player: 10, address: 60 },
  report: { seconds: 3600, player: 20, address: 200 },
  appeal: { seconds: 3600, player: 10, address: 100 },
  download: { seconds: 3600, player: 6, address: 60 },
  deletion: { seconds: 3600, player: 6, address: 60 },
  export: { seconds: 3600, player: 30, address: 120 },
  table: { seconds: 3600, player: 120, address: 480 },
} as const satisfies Record<string, Allowance>;

export type Action = keyof typeof ACTIONS;

/** Outside production everybody who tries the site comes from one address. */
const TRIAL_FACTOR = 20;

export interface Limits {
  /** Each takes one from an allowance. @returns seconds to wait, or null where it may pass. */
  request(playerId: string): Promise<number | null>;
  /** Of a key, whoever else uses it. */
  key(keyId: string): Promise<number | null>;
  /** Of an address without a session; many people may share one. */
  stranger(address: string): Promise<number | null>;
  stream(playerId: string): Promise<number | null>;
  newSession(address: string): Promise<number | null>;
  /** Of the player, where there is one, and of the address. */
  action(action: Action, by: { playerId: string | null; address: string }): Promise<number | null>;
}

export interface LimitsOptions {
  redis: Redis;
  prefix: string;
  timeScale: number;
  sessionsPerMinute: number;
  /** Whether an address stands for one household rather than for everybody. */
  production: boolean;
}

/**
 * Limits are kept in Redis for all processes, beyond the few requests that each lets through by
 * itself; while Redis is away each process keeps its own.
 */
export function openLimits(options: LimitsOptions): Limits {
  const { redis, prefix, timeScale, sessionsPerMinute, production } = options;
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
  const few = new RateLimiterMemory({
    points: Math.floor(burst * UNASKED),
    duration: BURST_SECONDS,
  });
  const strangers = limiter("stranger", Math.max(burst, sessionsPerMinute), BURST_SECONDS);
  const keys = limiter("key", KEY_REQUESTS_PER_MINUTE * timeScale, 60);
  const streams = limiter("stream", STREAMS_PER_MINUTE * timeScale, 60);
  const sessions = limiter("session", sessionsPerMinute, 60);
  const actions = Object.entries<Allowance>(ACTIONS).map(([name, { seconds, player, address }]) => {
    const ofAddress = address * timeScale * (production ? 1 : TRIAL_FACTOR);
    const by = {
      player: limiter(`${name}:player`, player * timeScale, seconds),
      address: limiter(`${name}:address`, ofAddress, seconds),
    };
    return [name, by] as const;
  });
  const allowances = new Map(actions);
  return {
    request: async (playerId) =>
      (await take(few, playerId)) === null ? null : take(requests, playerId),
    key: (keyId) => take(keys, keyId),
    stranger: (address) => take(strangers, address),
    stream: (playerId) => take(streams, playerId),
    newSession: (address) => take(sessions, address),
    async action(action, { playerId, address }) {
      const by = allowances.get(action);
      if (!by) return null;
      const wait = playerId === null ? null : await take(by.player, playerId);
      return wait ?? take(by.address, address);
    },
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
