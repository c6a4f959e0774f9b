import { randomUUID } from "node:crypto";
import type { Database } from "../db/client.ts";
import type { WorkerFacts } from "../db/schema/operations.ts";
import { forgetWorker, noteWorker } from "../db/workers.ts";
import type { WorkerEnv } from "./env.ts";
import type { Provider } from "./model/provider.ts";

/** Often enough to be believed, seldom enough to cost nothing. */
const NOTED_EVERY_MS = 2000;
/** The name of the stand-in's one model. */
const SCRIPTED = "scripted";

/** Tells the admins' pages that this worker is there. */
export interface Presence {
  note(swept: boolean): Promise<void>;
  leave(): Promise<void>;
}

export function openPresence(database: Database, facts: WorkerFacts): Presence {
  const id = randomUUID();
  let notedAt = -Infinity;
  let swept = false;
  return {
    async note(sweptNow) {
      swept ||= sweptNow;
      if (performance.now() - notedAt < NOTED_EVERY_MS) return;
      notedAt = performance.now();
      await noteWorker(database, { id, facts, swept });
      swept = false;
    },
    leave: () => forgetWorker(database, id),
  };
}

/** What a worker says of itself, without names of machines inside and without keys. */
export function factsOf(env: WorkerEnv, providers: readonly Provider[]): WorkerFacts {
  const models = [env.OPENAI_MODEL, ...env.OPENAI_FALLBACK_MODELS];
  return {
    models,
    providers: providers.map(({ name, baseUrl }) => ({ name, host: hostOf(baseUrl) })),
    scripted: models.every((model) => model === SCRIPTED),
    limits: {
      matchTokens: env.MODEL_MATCH_TOKENS,
      matchCost: env.MODEL_MATCH_USD,
      dayTokens: env.MODEL_DAY_TOKENS,
      dayCost: env.MODEL_DAY_USD,
    },
    node: process.version,
    timeScale: env.TIME_SCALE,
  };
}

function hostOf(baseUrl = "https://api.openai.com"): string {
  return new URL(baseUrl).host;
}
