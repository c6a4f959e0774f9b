import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Problem } from "../bootstrap/problem.mjs";
import { step } from "../bootstrap/progress.mjs";
import type { Crew } from "../process/crew.ts";
import type { Launch, Running } from "../process/launch.ts";
import { freePort } from "../process/ports.ts";
import { supervise } from "../process/supervise.ts";
import { checkGivenPostgres, checkGivenRedis } from "../stores/given.ts";
import { findRedis } from "../stores/redis-binary.ts";
import { launchPostgres, postgresUrl } from "../stores/postgres.ts";
import { postgresPlace } from "../stores/postgres-place.ts";
import { launchRedis, redisUrl } from "../stores/redis.ts";

const attempts = 5;
const pauseMs = 300;

export interface StorePlan {
  folder: string;
  /** Holds what was fetched, for every run of this clone. */
  cache: string;
  ports: Record<string, number>;
  passwords: { postgres: string; redis: string };
  durable: boolean;
  /** Whether the data stay when the run has ended. */
  kept: boolean;
  crew: Crew;
  extras: Pick<Launch, "ledger" | "signal">;
  notice: (text: string) => void;
}

/** The reader's own Redis, or one started here. */
export function redisStep(plan: StorePlan, given: string | undefined): Promise<string> {
  return step("Redis", async (detail) => {
    if (given) {
      detail(await checkGivenRedis(given));
      return given;
    }
    const binary = await findRedis(plan.cache, plan.extras, detail);
    const settings = {
      folder: join(plan.folder, "redis"),
      port: plan.ports.redis ?? 0,
      password: plan.passwords.redis,
    };
    const begin = (port: number) =>
      launchRedis(binary, { ...settings, port }, { ...plan.extras, log: logOf(plan, "redis") });
    settings.port = await started(plan, "redis", begin);
    detail(`${binary.about}, on 127.0.0.1:${settings.port}`);
    return redisUrl(settings);
  });
}

/** The reader's own Postgres, or one started here. */
export function postgresStep(plan: StorePlan, given: string | undefined): Promise<string> {
  return step("Postgres", async (detail) => {
    if (given) {
      detail(await checkGivenPostgres(given));
      return given;
    }
    const place = postgresPlace(join(plan.folder, "postgres"));
    const settings = { place, password: plan.passwords.postgres, durable: plan.durable };
    const begin = (port: number) =>
      launchPostgres({ ...settings, port }, { ...plan.extras, log: logOf(plan, "postgres") });
    if (place.moved && !plan.kept) plan.extras.ledger?.deleteAtEnd(dirname(place.data));
    const port = await started(plan, "postgres", begin);
    const where = place.moved
      ? `; its user cannot enter this clone, so data is in ${place.data}`
      : "";
    detail(`Postgres 18 on 127.0.0.1:${port}${where}`);
    return postgresUrl({ ...settings, port });
  });
}

/**
 * Under supervision on a free port. Another program may take the port in between, and what a
 * killed Postgres shared between its processes is in use until the last of them has noticed.
 */
async function started(
  plan: StorePlan,
  rank: "redis" | "postgres",
  begin: (port: number) => Promise<Running>,
): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(attempt === 1 ? plan.ports[rank] : undefined);
    try {
      plan.crew.add(rank, await supervise(rank, () => begin(port), plan.notice));
      plan.ports[rank] = port;
      return port;
    } catch (error) {
      const taken = error instanceof Problem && /in use/i.test(error.details);
      if (!taken || attempt === attempts) throw error;
      await delay(pauseMs * attempt);
    }
  }
}

const logOf = (plan: StorePlan, name: string) => join(plan.folder, "logs", `${name}.log`);
