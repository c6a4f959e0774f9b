import { expect, test } from "vitest";
import { Crowd } from "../load/crowd.ts";
import { planOf } from "../load/plan.ts";
import { measureBooks } from "../load/report/measure.ts";
import { startSite } from "../load/site.ts";
import { loadEnv } from "../load/stores.ts";

const TIME_SCALE = 20;
/** The kernel shares connections out on Linux only. */
const webs = process.platform === "linux" ? 2 : 1;

test("a small crowd on several processes is told everything once, in order and on time", async () => {
  const site = await startSite({ ...(await loadEnv()), TIME_SCALE: String(TIME_SCALE) }, webs, 2);
  const crowd = new Crowd(
    site.url,
    planOf({ matches: 18, holdSeconds: 20, timeScale: TIME_SCALE }),
  );
  await crowd.run();
  const measured = measureBooks(crowd, { from: 0, to: Infinity });
  expect(measured.problems).toEqual([]);
  expect(measured.matches).toBeGreaterThan(15);
  expect(measured.delivery.length).toBeGreaterThan(10);
  expect(measured.botDelivery.length).toBeGreaterThan(5);
});
