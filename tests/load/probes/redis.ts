import { Redis } from "ioredis";

export interface RedisCounts {
  commands: number;
  clients: number;
  memoryMb: number;
  keys: number;
  /** A round trip of this probe's, in ms. */
  pingMs: number;
}

export interface Command {
  name: string;
  calls: number;
  totalMs: number;
}

export interface RedisProbe {
  pid(): Promise<number>;
  counts(): Promise<RedisCounts>;
  forget(): Promise<void>;
  /** The most expensive commands since, and how many took more than 10 ms. */
  commands(): Promise<{ top: Command[]; slow: number }>;
  close(): Promise<void>;
}

export function openRedisProbe(url: string): RedisProbe {
  const redis = new Redis(url);
  const info = async (section: string) => {
    const text = await redis.info(section);
    return (name: string) => Number(new RegExp(`^${name}:(\\d+)`, "m").exec(text)?.[1] ?? 0);
  };
  return {
    pid: async () => (await info("server"))("process_id"),
    async counts() {
      const began = performance.now();
      await redis.ping();
      const pingMs = performance.now() - began;
      const [stats, clients, memory, keys] = await Promise.all([
        info("stats"),
        info("clients"),
        info("memory"),
        redis.dbsize(),
      ]);
      return {
        commands: stats("total_commands_processed"),
        clients: clients("connected_clients"),
        memoryMb: memory("used_memory") / 1024 ** 2,
        keys,
        pingMs,
      };
    },
    async forget() {
      await Promise.all([redis.config("RESETSTAT"), redis.slowlog("RESET")]);
    },
    async commands() {
      const [text, slow] = await Promise.all([redis.info("commandstats"), redis.slowlog("LEN")]);
      const found = [...text.matchAll(/^cmdstat_(\S+):calls=(\d+),usec=(\d+)/gm)];
      const all = found.map(([, name = "", calls, usec]) => ({
        name,
        calls: Number(calls),
        totalMs: Number(usec) / 1000,
      }));
      const top = all.toSorted((a, b) => b.totalMs - a.totalMs).slice(0, 10);
      return { top, slow: Number(slow) };
    },
    async close() {
      await redis.quit();
    },
  };
}
