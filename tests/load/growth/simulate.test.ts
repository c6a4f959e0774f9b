import { expect, test } from "vitest";
import { createRandom } from "../../../game/random.ts";
import { type Site, simulate } from "./simulate.ts";

const SEED = "00c0ffee00c0ffee00c0ffee00c0ffee";
const mean = (values: readonly number[] = []) => values.reduce((a, b) => a + b, 0) / values.length;

/** One flow over threads that each do `ms` of work on average. */
const siteOf = (perSecond: number, ms: number, threads: number, cores: number): Site => {
  const names = Array.from({ length: threads }, (_, at) => `thread ${at}`);
  return {
    machines: { one: cores },
    threads: Object.fromEntries(names.map((name) => [name, "one"])),
    flows: [
      { name: "asks", comes: { perSecond }, stages: names.map((thread) => ({ thread, ms })) },
    ],
    sliceMs: 1000,
  };
};
const play = (site: Site) => simulate(site, 4000, createRandom(SEED, "queues"));

test.each([
  [50, 10],
  [80, 10],
])("at %i a second of %i ms one thread is the M/M/1 queue", (perSecond, ms) => {
  const { latencies, busy } = play(siteOf(perSecond, ms, 1, 1));
  const load = (perSecond * ms) / 1000;
  expect(busy.get("one")).toBeCloseTo(load, 1);
  expect(mean(latencies.get("asks")) / (ms / (1 - load))).toBeCloseTo(1, 1);
});

test("threads on cores of their own are queues in a row, as by Jackson's theorem", () => {
  const { latencies } = play(siteOf(60, 10, 3, 3));
  expect(mean(latencies.get("asks")) / (3 * (10 / (1 - 0.6)))).toBeCloseTo(1, 1);
});

test("on too few cores the same work takes longer, and no more than all cores are busy", () => {
  const wide = play(siteOf(60, 10, 3, 3));
  const narrow = play(siteOf(60, 10, 3, 2));
  expect(narrow.busy.get("one")).toBeCloseTo(1.8, 1);
  expect(mean(narrow.latencies.get("asks"))).toBeGreaterThan(2 * mean(wide.latencies.get("asks")));
});

test("what comes together waits for what it came with", () => {
  const site = siteOf(1, 10, 1, 1);
  const [flow] = site.flows;
  if (!flow) throw new Error("a flow expected");
  const burst = { ...flow, comes: { everyMs: 5000, together: 20 } };
  const { latencies } = play({ ...site, flows: [burst] });
  // The k-th of 20 waits for k pieces of work of 10 ms.
  expect(mean(latencies.get("asks"))).toBeCloseTo(105, -1);
});

test("work that is done besides keeps the thread, not the one who asked", () => {
  const site = siteOf(50, 5, 1, 1);
  const [flow] = site.flows;
  if (!flow) throw new Error("a flow expected");
  const more = [{ thread: "thread 0", ms: 5 }];
  const besides = play({ ...site, flows: [{ ...flow, aside: more }] });
  const inARow = play({ ...site, flows: [{ ...flow, stages: [...flow.stages, ...more] }] });
  expect(besides.busy.get("one")).toBeCloseTo(0.5, 1);
  expect(inARow.busy.get("one")).toBeCloseTo(0.5, 1);
  const ratio = mean(besides.latencies.get("asks")) / mean(inARow.latencies.get("asks"));
  expect(ratio).toBeLessThan(0.7);
});
