import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Stores } from "../../db/stores.ts";
import type { Health } from "./health.ts";
import { showStores } from "./store-figures.ts";

const LATENCY_BUCKETS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];
/** Finer around the budget of 100 ms. */
const LIVE_BUCKETS = [0.005, 0.01, 0.02, 0.035, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5];
/** The budget of a page of a board is 10 ms. */
const BOARD_BUCKETS = [0.001, 0.0025, 0.005, 0.0075, 0.01, 0.015, 0.025, 0.05, 0.1, 0.5, 1];

/** What this process tells the private port. No figure is kept by match, seat or player. */
export function openMetrics(stores: Stores, health: Health) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  showStores(registry, stores, health);

  return {
    registry,
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
    deliverySeconds: new Histogram({
      name: "message_delivery_seconds",
      help: "From the arrival of a message's request to its frame on another seat's stream",
      buckets: LIVE_BUCKETS,
      registers,
    }),
    seatingSeconds: new Histogram({
      name: "lobby_seating_seconds",
      help: "From the instant of a wave to the frame that names the match",
      buckets: LIVE_BUCKETS,
      registers,
    }),
    phaseLateness: new Histogram({
      name: "phase_lateness_seconds",
      help: "From the deadline of a phase to the frame that ends it on a stream",
      buckets: LIVE_BUCKETS,
      registers,
    }),
    leaderboardSeconds: new Histogram({
      name: "leaderboard_seconds",
      help: "Time that a page of a leaderboard took to be read",
      labelNames: ["board", "window"],
      buckets: BOARD_BUCKETS,
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
    streamsBehind: new Counter({
      name: "sse_streams_behind_total",
      help: "Streams found to lack frames that Postgres has, and read up",
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
