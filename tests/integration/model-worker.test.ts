import { beforeAll, expect, test } from "vitest";
import { testStores } from "../factories.ts";
import { startWorker } from "../stores.ts";
import { answering, hanging, rowsOf, startProvider } from "./model-support.ts";
import { duelWithAi, eventually } from "./worker-support.ts";

let stores: Awaited<ReturnType<typeof testStores>>;
beforeAll(async () => {
  stores = await testStores();
});

test("a worker that is stopped in the middle of a call leaves no call unwritten", async () => {
  const provider = await startProvider();
  const worker = await startWorker({
    env: {
      DATABASE_URL: stores.databaseUrl,
      REDIS_URL: process.env.TEST_REDIS_URL ?? "",
      REDIS_PREFIX: stores.prefix,
      OPENAI_BASE_URL: provider.url,
      HEDGE_AFTER_MS: "0",
    },
  });
  const duel = await duelWithAi(stores);
  provider.always((response, body) => {
    provider.always(hanging);
    answering("not what was asked for")(response, body);
  });
  await eventually(
    async () => {
      // Some messages are let pass.
      if (provider.heard.length === 0) await duel.say("and what do you do all day?");
      return provider.heard.some(({ hungUp }) => !hungUp) && provider.heard.length >= 2;
    },
    { what: "a call that hangs" },
  );
  await worker.stop();
  const rows = await rowsOf(stores, { matchId: duel.match.id });
  expect(rows).toHaveLength(provider.heard.length);
  expect(rows.map(({ error }) => error)).toContain("aborted");
  expect(rows.every(({ replyId }) => replyId !== null)).toBe(true);
});
