import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { ApiClient } from "../client.ts";
import { designLike, startExperiment, type StartedExperiment } from "../research-factories.ts";
import {
  freshDatabase,
  redisPrefix,
  type Started,
  startRedis,
  startWeb,
  startWorker,
} from "../stores.ts";
import { readStudy, takePart, waitAgain } from "../study-people.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const IN_GOOD_TIME = { timeout: 45_000, interval: 300 };

let worker: Started;
let redis: Started;
let study: StartedExperiment;
let people: ApiClient[];

beforeAll(async () => {
  const database = await freshDatabase();
  redis = await startRedis();
  const env = {
    ...{ DATABASE_URL: database.url, REDIS_URL: redis.url, REDIS_PREFIX: redisPrefix() },
    TIME_SCALE: "15",
  };
  const [web, started] = await Promise.all([startWeb({ env }), startWorker({ env })]);
  worker = started;
  const own = openDatabase({ url: database.url, max: 1, onError: () => undefined });
  study = await startExperiment({ database: own }, designLike({ matches: 1 }));
  await own.close();
  people = [1, 2, 3, 4].map(() => new ApiClient(web.url));
});

afterAll(() => people.forEach((person) => person.close()));

/** The worker dies, Redis forgets everything, and a worker comes back. */
async function disaster(): Promise<void> {
  await worker.kill();
  const client = new Redis(redis.url);
  await client.flushall();
  client.disconnect();
  await worker.restart();
}

const states = async () =>
  Promise.all(people.map(async (person) => (await readStudy(person, study.code)).you?.state));

test("who waits or plays while worker and Redis are lost gets to the end all the same", async () => {
  for (const person of people) await takePart(person, study.code);
  for (const person of people) {
    await waitAgain(person, study.code);
    await person.stream("/api/v1/lobby/events");
  }
  await disaster();
  await expect.poll(states, IN_GOOD_TIME).not.toContain("waiting");
  await disaster();
  await expect.poll(states, IN_GOOD_TIME).toEqual(["ended", "ended", "ended", "ended"]);
  for (const person of people)
    expect((await readStudy(person, study.code)).you?.ending).toBe("finished");
});
