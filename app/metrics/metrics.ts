import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Stores } from "../../db/stores.ts";

const LATENCY_BUCKETS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

/** What this process tells the private port. No figure is kept by match, seat or player. */
export function openMetrics(stores: Stores) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const pool = new Gauge({
    name: "postgres_pool_connections",
    help: "Connections of the pool, and requests that wait for one",
    labelNames: ["state"],
    registers,
    collect() {
      const { totalCount, idleCount, waitingCount } = stores.database.pool;
      this.set({ state: "open" }, totalCount);
      this.set({ state: "idle" }, idleCount);
      this.set({ state: "waiting" }, waitingCount);
    },
  });
  const queues = new Gauge({
    name: "queue_jobs",
    help: "Jobs by queue and state",
    labelNames: ["queue", "state"],
    registers,
    async collect() {
      const counts = await stores.queues.counts().catch(() => null);
      this.reset();
      for (const [queue, states] of Object.entries(counts ?? {}))
        for (const [state, jobs] of Object.entries(states)) this.set({ queue, state }, jobs);
    },
  });

  return {
    registry,
    pool,
    queues,
    httpSeconds: new Histogram({
      name: "http_request_seconds",
      help: "From the request to the end of its reply, streams left out",
      labelNames: ["method", "route", "status"],
      buckets: LATENCY_BUCKETS,
      registers,
    }),
    postSeconds: new Histogram({
      name: "message_post_seconds",
      help: "From a posted message to its decision",
      labelNames: ["outcome"],
      buckets: LATENCY_BUCKETS,
      registers,
    }),
    conflicts: new Counter({
      name: "play_conflicts_total",
      help: "Changes of a match that were given up after lost compare-and-sets",
      registers,
    }),
    streamsOpen: new Gauge({
      name: "sse_streams_open",
      help: "Open event streams",
      labelNames: ["stream"],
      registers,
    }),
    streamsClosed: new Counter({
      name: "sse_streams_closed_total",
      help: "Event streams closed, by who ended them: reader gone, reader too slow, end",
      labelNames: ["stream", "why"],
      registers,
    }),
    framesSent: new Counter({
      name: "sse_frames_total",
      help: "Frames sent",
      labelNames: ["event"],
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof openMetrics>;
