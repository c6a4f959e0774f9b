import { Queue, Worker } from "bullmq";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openRedis } from "../../db/redis.ts";
import { keepQueueLimits } from "../../worker/model/queue-limits.ts";
import { testStores } from "../factories.ts";

let stores: Awaited<ReturnType<typeof testStores>>;
let queue: Queue;
const complaints: unknown[] = [];
const keep = (limits: Parameters<typeof keepQueueLimits>[1]) =>
  keepQueueLimits(stores, limits, (error) => complaints.push(error));

beforeAll(async () => {
  stores = await testStores();
  queue = new Queue("compose-reply", { connection: stores.redis, prefix: stores.prefix });
  await queue.waitUntilReady();
});
afterAll(async () => {
  await queue.close();
  expect(complaints).toEqual([]);
});

test("workers together compose no more replies at once than the installation allows", async () => {
  keep({ concurrency: 2 });
  await expect.poll(() => queue.getGlobalConcurrency()).toBe(2);
  let [inside, most, done] = [0, 0, 0];
  const redis = () =>
    openRedis({ url: process.env.TEST_REDIS_URL ?? "", blocking: true, onError: () => undefined });
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await queue.getWaitingCount();
    inside -= 1;
    done += 1;
  };
  const connections = [redis(), redis()];
  const workers = connections.map(
    (connection) =>
      new Worker("compose-reply", work, { connection, prefix: stores.prefix, concurrency: 5 }),
  );
  await queue.addBulk(Array.from({ length: 30 }, () => ({ name: "compose-reply", data: {} })));
  await expect.poll(() => done, { timeout: 20_000 }).toBe(30);
  expect(most).toBeLessThanOrEqual(2);
  await Promise.all(workers.map((worker) => worker.close()));
  for (const connection of connections) connection.disconnect();
});

test("limits of before are gone where none are wanted", async () => {
  keep({ requestsPerMinute: 90 });
  await expect.poll(() => queue.getGlobalRateLimit()).toEqual({ max: 90, duration: 60_000 });
  expect(await queue.getGlobalConcurrency()).toBeNull();
  keep({});
  await expect.poll(() => queue.getGlobalRateLimit()).toBeNull();
});
