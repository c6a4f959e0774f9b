import { newestMigration, reachedMigration } from "../../db/queries/health.ts";
import type { Stores } from "../../db/stores.ts";

/** How long a part may take to answer, and how long its answer is good for. */
const PATIENCE_MS = 1500;
const FRESH_MS = 200;

interface Part {
  ok: boolean;
  ms: number;
  problem?: string;
}

type Parts = Record<"postgres" | "migrations" | "redis", Part>;

/** Whether this process can serve. */
export interface Health {
  ready(): Promise<boolean>;
  details(): Promise<Parts>;
}

export function openHealth(stores: Stores): Health {
  const newest = newestMigration();
  const migrated = async () => {
    const reached = await reachedMigration(stores.database);
    if (reached < newest) throw new Error("migrations are missing");
  };
  let known: { at: number; parts: Promise<Parts> } | null = null;

  async function look(): Promise<Parts> {
    const [postgres, migrations, redis] = await Promise.all([
      time(() => stores.database.pool.query("select 1")),
      time(migrated),
      time(() => stores.redis.ping()),
    ]);
    return { postgres, migrations, redis };
  }

  function details(): Promise<Parts> {
    const now = Date.now();
    if (!known || now - known.at > FRESH_MS) known = { at: now, parts: look() };
    return known.parts;
  }

  return {
    details,
    ready: async () => Object.values(await details()).every(({ ok }) => ok),
  };
}

async function time(work: () => Promise<unknown>): Promise<Part> {
  const began = performance.now();
  const took = () => Math.round(performance.now() - began);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE_MS);
  });
  try {
    await Promise.race([work(), late]);
    return { ok: true, ms: took() };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { ok: false, ms: took(), problem };
  } finally {
    clearTimeout(timer);
  }
}
