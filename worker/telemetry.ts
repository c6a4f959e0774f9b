import { createServer, type Server } from "node:http";
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import { JOB_NAMES, type Queues } from "../db/queues.ts";

export interface Telemetry {
  registry: Registry;
  jobSeconds: Histogram<"job" | "outcome">;
  /** How far past its drawn instant a witness's message was stored. */
  botLateness: Histogram;
  matchesOpened: Counter;
  sweepRepairs: Counter<"what">;
  sweepFailures: Counter;
  modelSeconds: Histogram<"outcome">;
}

export function openTelemetry(queues: Queues): Telemetry {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "amianai_jobs",
    help: "Jobs in a queue by state",
    labelNames: ["job", "state"],
    registers,
    async collect() {
      const counts = await queues.counts().catch(() => null);
      for (const job of counts ? JOB_NAMES : [])
        for (const [state, count] of Object.entries(counts?.[job] ?? {}))
          this.set({ job, state }, count);
    },
  });
  return {
    registry,
    jobSeconds: new Histogram({
      name: "amianai_job_seconds",
      help: "Time that a job took",
      labelNames: ["job", "outcome"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
    botLateness: new Histogram({
      name: "amianai_bot_lateness_seconds",
      help: "Delay of a witness's message past its drawn instant",
      buckets: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 5],
      registers,
    }),
    matchesOpened: new Counter({
      name: "amianai_matches_opened_total",
      help: "Matches opened by waves that this worker held",
      registers,
    }),
    sweepRepairs: new Counter({
      name: "amianai_sweep_repairs_total",
      help: "Work that the sweep found undone",
      labelNames: ["what"],
      registers,
    }),
    sweepFailures: new Counter({
      name: "amianai_clock_failures_total",
      help: "Ticks of a clock that failed",
      registers,
    }),
    modelSeconds: new Histogram({
      name: "amianai_model_seconds",
      help: "Time that the language model took",
      labelNames: ["outcome"],
      buckets: [0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32],
      registers,
    }),
  };
}

/** Metrics on a port of their own, which players cannot reach. */
export function serveMetrics({ registry }: Telemetry, port: number, host: string): Server {
  const server = createServer((request, response) => {
    if (request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { "content-type": registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  return server.listen(port, host);
}
