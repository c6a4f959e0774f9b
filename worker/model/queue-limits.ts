import { Queue } from "bullmq";
import type { Stores } from "../../db/stores.ts";

interface QueueLimits {
  /** Replies composed at once, by all workers together; undefined for no limit. */
  concurrency?: number;
  requestsPerMinute?: number;
}

/** BullMQ holds all workers together to the installation's limits: a reply waits in its queue. */
export function keepQueueLimits(
  stores: Pick<Stores, "redis" | "prefix">,
  limits: QueueLimits,
  onError: (error: unknown) => void,
): void {
  const keep = () => void setLimits(stores, limits).catch(onError);
  if (stores.redis.status === "ready") keep();
  // A Redis that comes back may have forgotten.
  stores.redis.on("ready", keep);
}

async function setLimits(
  { redis, prefix }: Pick<Stores, "redis" | "prefix">,
  { concurrency, requestsPerMinute }: QueueLimits,
): Promise<void> {
  const queue = new Queue("compose-reply", { connection: redis, prefix });
  queue.on("error", () => undefined);
  await (concurrency === undefined
    ? queue.removeGlobalConcurrency()
    : queue.setGlobalConcurrency(concurrency));
  await (requestsPerMinute === undefined
    ? queue.removeGlobalRateLimit()
    : queue.setGlobalRateLimit(requestsPerMinute, 60_000));
  await queue.close();
}
