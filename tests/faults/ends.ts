import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";
import { answering, killWithChildren } from "../fault-site.ts";
import { DOWN_MS, type Fault, first, postgresOf, TWO_OF_EACH } from "./fault.ts";

const killRedis: Fault["strike"] = async ({ redis, webs }) => {
  await redis.kill();
  await delay(DOWN_MS);
  await redis.restart();
  await answering(webs);
};

/** Processes that end, by themselves or when asked to. */
export const ENDS = {
  "kill-web": {
    about: "one of two web processes is killed",
    parts: () => TWO_OF_EACH,
    async strike({ webs }) {
      await first(webs).kill();
      await delay(DOWN_MS);
      await first(webs).restart();
    },
  },
  "kill-workers": {
    about: "all workers are killed",
    parts: () => TWO_OF_EACH,
    async strike({ workers }) {
      await Promise.all(workers.map((worker) => worker.kill()));
      await delay(DOWN_MS);
      await Promise.all(workers.map((worker) => worker.restart()));
    },
  },
  "kill-redis-empty": {
    about: "Redis is killed and comes back without its data",
    parts: () => ({}),
    strike: killRedis,
  },
  "kill-redis-kept": {
    about: "Redis is killed and comes back with its data of up to a second ago",
    parts: () => ({ keptRedis: true }),
    strike: killRedis,
  },
  "flush-redis": {
    about: "Redis is flushed, twice",
    parts: () => ({}),
    async strike({ redis }, matches) {
      const began = matches.said();
      for (const count of [began, began + 20]) {
        await matches.confirmed(count);
        const client = new Redis(redis.url);
        await client.flushall();
        client.disconnect();
      }
    },
  },
  "kill-postgres": {
    about: "Postgres is killed",
    parts: () => ({ ownPostgres: true }),
    async strike(site) {
      const postgres = postgresOf(site);
      await killWithChildren(postgres);
      await delay(DOWN_MS);
      await postgres.restart();
      await answering(site.webs);
    },
  },
  "restart-postgres": {
    about: "Postgres is restarted, as for a minor version",
    parts: () => ({ ownPostgres: true }),
    async strike(site) {
      await postgresOf(site).restart();
      await answering(site.webs);
    },
  },
  "restart-redis": {
    about: "Redis is restarted, without its data",
    parts: () => ({}),
    async strike({ redis, webs }) {
      await redis.restart();
      await answering(webs);
    },
  },
  deploy: {
    about: "every web process and every worker is replaced, one after the other",
    parts: () => TWO_OF_EACH,
    async strike({ webs, workers }) {
      for (const part of [...workers, ...webs]) await part.restart();
    },
  },
  "kill-model": {
    about: "the model is killed and stays away; its seats play on with lines of their own",
    parts: () => ({}),
    strike: ({ model }) => model.kill(),
  },
} as const satisfies Record<string, Fault>;
