/** Half the crowd for half an hour: what grows, by its slope, and what the heaps hold more of. */
import { setTimeout as delay } from "node:timers/promises";
import { stopEverything } from "../stores.ts";
import { clock } from "./clock.ts";
import { readNumber } from "./options.ts";
import { planOf } from "./plan.ts";
import { growthOf, type Heap, heapOf } from "./probes/heap.ts";
import { INSPECTABLE } from "./probes/inspector.ts";
import type { Sample } from "./probes/sampler.ts";
import type { Report } from "./report/report.ts";
import { slopeOf } from "./report/slope.ts";
import { tell } from "./report/tell.ts";
import { keepReport, runCrowd } from "./run.ts";
import { type Site, startSite } from "./site.ts";
import { loadEnv } from "./stores.ts";

/**
 * Shares of the hold after which heaps are looked at. Caches and pools are full by the first look; what
 * grows further may grow for ever.
 */
const [FIRST_LOOK, SECOND_LOOK] = [1 / 3, 0.95];
/** A look takes memory of the process that is looked at: it settles for this share of the hold. */
const SETTLES = 0.1;
/** Fewer tell no slope: as many as are averaged into one, twice. */
const LEAST_SAMPLES = 40;

const args = process.argv.slice(2);
const minutes = readNumber(args, "--minutes", 30);
const timeScale = readNumber(args, "--scale", 1);
const plan = planOf({
  timeScale,
  matches: readNumber(args, "--matches", 1200),
  holdSeconds: minutes * 60,
});

/** Heaps of all web and worker processes, by name. */
async function heapsOf({ webs, workers }: Site): Promise<Map<string, Heap>> {
  const heaps = new Map<string, Heap>();
  for (const [at, part] of webs.entries()) heaps.set(`web ${at + 1}`, await heapOf(part));
  for (const [at, part] of workers.entries()) heaps.set(`worker ${at + 1}`, await heapOf(part));
  return heaps;
}

/** @param between the looks, epoch milliseconds */
function slopes({ samples }: Report, between: { from: number; to: number }): string[] {
  const held = samples.filter(({ at }) => at >= between.from && at <= between.to);
  if (held.length < LEAST_SAMPLES)
    return [`  too short for slopes: ${held.length} samples between the looks at heaps`];
  const names = Object.keys(held[0]?.usage ?? {}).filter((name) => name !== "crowd");
  const looks: [string, string, (sample: Sample) => number][] = [
    ...names.map((name): [string, string, (sample: Sample) => number] => [
      `memory of ${name}`,
      "MB",
      ({ usage }) => usage[name]?.mb ?? NaN,
    ]),
    ["Postgres connections", "", ({ database }) => database.connections],
    ["Redis clients", "", ({ redis }) => redis.clients],
    ["Redis keys", "", ({ redis }) => redis.keys],
    ["Redis memory", "MB", ({ redis }) => redis.memoryMb],
    ["live matches", "", ({ live }) => live],
  ];
  return looks.map(([name, unit, pick]) => {
    const points = held.map((sample) => ({ at: sample.at, value: pick(sample) }));
    const { perHour, plusMinus, mean } = slopeOf(points);
    const flat = Math.abs(perHour) <= plusMinus || Math.abs(perHour) < 0.02 * mean;
    return `  ${name.padEnd(24)} ${mean.toFixed(0)} ${unit}, ${perHour.toFixed(1)} ± ${plusMinus.toFixed(1)} an hour: ${flat ? "flat" : "GROWS"}`;
  });
}

function growths(before: Map<string, Heap>, after: Map<string, Heap>): string[] {
  return [...after].flatMap(([part, heap]) => {
    const earlier: Heap = before.get(part) ?? new Map();
    const sizes = [earlier, heap].map((each) => `${(bytesOf(each) / 2 ** 20).toFixed(1)} MB`);
    const grown = growthOf(earlier, heap).slice(0, 8);
    const told = grown.map(
      ({ name, count, moreCount, moreBytes }) =>
        `    ${name}: ${moreCount} more of ${count}, ${(moreBytes / 1024).toFixed(0)} KB more`,
    );
    const more = grown.length === 0 ? "nothing grows" : "more of";
    return [`  heap of ${part}: ${sizes.join(", then ")}; ${more}`, ...told];
  });
}

function bytesOf(heap: Heap): number {
  return [...heap.values()].reduce((sum, { bytes }) => sum + bytes, 0);
}

try {
  const env = { ...(await loadEnv()), ...INSPECTABLE, TIME_SCALE: String(timeScale) };
  const site = await startSite(env, 2, 2);
  let [before, after] = [new Map<string, Heap>(), new Map<string, Heap>()];
  const between = { from: NaN, to: NaN };
  const report = await runCrowd({
    site,
    plan,
    async during() {
      const holdMs = (plan.holdSeconds * 1000) / timeScale;
      const second = clock() + holdMs * SECOND_LOOK;
      await delay(holdMs * FIRST_LOOK);
      before = await heapsOf(site);
      between.from = clock() + holdMs * SETTLES;
      await delay(Math.max(0, second - clock()));
      between.to = clock();
      after = await heapsOf(site);
    },
  });
  console.log(
    [
      `soak                ${minutes} min`,
      ...slopes(report, between),
      ...growths(before, after),
      ...tell(report),
    ].join("\n"),
  );
  for (const file of await keepReport(report, "soak")) console.log(`  ${file}`);
  await site.stop();
} finally {
  await stopEverything();
}
