import { setTimeout as delay } from "node:timers/promises";
import { beforeAll, expect, test, vi } from "vitest";
import { type FaultSite, problemsOf, startFaultSite } from "../fault-site.ts";
import { playAtOnce } from "../matches-at-once.ts";
import type { Started } from "../stores.ts";

/** So many in the usual run; the whole proof takes `KILLS=200 npm test -- integration witness-kills`. */
const KILLS = Number(process.env.KILLS ?? 8);
/** A worker lives for a moment drawn up to this, so that it dies at any point of its work. */
const LIFE_MS = 2500;

vi.setConfig({ testTimeout: 120_000 + KILLS * 5000 });

let site: FaultSite;
beforeAll(async () => {
  site = await startFaultSite({ workers: 2 });
});

/** Kills a worker again and again until it was killed so often, and leaves it running. */
async function killOften(worker: Started, times: number): Promise<void> {
  for (let killed = 0; killed < times; killed++) {
    await delay(Math.random() * LIFE_MS);
    await worker.kill();
    await worker.restart();
  }
}

test(`each reply is said once, though workers are killed ${KILLS} times`, async () => {
  const { webs, workers } = site;
  const kills = Promise.all(workers.map((worker) => killOften(worker, KILLS / workers.length)));
  const over = kills.then(() => true);
  do {
    const matches = await playAtOnce(webs);
    expect(await problemsOf(site, matches, [])).toEqual([]);
  } while (!(await Promise.race([over, delay(0, false)])));
  expect(workers.length).toBe(2);
});
