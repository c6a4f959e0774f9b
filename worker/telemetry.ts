import { createServer, type Server } from "node:http";
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import { JOB_NAMES } from "../db/queues.ts";
import type { Stores } from "../db/stores.ts";

export interface Telemetry {
  registry: Registry;
  jobSeconds: Histogram<"job" | "outcome">;
  /** How far past its drawn instant a witness's message was stored. */
  botLateness: Histogram;
  matchesOpened: Counter;
  sweepRepairs: Counter<"what">;
  sweepFailures: Counter;
  /** Time that a tick of a clock took: waves, sweeps, upkeep. */
  tickSeconds: Histogram<"timer">;
  exportSeconds: Histogram<"outcome">;
  retentionErased: Counter<"what">;
  models: ModelFigures;
  /** Calls of models that could not be written down. */
  generationsLost: Counter;
  /** Shows the breakers of all models that were asked. */
  watchBreakers(look: () => Iterable<Breaker>): void;
}

interface ModelFigures {
  /** With what came of them, asks for which nobody was called included. */
  calls: Counter<"provider" | "model" | "outcome">;
  seconds: Histogram<"provider" | "model" | "outcome">;
  tokens: Counter<"provider" | "model" | "kind">;
  cost: Counter<"provider" | "model">;
}

interface Breaker {
  provider: string;
  model: string;
  state: "closed" | "half-open" | "open";
}

const BREAKER_LEVEL = { closed: 0, "half-open": 1, open: 2 } as const;

export function openTelemetry({
  queues,
  database,
}: Pick<Stores, "queues" | "database">): Telemetry {
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
  const waits = new Histogram({
    name: "amianai_pool_wait_seconds",
    help: "Time that a request waited for a connection to Postgres",
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  database.onWait((ms) => waits.observe(ms / 1000));
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
    tickSeconds: new Histogram({
      name: "amianai_tick_seconds",
      help: "Time that a tick of a clock took",
      labelNames: ["timer"],
      buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    exportSeconds: new Histogram({
      name: "amianai_export_seconds",
      help: "Time that an export took to be made",
      labelNames: ["outcome"],
      buckets: [0.5, 1, 2.5, 5, 10, 30, 60, 150, 300, 900, 3600],
      registers,
    }),
    retentionErased: new Counter({
      name: "amianai_retention_erased_total",
      help: "What was erased because its period was over",
      labelNames: ["what"],
      registers,
    }),
    models: modelFigures(registry),
    generationsLost: new Counter({
      name: "amianai_generations_lost_total",
      help: "Calls of models that could not be written down",
      registers,
    }),
    watchBreakers: (look) => showBreakers(registry, look),
  };
}

function modelFigures(registry: Registry): ModelFigures {
  const registers = [registry];
  const model = ["provider", "model"] as const;
  return {
    calls: new Counter({
      name: "amianai_model_calls_total",
      help: "Calls of language models by what came of them",
      labelNames: [...model, "outcome"],
      registers,
    }),
    seconds: new Histogram({
      name: "amianai_model_seconds",
      help: "Time that a language model took",
      labelNames: [...model, "outcome"],
      buckets: [0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32],
      registers,
    }),
    tokens: new Counter({
      name: "amianai_model_tokens_total",
      help: "Tokens that providers counted",
      labelNames: [...model, "kind"],
      registers,
    }),
    cost: new Counter({
      name: "amianai_model_cost_dollars_total",
      help: "US dollars by the price list, of the models that it knows",
      labelNames: model,
      registers,
    }),
  };
}

function showBreakers(registry: Registry, look: () => Iterable<Breaker>): void {
  new Gauge({
    name: "amianai_model_breaker",
    help: "0 while a model is asked, 1 while one call tries it, 2 while it is left alone",
    labelNames: ["provider", "model"],
    registers: [registry],
    collect() {
      for (const { provider, model, state } of look())
        this.set({ provider, model }, BREAKER_LEVEL[state]);
    },
  });
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
