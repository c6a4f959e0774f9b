import { desc, eq, gt, lt, sql } from "drizzle-orm";
import type { Database } from "./client.ts";
import { type WorkerFacts, workers } from "./schema/operations.ts";

/** A worker that was not heard of for so long is gone. */
const GONE_AFTER = sql`interval '30 seconds'`;

/** Says that a worker is there, and whether it has just swept. */
export async function noteWorker(
  { orm }: Database,
  { id, facts, swept }: { id: string; facts: WorkerFacts; swept: boolean },
): Promise<void> {
  const now = sql`clock_timestamp()`;
  await orm
    .insert(workers)
    .values({ id, facts, ...(swept ? { sweptAt: now } : {}) })
    .onConflictDoUpdate({
      target: workers.id,
      set: { seenAt: now, ...(swept ? { sweptAt: now } : {}) },
    });
}

/** Takes a worker out that stops, and those that ended without a word long ago. */
export async function forgetWorker({ orm }: Database, id: string): Promise<void> {
  await orm.delete(workers).where(eq(workers.id, id));
  await orm.delete(workers).where(lt(workers.seenAt, sql`clock_timestamp() - interval '1 day'`));
}

export interface SeenWorker {
  facts: WorkerFacts;
  startedAt: Date;
  seenAt: Date;
  sweptAt: Date | null;
}

/** The workers that are there, the one heard of last first. */
export async function workersSeen({ orm }: Database): Promise<SeenWorker[]> {
  return orm
    .select({
      facts: workers.facts,
      startedAt: workers.startedAt,
      seenAt: workers.seenAt,
      sweptAt: workers.sweptAt,
    })
    .from(workers)
    .where(gt(workers.seenAt, sql`clock_timestamp() - ${GONE_AFTER}`))
    .orderBy(desc(workers.seenAt));
}
