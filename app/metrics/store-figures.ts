import { Gauge, Histogram, type Registry } from "prom-client";
import { liveMatchCount } from "../../db/queries/due.ts";
import type { Stores } from "../../db/stores.ts";
import { within } from "../services/outage.ts";
import type { Health } from "./health.ts";

const PATIENCE_MS = 1500;
const WAIT_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** What the stores say when they are asked for metrics: a store that is away leaves its figures out. */
export function showStores(registry: Registry, stores: Stores, health: Health): void {
  const registers = [registry];
  showPool(registers, stores);
  showQueues(registers, stores);
  new Gauge({
    name: "store_up",
    help: "1 while a store answers in time",
    labelNames: ["store"],
    registers,
    async collect() {
      for (const [store, { ok }] of Object.entries(await health.details()))
        this.set({ store }, ok ? 1 : 0);
    },
  });
  new Gauge({
    name: "store_answer_seconds",
    help: "Time that a store takes to answer the smallest question",
    labelNames: ["store"],
    registers,
    async collect() {
      for (const [store, { ms }] of Object.entries(await health.details()))
        this.set({ store }, ms / 1000);
    },
  });
  new Gauge({
    name: "matches_live",
    help: "Matches that are played now, of the whole installation",
    registers,
    async collect() {
      const count = await within(PATIENCE_MS, liveMatchCount(stores.database)).catch(() => null);
      if (count === null) this.remove();
      else this.set(count);
    },
  });
}

function showPool(registers: Registry[], { database }: Stores): void {
  new Gauge({
    name: "postgres_pool_connections",
    help: "Connections of the pool, and requests that wait for one",
    labelNames: ["state"],
    registers,
    collect() {
      const { totalCount, idleCount, waitingCount } = database.pool;
      this.set({ state: "open" }, totalCount);
      this.set({ state: "idle" }, idleCount);
      this.set({ state: "waiting" }, waitingCount);
    },
  });
  const waits = new Histogram({
    name: "postgres_pool_wait_seconds",
    help: "Time that a request waited for a connection of the pool",
    buckets: WAIT_BUCKETS,
    registers,
  });
  database.onWait((ms) => waits.observe(ms / 1000));
}

function showQueues(registers: Registry[], { queues }: Stores): void {
  new Gauge({
    name: "queue_jobs",
    help: "Jobs by queue and state",
    labelNames: ["queue", "state"],
    registers,
    async collect() {
      const counts = await queues.counts().catch(() => null);
      this.reset();
      for (const [queue, states] of Object.entries(counts ?? {}))
        for (const [state, jobs] of Object.entries(states)) this.set({ queue, state }, jobs);
    },
  });
  new Gauge({
    name: "queue_oldest_wait_seconds",
    help: "How long the oldest job that could run has waited",
    labelNames: ["queue"],
    registers,
    async collect() {
      const waits = await queues.oldestWaits().catch(() => null);
      this.reset();
      for (const [queue, ms] of Object.entries(waits ?? {})) this.set({ queue }, ms / 1000);
    },
  });
}
