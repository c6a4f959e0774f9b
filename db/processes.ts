import { randomUUID } from "node:crypto";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { z } from "zod";
import type { Stores } from "./stores.ts";

const NOTED_EVERY_MS = 5000;
/** A process that was not heard of for so long is gone. */
const GONE_AFTER_MS = 20_000;
const MEGABYTE = 1024 * 1024;
/** How often the event loop is looked at. */
const LOOP_MS = 20;

const noteSchema = z.object({
  kind: z.enum(["web", "worker"]),
  /** Epoch milliseconds. */
  startedAt: z.number(),
  seenAt: z.number(),
  memoryMb: z.number(),
  /** Share of a processor's time since the note before. */
  busy: z.number(),
  /** How late the event loop came, the 99th percentile since the note before. */
  lagMs: z.number(),
  /** Requests that wait for a connection to Postgres. */
  waiting: z.number(),
  /** What it does, in figures that its kind has. */
  figures: z.record(z.string(), z.number()),
});

export type ProcessNote = z.infer<typeof noteSchema>;

type Place = Pick<Stores, "redis" | "prefix">;

const keyOf = ({ prefix }: Place) => `${prefix}:processes`;

/** The processes that were heard of lately, by kind, the oldest first. @throws without Redis */
export async function processesSeen(place: Place): Promise<ProcessNote[]> {
  const all = await place.redis.hgetall(keyOf(place));
  const after = Date.now() - GONE_AFTER_MS;
  return Object.values(all)
    .flatMap((text) => noteSchema.safeParse(JSON.parse(text)).data ?? [])
    .filter(({ seenAt }) => seenAt > after)
    .toSorted((a, b) => a.kind.localeCompare(b.kind) || a.startedAt - b.startedAt);
}

interface Described {
  kind: ProcessNote["kind"];
  figures: () => Promise<Record<string, number>> | Record<string, number>;
}

/** Says every few seconds in Redis how this process is; where Redis is away, nothing is said. */
export function describeProcess(stores: Stores, { kind, figures }: Described) {
  const id = randomUUID();
  const loop = monitorEventLoopDelay({ resolution: LOOP_MS });
  loop.enable();
  const startedAt = Math.round(performance.timeOrigin);
  let usage: NodeJS.CpuUsage = { user: 0, system: 0 };
  let notedAt = startedAt;
  const note = async (): Promise<ProcessNote> => {
    const now = Date.now();
    const { user, system } = process.cpuUsage(usage);
    const busy = (user + system) / 1000 / Math.max(1, now - notedAt);
    const lagMs = Math.max(0, loop.percentile(99) / 1e6 - LOOP_MS);
    [usage, notedAt] = [process.cpuUsage(), now];
    loop.reset();
    return {
      ...{ kind, startedAt, seenAt: now, busy, lagMs },
      memoryMb: process.memoryUsage.rss() / MEGABYTE,
      waiting: stores.database.pool.waitingCount,
      figures: await figures(),
    };
  };
  const say = async () => {
    if (stores.redis.status !== "ready") return;
    await stores.redis.hset(keyOf(stores), id, JSON.stringify(await note()));
    await forgetGone(stores);
  };
  const timer = setInterval(() => void say().catch(() => undefined), NOTED_EVERY_MS).unref();
  const begin = () => void say().catch(() => undefined);
  if (stores.redis.status === "ready") begin();
  else stores.redis.once("ready", begin);
  return {
    /** No more is said, and what was is taken back. */
    async leave(): Promise<void> {
      clearInterval(timer);
      loop.disable();
      if (stores.redis.status === "ready") await stores.redis.hdel(keyOf(stores), id);
    },
  };
}

/** Those that ended without a word are taken out. */
async function forgetGone(place: Place): Promise<void> {
  const all = await place.redis.hgetall(keyOf(place));
  const after = Date.now() - GONE_AFTER_MS;
  const gone = Object.entries(all).flatMap(([id, text]) =>
    (noteSchema.safeParse(JSON.parse(text)).data?.seenAt ?? 0) > after ? [] : id,
  );
  if (gone.length > 0) await place.redis.hdel(keyOf(place), ...gone);
}
