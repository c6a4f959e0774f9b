/** Half the crowd for half an hour: what grows, by its slope, and what the heaps hold more of. */
import { setTimeout as delay } from "node:timers/promises";
import { type Started, stopEverything } from "../stores.ts";
import { clock } from "./clock.ts";
import { readNumber } from "./options.ts";
import { planOf } from "./plan.ts";
import { growthOf, type Heap, heapOf, kindsOf } from "./probes/heap.ts";
import { INSPECTABLE } from "./probes/inspector.ts";
import { liveHeapOf } from "./probes/live-heap.ts";
import type { Sample } from "./probes/sampler.ts";
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
/**
 * How often garbage is collected between the looks. Without it memory creeps for an hour: V8 puts
 * collections off while there is room, and a slope of half an hour would be that of its patience.
 */
const COLLECTIONS = 20;
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

interface Span {
  /** Epoch milliseconds. */
  from: number;
  to: number;
}

/** Megabytes that each process of ours held when its garbage had been collected, by name. */
interface LiveHeaps {
  at: number;
  mb: Record<string, number>;
}

function partsOf({ webs, workers, model }: Site): [string, Started][] {
  const numbered = (name: string, parts: readonly Started[]) =>
    parts.map((part, at): [string, Started] => [`${name} ${at + 1}`, part]);
  return [...numbered("web", webs), ...numbered("worker", workers), ["model", model]];
}

async function heapsOf(site: Site): Promise<Map<string, Heap>> {
  const heaps = new Map<string, Heap>();
  for (const [name, part] of partsOf(site)) heaps.set(name, await heapOf(part));
  return heaps;
}

async function collect(site: Site, { from, to }: Span): Promise<LiveHeaps[]> {
  const collected: LiveHeaps[] = [];
  for (let at = from; at < to; at += (to - from) / COLLECTIONS) {
    await delay(Math.max(0, at - clock()));
    const live: LiveHeaps = { at: clock(), mb: {} };
    for (const [name, part] of partsOf(site)) live.mb[name] = await liveHeapOf(part);
    collected.push(live);
  }
  return collected;
}

function slopes(held: readonly Sample[], live: readonly LiveHeaps[]): string[] {
  if (held.length < LEAST_SAMPLES)
    return [`  too short for slopes: ${held.length} samples between the looks at heaps`];
  const told = (name: string, unit: string, pick: (sample: Sample) => number) =>
    slope(
      name,
      unit,
      held.map((each) => ({ at: each.at, value: pick(each) })),
    );
  return [
    ...Object.keys(held[0]?.usage ?? {})
      .filter((name) => name !== "crowd")
      .map((name) => told(`memory of ${name}`, "MB", ({ usage }) => usage[name]?.mb ?? NaN)),
    ...Object.keys(live[0]?.mb ?? {}).map((name) =>
      slope(
        `live heap of ${name}`,
        "MB",
        live.map(({ at, mb }) => ({ at, value: mb[name] ?? NaN })),
      ),
    ),
    told("Postgres connections", "", ({ database }) => database.connections),
    told("Redis clients", "", ({ redis }) => redis.clients),
    told("Redis keys", "", ({ redis }) => redis.keys),
    told("Redis memory", "MB", ({ redis }) => redis.memoryMb),
    told("live matches", "", (each) => each.live),
  ];
}

function slope(name: string, unit: string, points: { at: number; value: number }[]): string {
  const { perHour, plusMinus, mean } = slopeOf(points);
  const flat = Math.abs(perHour) <= plusMinus || Math.abs(perHour) < 0.02 * mean;
  const verdict = flat ? "flat" : perHour < 0 ? "shrinks" : "GROWS";
  return `  ${name.padEnd(24)} ${mean.toFixed(0)} ${unit}, ${perHour.toFixed(1)} ± ${plusMinus.toFixed(1)} an hour: ${verdict}`;
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
    return [
      `  heap of ${part}: ${sizes.join(", then ")}; ${more}`,
      ...told,
      `    by kind: ${kindChanges(earlier, heap)}`,
    ];
  });
}

/** "code 9.1 MB (+120 KB)" and so on; what is too small to matter is left out. */
function kindChanges(before: Heap, after: Heap): string {
  const earlier = kindsOf(before);
  return [...kindsOf(after)]
    .filter(([, bytes]) => bytes > 2 ** 17)
    .map(([kind, bytes]) => {
      const more = Math.round((bytes - (earlier.get(kind) ?? 0)) / 1024);
      return `${kind} ${(bytes / 2 ** 20).toFixed(1)} MB (${more < 0 ? "" : "+"}${more} KB)`;
    })
    .join(", ");
}

function bytesOf(heap: Heap): number {
  return [...heap.values()].reduce((sum, { bytes }) => sum + bytes, 0);
}

try {
  const env = { ...(await loadEnv()), ...INSPECTABLE, TIME_SCALE: String(timeScale) };
  const site = await startSite(env, 2, 2);
  let [before, after] = [new Map<string, Heap>(), new Map<string, Heap>()];
  const between: Span = { from: NaN, to: NaN };
  let live: LiveHeaps[] = [];
  const report = await runCrowd({
    site,
    plan,
    async during() {
      const holdMs = (plan.holdSeconds * 1000) / timeScale;
      const second = clock() + holdMs * SECOND_LOOK;
      await delay(holdMs * FIRST_LOOK);
      before = await heapsOf(site);
      between.from = clock() + holdMs * SETTLES;
      between.to = Math.max(between.from, second);
      live = await collect(site, between);
      await delay(Math.max(0, second - clock()));
      after = await heapsOf(site);
    },
  });
  console.log(
    [
      `soak                ${minutes} min`,
      ...slopes(
        report.samples.filter(({ at }) => at >= between.from && at <= between.to),
        live,
      ),
      ...growths(before, after),
      ...tell(report),
    ].join("\n"),
  );
  for (const file of await keepReport(report, "soak")) console.log(`  ${file}`);
  await site.stop();
} finally {
  await stopEverything();
}
