import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";

const PER_SECOND = 70;
const SECONDS = 30;
const DELAY_MS = 2000;
const QUEUE = "bare-jobs";

/**
 * How late BullMQ's delayed jobs begin where nothing else is done: milliseconds past their instants,
 * for seventy jobs a second.
 */
export async function bareJobs(redisUrl: string): Promise<number[]> {
  const connections = [0, 1].map(() => new Redis(redisUrl, { maxRetriesPerRequest: null }));
  const [forQueue, forWorker] = connections;
  if (!forQueue || !forWorker) throw new Error("two connections expected");
  const queue = new Queue(QUEUE, { connection: forQueue });
  const late: number[] = [];
  const worker = new Worker<{ at: number }>(
    QUEUE,
    ({ data }) => {
      late.push(Date.now() - data.at);
      return Promise.resolve();
    },
    { connection: forWorker, concurrency: 100 },
  );
  try {
    await worker.waitUntilReady();
    const began = Date.now();
    for (let index = 0; index < PER_SECOND * SECONDS; index++) {
      const enqueueAt = began + (index * 1000) / PER_SECOND;
      const early = enqueueAt - Date.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      const job = { at: Date.now() + DELAY_MS };
      await queue.add("bare", job, { delay: DELAY_MS, removeOnComplete: true });
    }
    const patience = Date.now() + 10 * DELAY_MS;
    while (late.length < PER_SECOND * SECONDS && Date.now() < patience)
      await new Promise((resolve) => setTimeout(resolve, 100));
    return late;
  } finally {
    await worker.close();
    await queue.obliterate({ force: true });
    await queue.close();
    connections.forEach((connection) => connection.disconnect());
  }
}
