import { createServer } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { Queue } from "bullmq";
import { afterEach, describe, expect, test, vi } from "vitest";
import { openStores, type Stores } from "../../db/stores.ts";
import { serve } from "../http-server.ts";
import { freshDatabase, redisPrefix, startModel, startRedis, startWorker } from "../stores.ts";
import {
  type DuelWithAi,
  duelWithAi,
  eventually,
  messagesIn,
  phaseOf,
  repliesIn,
} from "./worker-support.ts";

const TIME_SCALE = 12;
const SHORT = { chatSeconds: 80, guessSeconds: 15 };
/** Processes start slowly where many tests share two cores. */
vi.setConfig({ testTimeout: 180_000 });
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A worker with a database and a Redis of its own, and stores like those of a web process. */
async function installation({ model }: { model?: string } = {}) {
  const [{ url: databaseUrl }, redis] = await Promise.all([freshDatabase(), startRedis()]);
  const prefix = redisPrefix();
  const env = {
    DATABASE_URL: databaseUrl,
    REDIS_URL: redis.url,
    REDIS_PREFIX: prefix,
    TIME_SCALE: String(TIME_SCALE),
    LOG_LEVEL: "warn",
  };
  const worker = await startWorker({
    env: { ...env, OPENAI_BASE_URL: model ?? (await startModel()).url },
  });
  const stores = openStores({
    databaseUrl,
    redisUrl: redis.url,
    prefix,
    timeScale: TIME_SCALE,
    listens: false,
    onError: () => undefined,
  });
  closing.push(() => Promise.race([stores.close(), delay(1000)]));
  return { stores, redis, worker };
}

const answered = (stores: Stores, duel: DuelWithAi, least = 1) =>
  eventually(
    async () =>
      (await messagesIn(stores, duel)).filter(({ label }) => label === duel.ai).length >= least,
    { what: "an answer", within: 60_000 },
  );

const revealed = (stores: Stores, duel: DuelWithAi) =>
  eventually(async () => (await phaseOf(stores, duel)) === "revealed", {
    what: "the reveal",
    within: 60_000,
  });

/** A reply is noted as delivered just after its message is there. */
async function expectEachReplyOnce(stores: Stores, duel: DuelWithAi) {
  const books = async () => {
    const replies = await repliesIn(stores, duel);
    const sent = (await messagesIn(stores, duel)).filter(({ label }) => label === duel.ai);
    const delivered = replies.filter(({ state }) => state === "delivered");
    return {
      sent: sent.map(({ id }) => id).toSorted(),
      delivered: delivered.map(({ messageId }) => messageId).toSorted(),
      once: new Set(sent.map(({ clientId }) => clientId)).size === sent.length,
    };
  };
  await eventually(
    async () => {
      const { sent, delivered } = await books();
      return sent.join() === delivered.join();
    },
    { within: 15_000, what: "a note of each message" },
  );
  expect((await books()).once).toBe(true);
}

describe("a worker", () => {
  test("answers, guesses and ends a match by itself", async () => {
    const { stores } = await installation();
    const duel = await duelWithAi(stores, SHORT);
    await duel.say("hey, where are you from?");
    await answered(stores, duel);
    await revealed(stores, duel);
    await expectEachReplyOnce(stores, duel);
  });

  test.each(["human-or-not", "interrogation"])("plays its turns in %s", async (base) => {
    const { stores } = await installation();
    const long = { chatSeconds: 600, unusedTurnsEnd: null };
    const duel = await duelWithAi(stores, long, base);
    const asking = setInterval(() => void duel.say("so, what do you do?").catch(() => null), 100);
    await answered(stores, duel, 3).finally(() => clearInterval(asking));
    await expectEachReplyOnce(stores, duel);
  });

  test("finishes a match in which Redis forgot everything", async () => {
    const { stores } = await installation();
    const duel = await duelWithAi(stores, SHORT);
    await duel.say("hi, what do you do?");
    await eventually(async () =>
      (await repliesIn(stores, duel)).some(({ state }) => state === "scheduled"),
    );
    await stores.redis.flushall();
    await answered(stores, duel);
    await duel.say("how old are you?");
    await stores.redis.flushall();
    await answered(stores, duel, 2);
    await revealed(stores, duel);
    await expectEachReplyOnce(stores, duel);
  });

  test("ends matches while Redis is away, and answers again once it is back", async () => {
    const { stores, redis } = await installation();
    const [away, after] = [
      await duelWithAi(stores, SHORT),
      await duelWithAi(stores, { chatSeconds: 600 }),
    ];
    await redis.kill();
    await away.say("hello?");
    await after.say("hello?");
    await revealed(stores, away);
    await redis.restart();
    await answered(stores, after);
  });

  test("killed and started again, delivers each reply once", async () => {
    const { stores, worker } = await installation();
    const duel = await duelWithAi(stores, { chatSeconds: 600 });
    for (const text of ["hi", "where are you from?", "what do you do?", "any pets?"]) {
      await duel.say(text);
      await delay(100 + 300 * Math.random());
      await worker.kill();
      await worker.restart();
    }
    await eventually(async () => {
      const newest = (await messagesIn(stores, duel)).findLast(({ label }) => label !== duel.ai);
      const settled = (await repliesIn(stores, duel)).at(-1);
      return settled?.afterSeq === newest?.seq && settled?.state === "delivered";
    });
    await expectEachReplyOnce(stores, duel);
  });

  test("plays on with lines of the persona's own when the model hangs or is broken", async () => {
    const broken = createServer((request, response) => {
      if (Math.random() < 0.5) response.writeHead(500).end("{}");
      else request.resume();
    });
    const { stores } = await installation({ model: `${await serve(broken)}/v1` });
    const duel = await duelWithAi(stores, { chatSeconds: 600 });
    await duel.say("hello");
    await answered(stores, duel);
    expect((await repliesIn(stores, duel)).at(-1)).toMatchObject({ fallbackUsed: true });
  });

  test("gives a job with a wrong payload up at once, and works on", async () => {
    const { stores } = await installation();
    const queue = new Queue("deliver-message", { connection: stores.redis, prefix: stores.prefix });
    await queue.add("deliver-message", { replyId: "no id" }, { attempts: 10 });
    await eventually(async () => (await queue.getFailedCount()) === 1);
    const [job] = await queue.getFailed();
    expect(job?.attemptsMade).toBe(1);
    await queue.close();
    const duel = await duelWithAi(stores, { chatSeconds: 600 });
    await duel.say("hi");
    await answered(stores, duel);
  });

  test("drains on SIGTERM", async () => {
    const { worker } = await installation();
    const startedAt = performance.now();
    await worker.stop();
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});
